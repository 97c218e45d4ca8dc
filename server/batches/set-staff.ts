/*
 * Names the invigilators and raters of a batch. They must belong to the
 * organisation that runs it.
 */
import type { Context } from '../context.ts'
import { listStaff } from '../identity/list-staff.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { lockBatchFor, requireState } from './get-batch.ts'
import type { BatchStaffRole } from './model.ts'
import { replaceStaff } from './queries.ts'

/** Replaces the whole list. Refuses: not-found (batch or person), forbidden, wrong-state. */
export async function setStaff(
  ctx: Context,
  actor: Actor,
  input: { batchId: string; staff: readonly { userId: string; role: BatchStaffRole }[] },
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, input.batchId, 'batch.staff')
    requireState(batch, 'draft', 'ready', 'open', 'closed')
    const people = await listStaff({ ...ctx, db: trx }, actor, batch.organisationId)
    const stranger = input.staff.find(({ userId }) => !people.some((person) => person.id === userId))
    if (stranger) throw new Refusal(commonRefusals['not-found'], { what: stranger.userId })
    await replaceStaff(trx, batch.id, input.staff)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'batch.staff-named',
      subject: `batch:${batch.id}`,
      detail: { staff: input.staff },
    })
  })
}
