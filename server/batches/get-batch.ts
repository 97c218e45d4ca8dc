/*
 * Loads a batch for an actor: one of a foreign organisation does not exist for
 * them. Every operation on a batch starts here.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { authorise, type OperationName, organisationsOf } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { Trx } from '../storage/database.ts'
import type { Admission, Batch, BatchStaff, BatchState } from './model.ts'
import {
  findBatch,
  listAdmissionRows,
  listBatchesByOrganisations,
  listFormIds,
  listStaffRows,
  lockBatch,
} from './queries.ts'

/** Refuses: not-found (also for a foreign organisation), forbidden. */
export async function getBatch(
  ctx: Context,
  actor: Actor,
  id: string,
  operation: OperationName = 'batch.read',
): Promise<Batch> {
  return admitActor(await findBatch(ctx.db, id), actor, id, operation)
}

/** The same with the row locked, for a change inside a transaction. */
export async function lockBatchFor(
  trx: Trx,
  actor: Actor,
  id: string,
  operation: OperationName,
): Promise<Batch> {
  return admitActor(await lockBatch(trx, id), actor, id, operation)
}

function admitActor(batch: Batch | undefined, actor: Actor, id: string, operation: OperationName): Batch {
  authorise(actor, operation, batch?.organisationId, id)
  return batch!
}

/** Refuses: wrong-state. */
export function requireState(batch: Batch, ...expected: readonly BatchState[]): void {
  if (expected.includes(batch.state)) return
  throw new Refusal(commonRefusals['wrong-state'], { state: batch.state, expected: expected.join(' / ') })
}

export async function listBatches(ctx: Context, actor: Actor): Promise<(Batch & { candidates: number })[]> {
  return listBatchesByOrganisations(ctx.db, organisationsOf(actor, 'batch.read'))
}

export async function listAdmissions(ctx: Context, actor: Actor, batchId: string): Promise<Admission[]> {
  await getBatch(ctx, actor, batchId)
  return listAdmissionRows(ctx.db, batchId)
}

export async function listBatchStaff(ctx: Context, actor: Actor, batchId: string): Promise<BatchStaff[]> {
  await getBatch(ctx, actor, batchId)
  return listStaffRows(ctx.db, batchId)
}

export async function listBatchForms(ctx: Context, actor: Actor, batchId: string): Promise<string[]> {
  await getBatch(ctx, actor, batchId)
  return listFormIds(ctx.db, batchId)
}
