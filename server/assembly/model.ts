/*
 * Nouns of the assembly feature: what is chosen from, what comes out, and why
 * it could not be done.
 */
import type { Blueprint, Form, Item, Syllabus } from '../../bank-schemas/index.ts'

export type { Delivery, DeliveryItem, DeliverySection } from './delivery.ts'

/** An item as one revision. It holds the key: never hand it to a candidate. */
export interface SourceItem {
  readonly hash: string
  readonly item: Item
  /** What its use taught: answers, and their mean share of the full marks. */
  readonly observed?: { readonly n: number; readonly facility: number }
  /** A review took this revision out of use. */
  readonly withdrawn?: boolean
}

/** A sentence in both languages. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}

export type CheckFamily =
  | 'section'
  | 'scope'
  | 'subscope'
  | 'point'
  | 'importance'
  | 'facility'
  | 'key'
  | 'enemies'
  | 'secrecy'
  | 'overlap'

/** One requirement, what it asks and what each form (or pair of forms) has. */
export interface Check {
  /** Family and name, e.g. scope:AB, overlap:1-2. */
  readonly id: string
  readonly family: CheckFamily
  readonly name: Sentence
  readonly unit: 'items' | 'marks' | 'points' | 'share'
  /** False for what is only preferred: shown, never a violation. */
  readonly required: boolean
  readonly asked: { readonly min?: number; readonly max?: number; readonly target?: number }
  /** One figure a form; for overlap a single figure for the pair. */
  readonly got: readonly number[]
  readonly met: boolean
}

export interface Certificate {
  /** Nothing can cost less than this (aggregated relaxation). */
  readonly bound: number
  /** What the forms cost: distance from everything that is wished for. */
  readonly cost: number
  /** cost − bound, in the same units; 0 is proof that nothing better exists. */
  readonly gap: number
  /** Ids of required checks that are not met; the checker shares no code with the model. */
  readonly violations: readonly string[]
  /** Largest difference between two forms in expected facility of the paper (0 … 1). */
  readonly largestDifference: number
  /** Hash of the program that was solved. */
  readonly modelHash: string
  readonly method: 'all-at-once' | 'one-after-another'
}

export interface AssemblyReport {
  readonly checks: readonly Check[]
  readonly certificate: Certificate
  readonly supply: Supply
}

/** What the forms were chosen from. */
export interface Supply {
  readonly items: number
  readonly eligible: number
  /** Of the eligible, those whose facility was observed and not only estimated. */
  readonly observed?: number
  /** Why the others were left out: secrecy, status, withdrawn, kind, point, excluded. */
  readonly leftOut: Readonly<Record<string, number>>
}

/** Why it cannot be done, in the trade's words, and what to write to mend it. */
export interface Reason extends Sentence {
  readonly kind: 'cell' | 'overlap' | 'enemies' | 'difficulty' | 'key' | 'point' | 'conflict'
  readonly scope?: string
  readonly itemKind?: string
  readonly needed?: number
  readonly available?: number
  /** 再写 2 道 AB 单选… */
  readonly mend?: Sentence
}

export interface PlannedForm {
  /** Item ids by section, in the order of the paper. */
  readonly sections: readonly (readonly string[])[]
}

export type Plan =
  | { readonly feasible: true; readonly forms: readonly PlannedForm[]; readonly report: AssemblyReport }
  | { readonly feasible: false; readonly reasons: readonly Reason[] }

export interface PlanRequest {
  readonly blueprint: Blueprint
  readonly syllabus: Syllabus
  readonly items: readonly SourceItem[]
  readonly forms: number
  readonly seed: number
}

export interface AssemblySummary {
  readonly id: string
  readonly organisationId: string
  readonly bankId: string
  readonly bankName: string
  readonly level: number
  readonly pattern: string
  readonly seed: number
  readonly forms: number
  readonly compiled: number
  readonly createdBy: string
  readonly createdAt: Date
}

export interface AssembledForm {
  readonly id: string
  readonly number: number
  readonly hash: string
  readonly form: Form
  readonly compiledAt: Date | null
}

export interface Assembly extends AssemblySummary {
  readonly blueprint: Blueprint
  readonly blueprintHash: string
  readonly standardHash: string
  readonly syllabusHash: string
  readonly report: AssemblyReport
  readonly assembled: readonly AssembledForm[]
}
