/*
 * The receipt of a sitting that was handed in.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Receipt } from './model.ts'
import { findReceipt } from './queries.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, isAnswered } from './rules.ts'

export async function getReceipt(ctx: Context, actor: Actor | undefined): Promise<Receipt> {
  const { batchId, admissionNo } = asCandidate(actor)
  const row = await findReceipt(ctx.db, batchId, admissionNo)
  if (!row) throw new Refusal(sittingRefusals['sitting-not-started'])
  if (row.state === 'cancelled') throw new Refusal(sittingRefusals['sitting-closed'], { state: row.state })
  if (!row.receipt || !row.submitted_at || !row.submitted_by)
    throw new Refusal(sittingRefusals['sitting-not-submitted'])
  return {
    batchId,
    batchTitle: row.title,
    admissionNo,
    name: row.name,
    idNumberMasked: row.id_number_masked,
    formId: row.form_id,
    startedAt: row.started_at,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    answered: (row.answers ?? []).filter((answer) => isAnswered(answer.response)).length,
    itemCount: row.item_count,
    receipt: row.receipt,
  }
}
