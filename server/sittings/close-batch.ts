/*
 * Closes a batch: no sitting can begin any more, and none is left open. From
 * here marking may compute results.
 */
import { changeState } from '../batches/confirm-batch.ts'
import { lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { listStartedAdmissions } from './queries.ts'
import { sittingRefusals } from './refusals.ts'

/** Refuses: not-found, forbidden, wrong-state, batch-not-begun, sittings-still-open. */
export async function closeBatch(ctx: Context, actor: Actor, batchId: string): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'batch.close')
    requireState(batch, 'ready', 'open')
    if (ctx.clock.now() < batch.opensAt) throw new Refusal(sittingRefusals['batch-not-begun'])
    const open = (await listStartedAdmissions(trx, batchId)).filter((row) => row.state === 'open')
    if (open.length > 0) throw new Refusal(sittingRefusals['sittings-still-open'], { count: open.length })
    await changeState(trx, ctx, actor, batch, 'closed')
  })
}
