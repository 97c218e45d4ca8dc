/*
 * What every end of a sitting does, inside the transaction that holds its row:
 * freeze the answers, compute the receipt, note the event, write the audit
 * event, queue the marking.
 */
import type { Context } from '../context.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import type { SubmittedBy } from './model.ts'
import { freezeAnswers, insertEvent, type LockedSitting, updateSubmitted } from './queries.ts'
import { receiptOf } from './receipt.ts'

export interface Closing {
  readonly batchId: string
  readonly admissionNo: string
  readonly by: SubmittedBy
  /** Name of the actor as the audit trail writes it. */
  readonly actor: string
  readonly reason?: string
}

/** Returns the receipt. The caller has locked the open sitting. */
export async function closeSitting(
  ctx: Context,
  trx: Trx,
  sitting: LockedSitting,
  { batchId, admissionNo, by, actor, reason }: Closing,
): Promise<string> {
  const answers = await freezeAnswers(trx, batchId, admissionNo)
  const receipt = receiptOf(batchId, admissionNo, sitting.form_id, answers)
  const detail = { by, receipt, answers: answers.length, ...(reason ? { reason } : {}) }
  await updateSubmitted(trx, batchId, admissionNo, { by, receipt, answers })
  await insertEvent(trx, { batchId, admissionNo, kind: 'submitted', actor, detail })
  await recordAudit(trx, ctx, {
    stream: `${batchId}/${admissionNo}`,
    actor,
    organisationId: sitting.organisation_id,
    action: 'sitting.submitted',
    subject: `sitting:${batchId}/${admissionNo}`,
    detail,
  })
  await ctx.jobs.enqueue(trx, 'mark-sitting', { batchId, admissionNo })
  return receipt
}
