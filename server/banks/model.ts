/** Nouns of the banks feature. */
import type { Bank, Item, PracticalTask, Syllabus } from '../../bank-schemas/index.ts'

export interface BankSummary {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly levels: readonly BankLevelSummary[]
}

export interface BankLevelSummary {
  readonly level: number
  readonly points: number
  readonly items: number
  readonly open: number
  readonly kinds: Readonly<Record<string, number>>
  readonly models: number
  readonly tasks: number
}

export interface SyllabusRevision {
  readonly hash: string
  readonly syllabus: Syllabus
}

/** An item as one immutable revision, named by the hash of its content. It holds the key: never hand it to a candidate. */
export interface ItemRevision {
  readonly hash: string
  readonly item: Item
}

export interface TaskRevision {
  readonly hash: string
  readonly task: PracticalTask
}

/** Released open items of a kind that no review withdrew. */
export interface OpenItemCount {
  readonly bankId: string
  readonly level: number
  readonly kind: string
  readonly count: number
}

export interface BankDocument {
  readonly bank: Bank
}

export interface LoadReport {
  readonly standards: number
  readonly banks: number
  readonly items: number
  readonly newRevisions: number
  /** Banks that were left out because of errors; their older revisions stay in use. */
  readonly refused: readonly { readonly id: string; readonly errors: number; readonly first: string }[]
}

/** Item parameters on the scale of the bank and level: P by intercepts d_1 … d_m, slope a, lower asymptote c. */
export interface ItemCurve {
  readonly a: number
  readonly intercepts: readonly number[]
  readonly c: number
}

/** What the use of a revision taught, newest figures. */
export interface ItemHealth {
  readonly itemHash: string
  readonly itemId: string
  /** Answers behind the figures. */
  readonly n: number
  /** Mean share of the full marks. */
  readonly facility: number | null
  /** Correlation with the rest of the paper. */
  readonly discrimination: number | null
  readonly irt: ItemCurve | null
  readonly computedAt: Date
}

/** keep: the item is right as it is. revise: its next revision answers the finding. withdraw: this revision is not used again. */
export const reviewVerdicts = ['keep', 'revise', 'withdraw'] as const
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/** A finding about a revision that somebody must look at. */
export interface ReviewTask {
  readonly id: string
  readonly bankId: string
  readonly level: number
  readonly itemId: string
  readonly itemHash: string
  readonly kind: string
  readonly urgency: 'review' | 'urgent'
  readonly value: number
  readonly bound: number
  readonly n: number
  readonly zh: string
  readonly en: string
  readonly openedAt: Date
  /** When the finding was last confirmed by new figures. */
  readonly seenAt: Date
  readonly state: 'open' | 'settled'
  readonly verdict: ReviewVerdict | null
  readonly reason: string | null
  readonly settledBy: string | null
  readonly settledAt: Date | null
}
