/*
 * Scores items of kind "fill-in" (填空): each blank against its accepted variants,
 * after normalisation (normalise-text.ts).
 *
 * Schema: bank-schemas/schemas/v1/items/fill-in.schema.json
 * Response: blank id to text; {} or only blank texts means not answered.
 */
import { award, type Credit, malformed, noResponse, type PartCredit } from '../credit.ts'
import type { Blank, FillIn } from '../item.ts'
import { normaliseText } from '../normalise-text.ts'
import { blankRules } from '../policies/blanks.ts'
import { ruleReason } from '../policies/rule.ts'
import { ONE, ZERO } from '../ratio.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { filled, isAbsent, isTextById } from './response-shape.ts'

export const fillIn: ItemKind<FillIn> = { rules: blankRules, aliases: {}, score, chance: () => ZERO }

function score(item: FillIn, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isTextById(response)) return malformed(item.kind, 'wrong-shape')
  if (Object.keys(response).some((id) => !item.key.some((blank) => blank.id === id))) {
    return malformed(item.kind, 'unknown-id')
  }
  const texts = new Map(filled(response))
  if (texts.size === 0) return noResponse()

  const rule = blankRules[policy]!
  const parts = item.key.map((blank) => scoreBlank(blank, texts.get(blank.id)))
  const right = parts.filter(({ credit }) => credit.fraction === 1).length
  const facts = { right, total: item.key.length }
  const reasons = [reason('blanks', { ...facts, empty: facts.total - texts.size }), ruleReason(policy, rule)]
  return award(rule.fraction(facts), reasons, { parts })
}

function scoreBlank(blank: Blank, text: string | undefined): PartCredit {
  if (text === undefined) return { id: blank.id, marks: 1, credit: noResponse() }
  const credit = isAccepted(blank, text)
    ? award(ONE, [reason('correct')])
    : award(ZERO, [reason('incorrect')])
  return { id: blank.id, marks: 1, credit }
}

function isAccepted({ accept, caseSensitive = false }: Blank, text: string): boolean {
  const written = normaliseText(text, caseSensitive)
  return accept.some((variant) => normaliseText(variant, caseSensitive) === written)
}
