/*
 * Confirms a batch: from here candidates may sign in inside its window. Blocked
 * while something the standard asks for is missing.
 */
import { listUncompiled } from '../assembly/get-form.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import { getBatch, lockBatchFor, requireState } from './get-batch.ts'
import type { Batch, BatchStaffRole } from './model.ts'
import { dealForms, listAdmissionRows, listFormIds, listStaffRows, updateState } from './queries.ts'
import { batchRefusals } from './refusals.ts'
import { type Gap, gapsOf } from './rules.ts'

/** Refuses: not-found, forbidden, wrong-state, batch-not-complete. */
export async function confirmBatch(ctx: Context, actor: Actor, batchId: string): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'batch.open')
    requireState(batch, 'draft')
    const gaps = await gapsOfBatch({ ...ctx, db: trx }, batch)
    if (gaps.length > 0)
      throw new Refusal(batchRefusals['batch-not-complete'], {
        missing: gaps.map((gap) => `${gap.zh} (${gap.en})`).join('；'),
      })
    await dealForms(trx, batch.id)
    await changeState(trx, ctx, actor, batch, 'ready')
  })
}

/** What is still missing, for the page of the batch. */
export async function listGaps(ctx: Context, actor: Actor, batchId: string): Promise<Gap[]> {
  return gapsOfBatch(ctx, await getBatch(ctx, actor, batchId))
}

/** Sets a state and writes it into the audit trail; stages downstream use it for their part of the way. */
export async function changeState(
  trx: Trx,
  ctx: Context,
  actor: Actor,
  batch: Batch,
  state: Batch['state'],
): Promise<void> {
  await updateState(trx, batch.id, state, state === 'published' ? ctx.clock.now() : undefined)
  await recordAudit(trx, ctx, {
    stream: batch.organisationId,
    actor: actorName(actor),
    organisationId: batch.organisationId,
    action: `batch.${state}`,
    subject: `batch:${batch.id}`,
    detail: { from: batch.state },
  })
}

async function gapsOfBatch(ctx: Context, batch: Batch): Promise<Gap[]> {
  const [forms, admissions, staff] = await Promise.all([
    listFormIds(ctx.db, batch.id),
    listAdmissionRows(ctx.db, batch.id),
    listStaffRows(ctx.db, batch.id),
  ])
  const candidatesByRoom: Record<string, number> = {}
  for (const { room } of admissions) candidatesByRoom[room ?? ''] = (candidatesByRoom[room ?? ''] ?? 0) + 1
  const count = (role: BatchStaffRole) => staff.filter((person) => person.role === role).length
  return gapsOf(batch.rules, {
    forms: forms.length,
    uncompiledForms: (await listUncompiled(ctx, forms)).length,
    candidates: admissions.length,
    candidatesByRoom,
    staff: {
      invigilator: count('invigilator'),
      rater: count('rater'),
      'practical-rater': count('practical-rater'),
    },
    hasPracticalTask: batch.practicalTaskHash !== null,
  })
}
