/* The words of the adaptive engine: pool, rules, history, step. */
import { InputError, requireInput } from '../input-error.ts'
import type { Prior } from '../irt/ability.ts'
import type { ItemParameters } from '../irt/item-parameters.ts'

export interface PoolItem {
  readonly parameters: ItemParameters
  /** Content area the balance counts in. */
  readonly content: string
  /** Sympson–Hetter parameter: chance of being given once selected. 1 when left out. */
  readonly exposure?: number
  /** Ids that must not meet in one sitting. */
  readonly enemies?: readonly string[]
}

export type ExposureControl =
  | { readonly kind: 'none' }
  /** One of the `size` best at random. Kingsbury & Zara 1989. */
  | { readonly kind: 'randomesque'; readonly size: number }
  /** Each item is open to a candidate with its own chance. Sympson & Hetter 1985. */
  | { readonly kind: 'sympson-hetter' }

export interface Classification {
  /** Cut on the ability scale. */
  readonly cut: number
  /** Half width of the indifference region, logits. */
  readonly indifference: number
  /** Chance of passing one below the region, and of failing one above it. */
  readonly falsePass: number
  readonly falseFail: number
}

export interface AdaptiveRules {
  readonly prior: Prior
  readonly minItems: number
  readonly maxItems: number
  /** Stop when the posterior standard deviation is at most this; never when left out. */
  readonly targetSe?: number
  /** Share of each content area, summing to 1; no balance when left out. */
  readonly content?: Readonly<Record<string, number>>
  readonly exposure: ExposureControl
  /** Decide pass or fail instead of measuring. */
  readonly classification?: Classification
  /** Per sitting: the same seed and answers give the same items. */
  readonly seed: number
}

export interface Administered {
  readonly id: string
  /** Category code of the answer, 0 … m. */
  readonly score: number
}

export type StopReason = 'target-se' | 'max-items' | 'pool-empty' | 'classified'

export interface Progress {
  readonly theta: number
  readonly se: number
  readonly answered: number
}

export type AdaptiveStep =
  | (Progress & { readonly kind: 'item'; readonly id: string })
  | (Progress & { readonly kind: 'stop'; readonly reason: StopReason; readonly decision?: 'pass' | 'fail' })

/** Refuses rules no sitting could follow. */
export function requireRules(pool: readonly PoolItem[], rules: AdaptiveRules): void {
  const { minItems, maxItems, content, exposure } = rules
  requireInput(pool.length > 0, 'The pool is empty; an adaptive test needs calibrated items.')
  requireInput(
    Number.isInteger(minItems) && Number.isInteger(maxItems) && minItems >= 1 && minItems <= maxItems,
    `An adaptive test needs 1 ≤ minItems ≤ maxItems, not ${minItems} and ${maxItems}.`,
  )
  if (exposure.kind === 'randomesque')
    requireInput(exposure.size >= 1, `Randomesque control picks among 1 item and more, not ${exposure.size}.`)
  if (!content) return
  const sum = Object.values(content).reduce((s, v) => s + v, 0)
  requireInput(Math.abs(sum - 1) < 1e-6, `The content shares sum to ${sum}, expected 1.`)
  const missing = Object.keys(content).find(
    (area) => content[area]! > 0 && !pool.some((i) => i.content === area),
  )
  if (missing !== undefined)
    throw new InputError(
      `No item of the pool belongs to content area “${missing}”; add items or drop the share.`,
    )
}
