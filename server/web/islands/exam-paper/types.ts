/*
 * What the exam room's server sends, as it arrives: dates are ISO texts.
 */
import type { Delivery, DeliveryItem, DeliveryQuestion } from '../../../assembly/delivery.ts'

export type { Delivery, DeliveryItem, DeliveryQuestion }

export interface Clock {
  readonly state: 'open' | 'submitted' | 'cancelled'
  readonly serverTime: string
  readonly startedAt: string
  readonly deadlineAt: string
  readonly remainingSeconds: number
  readonly graceSeconds: number
}

export interface Overview {
  readonly batch: {
    readonly id: string
    readonly title: string
    readonly state: string
    readonly opensAt: string
    readonly closesAt: string
    readonly minutes: number
    readonly lateEntryMinutes: number
    readonly earlyLeaveMinutes: number
  }
  readonly candidate: {
    readonly admissionNo: string
    readonly name: string
    readonly idNumberMasked: string
    readonly room: string | null
    readonly seat: string | null
    readonly extraMinutes: number
  }
  readonly sitting: Clock | null
  readonly serverTime: string
}

export interface Stored {
  readonly number: number
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly savedAt: string
}

export interface Paper {
  readonly delivery: Delivery
  readonly answers: readonly Stored[]
  readonly clock: Clock
}

export interface Saved {
  readonly number: number
  readonly seq: number
  readonly savedAt: string
  readonly clock: Clock
}

/** Names a sitting on this machine: batch and admission number. */
export const sittingKey = (overview: Overview): string =>
  `${overview.batch.id}/${overview.candidate.admissionNo}`
