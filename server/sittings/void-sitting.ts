/*
 * Takes a sitting out of the exam with a reason: wrong person, wrong form. The
 * answers stay; nothing is taken any more. reopen-sitting undoes it.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { findBatch, insertEvent, lockSitting, updateCancelled } from './queries.ts'
import { sittingRefusals } from './refusals.ts'

export interface VoidSittingInput {
  readonly batchId: string
  readonly admissionNo: string
  readonly reason: string
}

export async function voidSitting(
  ctx: Context,
  actor: Actor | undefined,
  { batchId, admissionNo, reason }: VoidSittingInput,
): Promise<void> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.reopen', batch?.organisation_id, batchId)
  if (reason.trim() === '') throw new Refusal(sittingRefusals['reason-missing'])
  await ctx.db.transaction().execute(async (trx) => {
    const sitting = await lockSitting(trx, batchId, admissionNo)
    if (!sitting) throw new Refusal(commonRefusals['not-found'], { what: admissionNo })
    if (sitting.state === 'cancelled') return
    if (sitting.state !== 'open')
      throw new Refusal(sittingRefusals['sitting-not-open'], { state: sitting.state })
    await updateCancelled(trx, batchId, admissionNo)
    const by = actorName(actor!)
    await insertEvent(trx, { batchId, admissionNo, kind: 'cancelled', actor: by, detail: { reason } })
    await recordAudit(trx, ctx, {
      stream: `${batchId}/${admissionNo}`,
      actor: by,
      organisationId: batch!.organisation_id,
      action: 'sitting.cancelled',
      subject: `sitting:${batchId}/${admissionNo}`,
      detail: { reason },
    })
  })
}
