/* The batches a rater is named for, and as what. */
import { listBatches, listBatchStaff } from '../../batches/get-batch.ts'
import type { Batch, BatchStaffRole } from '../../batches/model.ts'
import type { Context } from '../../context.ts'
import type { StaffActor } from '../../identity/model.ts'

export interface OwnBatch {
  readonly batch: Batch & { readonly candidates: number }
  readonly roles: readonly BatchStaffRole[]
}

/** Batches in which marks can still be given, or were lately; older ones are history. */
const mostBatches = 50

export async function listOwnBatches(ctx: Context, actor: StaffActor): Promise<OwnBatch[]> {
  const batches = (await listBatches(ctx, actor))
    .filter((batch) => batch.state !== 'draft')
    .slice(0, mostBatches)
  const named = await Promise.all(
    batches.map(async (batch) => ({
      batch,
      roles: (await listBatchStaff(ctx, actor, batch.id))
        .filter((person) => person.userId === actor.userId && person.role !== 'invigilator')
        .map((person) => person.role),
    })),
  )
  return named.filter(({ roles }) => roles.length > 0)
}
