/** Nouns of marking: score runs, ratings, practical sheets, results. */
import type { Result } from '../../bank-schemas/index.ts'
import type { Credit, ItemRuling } from '../../scoring/index.ts'

/** Version of the scorer, kept with every run: a run can be repeated with the same one. */
export const scorerVersion = 'scoring@1'

export interface ItemMark {
  /** Number on the canonical form. */
  readonly number: number
  readonly itemId: string
  readonly itemHash: string
  readonly point: string
  readonly fullMarks: number
  readonly marks: number
  readonly credit: Credit
}

/** One marking of one sitting. Runs are only added; the newest counts. */
export interface ScoreRun {
  readonly batchId: string
  readonly admissionNo: string
  readonly run: number
  readonly formId: string
  readonly formHash: string
  readonly receipt: string
  readonly scorerVersion: string
  readonly credits: readonly ItemMark[]
  readonly marks: number
  readonly needsRater: boolean
  readonly createdAt: Date
}

export interface RatingTask {
  readonly batchId: string
  readonly admissionNo: string
  readonly itemNumber: number
  /** Id of the sub-item of a case; '' for a whole item. */
  readonly subItem: string
  readonly itemHash: string
  readonly response: unknown
  readonly ratingsNeeded: number
  readonly state: 'open' | 'arbitration' | 'done'
  readonly fraction: number | null
}

export interface Rating {
  readonly raterId: string
  readonly fraction: number
  /** Places of the scoring points (评分要点) ticked, from 0. */
  readonly points: readonly number[]
  readonly comment: string | null
  readonly arbitration: boolean
  readonly createdAt: Date
}

/** A rater's deduction sheet (评分记录表) as it stands; corrections are revisions. */
export interface PracticalSheet {
  readonly raterId: string
  readonly revision: number
  readonly taskHash: string
  /** Line id → deduction id → how often. */
  readonly deductions: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly vetoes: readonly string[]
  readonly marks: number
  readonly comment: string | null
  readonly createdAt: Date
}

export type PartState = 'absent' | 'violation'

export interface PartStatus {
  readonly part: 'theory' | 'practical' | 'review'
  readonly state: PartState
  readonly reason: string
}

export interface ResultRecord {
  readonly admissionNo: string
  readonly revision: number
  readonly document: Result
  readonly passed: boolean | null
  readonly publishedAt: Date | null
}

/** A ruling on an item of a batch, newest revision; null when it was taken back. */
export interface RulingRecord {
  readonly itemHash: string
  readonly revision: number
  readonly ruling: ItemRuling | null
  readonly reason: string
  readonly decidedBy: string
  readonly decidedAt: Date
}
