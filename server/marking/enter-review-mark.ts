/*
 * A member of the panel enters a mark of the review part (综合评审).
 */
import { listBatchStaff, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { requireCandidate, requirePresent } from './enter-practical-sheet.ts'
import { upsertReviewMark } from './queries.ts'
import { markingRefusals } from './refusals.ts'

export interface ReviewInput {
  readonly batchId: string
  readonly admissionNo: string
  readonly marks: number
  readonly comment?: string
}

/** Refuses: not-found, forbidden, wrong-state, review-not-in-standard, not-on-panel, candidate-absent, marks-out-of-range. */
export async function enterReviewMark(ctx: Context, actor: Actor, input: ReviewInput): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.review')
    requireState(batch, 'ready', 'open', 'closed', 'marked')
    const part = batch.rules.parts.find((entry) => entry.id === 'review')
    if (!part) throw new Refusal(markingRefusals['review-not-in-standard'])
    const staff = await listBatchStaff(inTrx, actor, batch.id)
    const own =
      actor.kind === 'staff' &&
      staff.some((person) => person.userId === actor.userId && person.role === 'rater')
    if (!own || actor.kind !== 'staff')
      throw new Refusal(markingRefusals['not-on-panel'], { role: '综合评审委员 review panel' })
    await requireCandidate(inTrx, actor, batch.id, input.admissionNo)
    await requirePresent(trx, batch.id, input.admissionNo, 'review')
    if (!(input.marks >= 0 && input.marks <= part.fullMarks))
      throw new Refusal(markingRefusals['marks-out-of-range'], { full: part.fullMarks, got: input.marks })
    const mark = {
      admissionNo: input.admissionNo,
      raterId: actor.userId,
      marks: input.marks,
      comment: input.comment?.trim() || null,
    }
    await upsertReviewMark(trx, batch.id, mark, ctx.clock.now())
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'review-mark.entered',
      subject: `review:${batch.id}/${input.admissionNo}`,
      detail: { marks: input.marks },
    })
  })
}
