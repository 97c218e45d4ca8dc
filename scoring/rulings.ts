/*
 * Rulings: what a centre decides about an item after the exam, when it proves
 * faulty. A ruling only ever gives: nobody's credit falls by it.
 *
 *   full-marks   送分: everybody has the item right, also who left it empty
 *   also-accept  further keys count as right, each under the item's own policy
 */
import { award, type Credit } from './credit.ts'
import type { Item } from './item.ts'
import { ONE } from './ratio.ts'
import { reason } from './reasons.ts'
import { scoreItem } from './score-item.ts'

export type ItemRuling =
  | { readonly kind: 'full-marks' }
  | { readonly kind: 'also-accept'; readonly keys: readonly unknown[] }

/** Kinds whose key can be replaced by another of the same shape. */
export const acceptableKinds: readonly Item['kind'][] = ['single-choice', 'multiple-response', 'true-false']

/** The credit under the ruling; the one without it when that is higher. */
export function applyRuling(item: Item, response: unknown, credit: Credit, ruling: ItemRuling): Credit {
  if (ruling.kind === 'full-marks') return award(ONE, [reason('ruling-full-marks'), ...credit.reasons])
  const best = ruling.keys
    .map((key) => scoreItem({ ...item, key } as Item, response))
    .reduce((high, one) => (one.fraction > high.fraction ? one : high), credit)
  return best === credit ? credit : { ...best, reasons: [reason('ruling-also-accept'), ...best.reasons] }
}
