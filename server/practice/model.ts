/*
 * Nouns of self-assessment: a pool of open items, a run through it, the report.
 *
 * A run belongs to whoever knows its id; there is no account behind it and no
 * personal data in it.
 */
import type { AdaptiveRules, ItemParameters, StopReason } from '../../scoring/statistics/index.ts'
import type { ItemRevision } from '../banks/model.ts'

/** measure: how much is mastered, until the estimate is sharp. classify: likely to pass or not, until that is clear. */
export const practiceModes = ['measure', 'classify'] as const
export type PracticeMode = (typeof practiceModes)[number]

/** Kinds that a machine scores and a plain form can answer. */
export const practiceKinds = [
  'single-choice',
  'multiple-response',
  'true-false',
  'fill-in',
  'numeric',
  'matching',
  'ordering',
] as const

/** Fewest items of a pool, and of a run that is not ended by hand. */
export const fewestItems = 10

/** The share of the open pool's marks that counts as mastered: the pass mark of the standards. */
export const passShare = 0.6

/** After this nothing of a run is left; one without a single answer goes after a day. */
export const keptDays = 90

export interface PracticeOffer {
  readonly bankId: string
  readonly bankName: string
  readonly level: number
  /** Open items that can be practised on. */
  readonly items: number
}

export interface PoolEntry {
  /** `id` is the hash of the item revision. */
  readonly parameters: ItemParameters
  /** Estimated from answers; otherwise they stand in for the writer's difficulty. */
  readonly calibrated: boolean
  readonly point: string
  /** Second-level scope of the syllabus. */
  readonly scope: string
  /** Hashes of items of this pool that must not meet it. */
  readonly enemies: readonly string[]
}

/** One immutable pool, named by the hash of its content. */
export interface PracticePool {
  readonly syllabusHash: string
  /** Ability whose expected share of the pool's marks is `passShare`. */
  readonly cut: number
  /** Weight of each scope that has items, summing to 1. */
  readonly shares: Readonly<Record<string, number>>
  readonly items: readonly PoolEntry[]
}

export interface GivenAnswer {
  /** Hash of the item revision. */
  readonly item: string
  readonly response: unknown
  /** Credit under the item's own policy, 0 … 1. */
  readonly fraction: number
  /** What the estimate counts: 1 for full credit, 0 for less. */
  readonly score: 0 | 1
  /** Ability and its standard error after this answer. */
  readonly theta: number
  readonly se: number
  /** ISO 8601. */
  readonly at: string
}

export interface RunResult {
  readonly reason: StopReason | 'ended-by-hand'
  readonly theta: number
  readonly se: number
  /** Posterior probability that ability is at or above the cut. */
  readonly passChance: number
  /** Of the sequential test; null when measuring. */
  readonly decision: 'pass' | 'fail' | null
}

export interface Run {
  readonly id: string
  readonly bankId: string
  readonly level: number
  readonly mode: PracticeMode
  readonly poolHash: string
  readonly rules: Omit<AdaptiveRules, 'seed'>
  readonly seed: number
  readonly answers: readonly GivenAnswer[]
  readonly state: 'running' | 'ended'
  readonly result: RunResult | null
  readonly createdAt: Date
  readonly endedAt: Date | null
}

/** low, medium, high: how much the answers so far tell. */
export type Confidence = 'low' | 'medium' | 'high'

export interface SelfAssessment {
  readonly id: string
  readonly bankId: string
  readonly level: number
  readonly mode: PracticeMode
  readonly state: Run['state']
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly minItems: number
  readonly maxItems: number
  readonly answers: readonly GivenAnswer[]
  readonly confidence: Confidence
  /** What to answer now; null once ended. It holds the key: a door takes from it what may be seen. */
  readonly current: ItemRevision | null
  /** null until ended. */
  readonly report: Report | null
}

/** Shares are of the pool's marks, 0 … 1. */
export interface Estimate {
  readonly share: number
  readonly low: number
  readonly high: number
}

export const masteryBands = ['weak', 'near', 'reached', 'firm'] as const
export type MasteryBand = (typeof masteryBands)[number]

export interface ScopeReport {
  readonly code: string
  readonly name: string
  readonly asked: number
  readonly right: number
}

export interface WeakPoint {
  readonly code: string
  readonly name: string
  /** Name of its second-level scope. */
  readonly scope: string
  readonly asked: number
  readonly wrong: number
  /** Of the standard. */
  readonly clauses: readonly string[]
}

export interface Report extends RunResult {
  readonly answers: number
  /** Answers to items whose parameters were estimated from answers. */
  readonly calibrated: number
  readonly cut: number
  readonly band: MasteryBand
  /** With its range of 90 %. */
  readonly estimate: Estimate
  /** After 0, 1, 2 … answers, with the range of one standard error. */
  readonly trace: readonly Estimate[]
  readonly scopes: readonly ScopeReport[]
  /** Most wrong answers first. */
  readonly weakPoints: readonly WeakPoint[]
  readonly standard: { readonly id: string; readonly edition: string }
}
