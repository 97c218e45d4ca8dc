/*
 * Hands a sitting in. Once: a repetition, twenty at the same time, or a
 * submission after the deadline's own all get the one receipt.
 *
 * The row is locked first, so a save is either committed before and counted, or
 * judged after and refused.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { closeSitting } from './close-sitting.ts'
import { getReceipt } from './get-receipt.ts'
import type { Receipt } from './model.ts'
import { lockSitting } from './queries.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, isOverdue, refuseHandIn } from './rules.ts'

export async function submitSitting(ctx: Context, actor: Actor | undefined): Promise<Receipt> {
  const candidate = asCandidate(actor)
  const { batchId, admissionNo } = candidate
  await ctx.db.transaction().execute(async (trx) => {
    const sitting = await lockSitting(trx, batchId, admissionNo)
    if (!sitting) throw new Refusal(sittingRefusals['sitting-not-started'])
    if (sitting.state === 'submitted') return
    if (sitting.state !== 'open')
      throw new Refusal(sittingRefusals['sitting-closed'], { state: sitting.state })
    const refused = refuseHandIn(sitting)
    if (refused) throw refused
    const by = isOverdue(sitting, sitting.now) ? 'deadline' : 'candidate'
    await closeSitting(ctx, trx, sitting, { batchId, admissionNo, by, actor: actorName(candidate) })
  })
  return getReceipt(ctx, candidate)
}
