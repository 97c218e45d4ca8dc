/*
 * Nouns of an exam day: the sitting, its paper, its clock, an answer, a receipt.
 *
 * Times are the database's. `number` is the number of an item on the canonical
 * form, the same for every candidate whatever the order on the screen.
 */
import type { Delivery } from '../assembly/delivery.ts'

export type SittingState = 'open' | 'submitted' | 'cancelled'
export type SubmittedBy = 'candidate' | 'deadline' | 'invigilator'

/** What runs down: from the database's clock at the moment of the answer. */
export interface SittingClock {
  readonly state: SittingState
  readonly serverTime: Date
  readonly startedAt: Date
  readonly deadlineAt: Date
  /** Whole seconds to the deadline, never below zero. */
  readonly remainingSeconds: number
  /** Seconds past the deadline in which answers already given may still arrive. */
  readonly graceSeconds: number
}

export interface StoredAnswer {
  readonly number: number
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly savedAt: Date
}

/** The form in this candidate's order, what was answered so far, and the clock. */
export interface Paper {
  readonly delivery: Delivery
  readonly answers: readonly StoredAnswer[]
  readonly clock: SittingClock
}

export interface AnswerInput {
  readonly number: number
  /** 1 … 2^53−1, larger than every number this browser has seen for the sitting. */
  readonly seq: number
  /** Names the window that saves. */
  readonly tab: string
  readonly response: unknown
}

export interface SavedAnswer {
  readonly number: number
  readonly seq: number
  readonly savedAt: Date
  readonly clock: SittingClock
}

/** An answer as it was frozen by the submission. */
export interface FrozenAnswer {
  readonly number: number
  readonly seq: number
  readonly response: unknown
}

export interface Receipt {
  readonly batchId: string
  readonly batchTitle: string
  readonly admissionNo: string
  readonly name: string
  readonly idNumberMasked: string
  readonly formId: string
  readonly startedAt: Date
  readonly submittedAt: Date
  readonly submittedBy: SubmittedBy
  readonly answered: number
  readonly itemCount: number
  /** SHA-256 of the canonical JSON of {batch, admission, form, answers}. */
  readonly receipt: string
}

/** What a candidate sees before, during and after the exam. */
export interface ExamOverview {
  readonly batch: {
    readonly id: string
    readonly title: string
    readonly state: string
    readonly opensAt: Date
    readonly closesAt: Date
    readonly minutes: number
    readonly lateEntryMinutes: number
    readonly earlyLeaveMinutes: number
    readonly graceSeconds: number
  }
  readonly candidate: {
    readonly admissionNo: string
    readonly name: string
    readonly idNumberMasked: string
    readonly room: string | null
    readonly seat: string | null
    readonly extraMinutes: number
  }
  readonly sitting: SittingClock | undefined
  readonly serverTime: Date
}

/** A line of the invigilator's monitor. */
export interface SittingLine {
  readonly admissionNo: string
  readonly name: string
  readonly idNumberMasked: string
  readonly room: string | null
  readonly seat: string | null
  readonly state: SittingState | 'not-started'
  readonly signedIn: boolean
  readonly startedAt: Date | null
  readonly deadlineAt: Date | null
  readonly remainingSeconds: number | null
  readonly submittedAt: Date | null
  readonly submittedBy: SubmittedBy | null
  readonly answered: number
  readonly itemCount: number | null
  readonly lastSavedAt: Date | null
  readonly incidents: number
}

export const incidentKinds = [
  'note',
  'machine-change',
  'network-failure',
  'power-failure',
  'health',
  'identity-check',
  'violation-warning',
  'violation',
] as const
export type IncidentKind = (typeof incidentKinds)[number]
