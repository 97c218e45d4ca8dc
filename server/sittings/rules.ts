/*
 * Pure decisions of an exam day. Times come from the database's clock.
 */
import type { Actor, CandidateActor } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { SittingClock, SittingState } from './model.ts'
import { sittingRefusals } from './refusals.ts'

interface Running {
  readonly state: SittingState
  readonly started_at: Date
  readonly deadline_at: Date
  readonly grace_seconds: number
}

export function clockOf(row: Running, now: Date): SittingClock {
  return {
    state: row.state,
    serverTime: now,
    startedAt: row.started_at,
    deadlineAt: row.deadline_at,
    remainingSeconds: Math.max(0, Math.floor((row.deadline_at.getTime() - now.getTime()) / 1000)),
    graceSeconds: row.grace_seconds,
  }
}

/** Past deadline and grace: nothing is taken any more, whether or not the sitting was closed yet. */
export function isOverdue(row: Omit<Running, 'state' | 'started_at'>, now: Date): boolean {
  return now.getTime() > row.deadline_at.getTime() + row.grace_seconds * 1000
}

interface Admitting {
  readonly batch_state: string
  readonly opens_at: Date
  readonly closes_at: Date
  readonly late_entry_minutes: number
  readonly now: Date
}

/** Why this candidate may not begin now. The insert itself checks the same again. */
export function refuseEntry(place: Admitting): Refusal | undefined {
  const now = place.now.getTime()
  if (now >= place.closes_at.getTime() || !['draft', 'ready', 'open'].includes(place.batch_state))
    return new Refusal(sittingRefusals['exam-over'])
  if (!['ready', 'open'].includes(place.batch_state) || now < place.opens_at.getTime())
    return new Refusal(sittingRefusals['exam-not-open'])
  if (now > place.opens_at.getTime() + place.late_entry_minutes * 60_000)
    return new Refusal(sittingRefusals['late-entry-closed'], { minutes: place.late_entry_minutes })
  return undefined
}

interface Leaving {
  readonly opens_at: Date
  readonly started_at: Date
  readonly deadline_at: Date
  readonly early_leave_minutes: number
  readonly now: Date
}

/** 开考 N 分钟后方可交卷, counted from the start of the batch; a deadline before that ends the wait. */
export function refuseHandIn(sitting: Leaving): Refusal | undefined {
  const earliest = Math.min(
    sitting.opens_at.getTime() + sitting.early_leave_minutes * 60_000,
    sitting.deadline_at.getTime(),
  )
  const waitMilliseconds = earliest - sitting.now.getTime()
  if (waitMilliseconds <= 0) return undefined
  return new Refusal(sittingRefusals['hand-in-too-early'], {
    minutes: sitting.early_leave_minutes,
    seconds: Math.ceil(waitMilliseconds / 1000),
  })
}

/** The operations of the exam room are for a candidate about their own sitting only. */
export function asCandidate(actor: Actor | undefined): CandidateActor {
  if (actor?.kind !== 'candidate') throw new Refusal(commonRefusals['sign-in-required'])
  return actor
}

/** An item counts as answered when the response says anything. */
export function isAnswered(response: unknown): boolean {
  if (response === null || response === undefined || response === '') return false
  if (Array.isArray(response)) return response.length > 0
  if (typeof response === 'object') return Object.values(response).some(isAnswered)
  return true
}
