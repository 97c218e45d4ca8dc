/*
 * Chooses the forms of a batch, compiles them and deals them to the candidates
 * so that neighbours get different ones. Done before the window opens: starting
 * a sitting is then one insert.
 */
import { compileForm } from '../assembly/compile-form.ts'
import { getForm } from '../assembly/get-form.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { getBatch, lockBatchFor, requireState } from './get-batch.ts'
import { replaceForms } from './queries.ts'
import { batchRefusals } from './refusals.ts'

/** Refuses: not-found, forbidden, wrong-state, batch-form-mismatch. */
export async function setForms(
  ctx: Context,
  actor: Actor,
  input: { batchId: string; formIds: readonly string[] },
): Promise<void> {
  const batch = await getBatch(ctx, actor, input.batchId, 'batch.change')
  requireState(batch, 'draft')
  for (const formId of input.formIds) {
    const form = await getForm(ctx, actor, formId)
    if (form.document.bank !== batch.bankId || form.document.level !== batch.level) {
      throw new Refusal(batchRefusals['batch-form-mismatch'], {
        form: formId,
        actual: `${form.document.bank} / ${form.document.level}`,
        expected: `${batch.bankId} / ${batch.level}`,
      })
    }
    await compileForm(ctx, actor, formId)
  }
  await ctx.db.transaction().execute(async (trx) => {
    const locked = await lockBatchFor(trx, actor, input.batchId, 'batch.change')
    requireState(locked, 'draft')
    await replaceForms(trx, batch.id, input.formIds)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'batch.forms-chosen',
      subject: `batch:${batch.id}`,
      detail: { forms: input.formIds },
    })
  })
}
