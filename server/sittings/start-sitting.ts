/*
 * Starts the sitting of a candidate, once: one indexed insert, because the form
 * was compiled before the window opened. A repetition finds the sitting as it is.
 */
import { getDelivery } from '../assembly/get-delivery.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { getPaper } from './get-paper.ts'
import type { Paper } from './model.ts'
import { findPlace, findSitting, insertSitting } from './queries.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, refuseEntry } from './rules.ts'

/** The paper of the started sitting. Refuses before, after and too late into the batch. */
export async function startSitting(ctx: Context, actor: Actor | undefined): Promise<Paper> {
  const candidate = asCandidate(actor)
  const { batchId, admissionNo } = candidate
  const [sitting, place] = await Promise.all([
    findSitting(ctx.db, batchId, admissionNo),
    findPlace(ctx.db, batchId, admissionNo),
  ])
  if (sitting) return getPaper(ctx, candidate, sitting)
  if (!place) throw new Refusal(commonRefusals['sign-in-required'])
  const refused = refuseEntry(place)
  if (refused) throw refused
  if (!place.form_id) throw new Refusal(sittingRefusals['no-form'])

  const compiled = await getDelivery(ctx, place.form_id)
  const begun = await insertSitting(ctx.db, {
    batchId,
    admissionNo,
    formId: place.form_id,
    deliveryHash: compiled.hash,
    itemCount: compiled.itemCount,
    actor: actorName(candidate),
  })
  // No row: somebody else began it a moment ago, or the batch changed meanwhile.
  if (!begun && !(await findSitting(ctx.db, batchId, admissionNo)))
    throw refuseEntry({ ...place, now: new Date(place.now) }) ?? new Refusal(sittingRefusals['exam-not-open'])
  return getPaper(ctx, candidate, begun)
}
