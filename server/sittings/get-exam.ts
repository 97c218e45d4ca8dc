/*
 * The candidate's exam as it stands: batch, own place, state of the sitting.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { ExamOverview } from './model.ts'
import { findPlace, findSitting } from './queries.ts'
import { asCandidate, clockOf } from './rules.ts'

export async function getExam(ctx: Context, actor: Actor | undefined): Promise<ExamOverview> {
  const { batchId, admissionNo } = asCandidate(actor)
  const [place, sitting] = await Promise.all([
    findPlace(ctx.db, batchId, admissionNo),
    findSitting(ctx.db, batchId, admissionNo),
  ])
  if (!place) throw new Refusal(commonRefusals['sign-in-required'])
  return {
    batch: {
      id: batchId,
      title: place.title,
      state: place.batch_state,
      opensAt: place.opens_at,
      closesAt: place.closes_at,
      minutes: place.minutes,
      lateEntryMinutes: place.late_entry_minutes,
      earlyLeaveMinutes: place.early_leave_minutes,
      graceSeconds: place.grace_seconds,
    },
    candidate: {
      admissionNo,
      name: place.name,
      idNumberMasked: place.id_number_masked,
      room: place.room,
      seat: place.seat,
      extraMinutes: place.extra_minutes,
    },
    sitting: sitting && clockOf(sitting, sitting.now),
    serverTime: place.now,
  }
}
