/*
 * What is left, by the database's clock.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { SittingClock } from './model.ts'
import { findSitting } from './queries.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, clockOf } from './rules.ts'

export async function getClock(ctx: Context, actor: Actor | undefined): Promise<SittingClock> {
  const { batchId, admissionNo } = asCandidate(actor)
  const sitting = await findSitting(ctx.db, batchId, admissionNo)
  if (!sitting) throw new Refusal(sittingRefusals['sitting-not-started'])
  return clockOf(sitting, sitting.now)
}
