/* Nouns of assembling from a pool. */
import type { Pool, PoolBlueprint } from '../../../bank-schemas/index.ts'
import type { Reason } from '../model.ts'

export interface PoolRequest {
  readonly pool: Pool
  readonly blueprint: PoolBlueprint
  readonly forms: number
  readonly seed: number
}

export interface PoolCheck {
  /** Family and name, e.g. cell:AB. */
  readonly id: string
  readonly asked: { readonly min?: number; readonly max?: number; readonly target?: number }
  /** One figure a form; for overlap one a pair. */
  readonly got: readonly number[]
  readonly met: boolean
}

export interface PoolCertificate {
  /** Information: the most that so many forms can have on average at their weakest ability. Facility: the smallest distance from the target possible. */
  readonly bound: number
  /** The same figure of the forms: smallest information of any form and ability, or largest distance from the target. */
  readonly value: number
  /** Information: share of the bound that is missing. Facility: value − bound, in marks. */
  readonly gap: number
  readonly violations: readonly string[]
  /** Largest difference between two forms: in information relative to the target, or in expected marks. */
  readonly largestDifference: number
  /** Largest difference in expected marks. */
  readonly facilityDifference?: number
  /** Information each form should have at each ability. */
  readonly targets?: readonly number[]
  /** Information of each form at each ability. */
  readonly information?: readonly (readonly number[])[]
  /** Largest distance of any form from its target, relative. */
  readonly largestDeviation?: number
  /** Information of the last form as a share of the first's, at the ability where that is smallest. */
  readonly lastToFirst?: number
  readonly method: 'all-at-once' | 'one-after-another' | 'shared-out'
}

export type PoolPlan =
  | {
      readonly feasible: true
      readonly forms: readonly (readonly string[])[]
      readonly certificate: PoolCertificate
      readonly checks: readonly PoolCheck[]
    }
  | { readonly feasible: false; readonly reasons: readonly Reason[] }
