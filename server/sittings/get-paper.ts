/*
 * The paper of a sitting that has begun: the form in this candidate's order,
 * the answers so far, the clock. The same again after a reload or on another machine.
 */
import { getDelivery } from '../assembly/get-delivery.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Paper } from './model.ts'
import { findSitting, listAnswers, type SittingRow } from './queries.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, clockOf } from './rules.ts'
import { shuffleDelivery } from './shuffle-delivery.ts'

/** A sitting just read may be handed in. A closed sitting shows no paper any more. */
export async function getPaper(
  ctx: Context,
  actor: Actor | undefined,
  known?: SittingRow | undefined,
): Promise<Paper> {
  const { batchId, admissionNo } = asCandidate(actor)
  const sitting = known ?? (await findSitting(ctx.db, batchId, admissionNo))
  if (!sitting) throw new Refusal(sittingRefusals['sitting-not-started'])
  if (sitting.state !== 'open') throw new Refusal(sittingRefusals['sitting-closed'], { state: sitting.state })
  const [compiled, answers] = await Promise.all([
    getDelivery(ctx, sitting.form_id),
    listAnswers(ctx.db, batchId, admissionNo),
  ])
  return {
    delivery: shuffleDelivery(compiled.delivery, sitting.seed),
    answers: answers.map((row) => ({
      number: row.item_number,
      seq: row.seq,
      tab: row.tab,
      response: row.response,
      savedAt: row.saved_at,
    })),
    clock: clockOf(sitting, sitting.now),
  }
}
