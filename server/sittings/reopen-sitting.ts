/*
 * Lets a candidate write on after the sitting was handed in: a power cut over
 * the deadline, a wrong press. The answers stand; the old receipt goes into the
 * events, a new submission gives a new one.
 */
import { lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { findBatch, insertEvent, lockSitting, updateReopened } from './queries.ts'
import { sittingRefusals } from './refusals.ts'

export interface ReopenSittingInput {
  readonly batchId: string
  readonly admissionNo: string
  /** At least so many minutes from now, 1 … 240. */
  readonly minutes: number
  readonly reason: string
}

/** Refused once the batch was published. */
export async function reopenSitting(
  ctx: Context,
  actor: Actor | undefined,
  { batchId, admissionNo, minutes, reason }: ReopenSittingInput,
): Promise<{ deadlineAt: Date }> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.reopen', batch?.organisation_id, batchId)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240)
    throw new Refusal(commonRefusals['invalid-input'], {
      zh: '分钟数应为 1–240',
      en: 'minutes must be 1 to 240',
    })
  if (reason.trim() === '') throw new Refusal(sittingRefusals['reason-missing'])

  return ctx.db.transaction().execute(async (trx) => {
    // Locked: results are computed and published under the same lock.
    requireState(await lockBatchFor(trx, actor!, batchId, 'sitting.reopen'), 'ready', 'open', 'closed')
    const sitting = await lockSitting(trx, batchId, admissionNo)
    if (!sitting) throw new Refusal(commonRefusals['not-found'], { what: admissionNo })
    if (sitting.state === 'open') throw new Refusal(sittingRefusals['sitting-not-open'], { state: 'open' })
    const deadlineAt = await updateReopened(trx, batchId, admissionNo, minutes)
    const by = actorName(actor!)
    const detail = {
      reason,
      minutes,
      from: sitting.state,
      receiptBefore: sitting.receipt,
      deadlineAt: deadlineAt.toISOString(),
    }
    await insertEvent(trx, { batchId, admissionNo, kind: 'reopened', actor: by, detail })
    await recordAudit(trx, ctx, {
      stream: `${batchId}/${admissionNo}`,
      actor: by,
      organisationId: batch!.organisation_id,
      action: 'sitting.reopened',
      subject: `sitting:${batchId}/${admissionNo}`,
      detail,
    })
    return { deadlineAt }
  })
}
