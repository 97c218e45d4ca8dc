/** Nouns and states of a batch (评价计划). */
import type { PartId } from '../../bank-schemas/index.ts'

/*
 * draft      being prepared
 * ready      confirmed: candidates may sign in inside the window
 * open       the window was opened by hand
 * closed     no more sittings; marking goes on
 * marked     every mark stands; results computed
 * published  results published (公示)
 * certified  certificates issued
 * archived   kept
 */
export type BatchState =
  | 'draft'
  | 'ready'
  | 'open'
  | 'closed'
  | 'marked'
  | 'published'
  | 'certified'
  | 'archived'

export interface PartRule {
  readonly id: PartId
  readonly name: string
  readonly fullMarks: number
  readonly passMark: number
}

/** Copied from the standard when the batch is made, so that a later edition does not change it. */
export interface BatchRules {
  readonly parts: readonly PartRule[]
  readonly theoryInvigilators: { readonly candidatesEach: number; readonly minimumPerRoom: number }
  readonly practicalRaters: {
    readonly candidatesEach: number
    readonly minimum: number
    readonly odd: boolean
  }
  readonly reviewPanel: { readonly minimum: number; readonly odd: boolean } | null
}

export interface Batch {
  readonly id: string
  readonly organisationId: string
  readonly title: string
  readonly standardHash: string
  readonly bankId: string
  readonly level: number
  readonly specialisation: string
  readonly state: BatchState
  readonly opensAt: Date
  readonly closesAt: Date
  readonly minutes: number
  readonly lateEntryMinutes: number
  readonly earlyLeaveMinutes: number
  readonly graceSeconds: number
  readonly rules: BatchRules
  readonly practicalTaskHash: string | null
  readonly createdAt: Date
  readonly publishedAt: Date | null
}

export interface Admission {
  readonly batchId: string
  readonly admissionNo: string
  readonly candidateId: string
  readonly name: string
  readonly idNumberMasked: string
  readonly formId: string | null
  readonly room: string | null
  readonly seat: string | null
  readonly extraMinutes: number
  readonly eligibility: unknown
}

export type BatchStaffRole = 'invigilator' | 'rater' | 'practical-rater'

export interface BatchStaff {
  readonly userId: string
  readonly name: string
  readonly role: BatchStaffRole
}
