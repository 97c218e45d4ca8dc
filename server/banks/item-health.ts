/*
 * What the use of items taught their bank. Written by the job that runs after
 * every batch; read by assembly and by those who write items.
 */
import type { Context } from '../context.ts'
import type { Trx } from '../storage/database.ts'
import type { ItemHealth } from './model.ts'
import { listHealthRows, listWithdrawnHashes, replaceHealth } from './queries.ts'

/** Replaces the figures of a bank and level. Part of a larger change: the caller holds the transaction and audits it. */
export async function recordItemHealth(
  trx: Trx,
  ctx: Pick<Context, 'clock'>,
  bankId: string,
  level: number,
  health: readonly Omit<ItemHealth, 'computedAt'>[],
): Promise<void> {
  await replaceHealth(trx, bankId, level, health, ctx.clock.now())
}

/** By revision. For stages downstream; the caller has authorised. */
export async function getItemHealth(
  ctx: Context,
  bankId: string,
  level: number,
): Promise<ReadonlyMap<string, ItemHealth>> {
  const rows = await listHealthRows(ctx.db, bankId, level)
  return new Map(rows.map((row) => [row.itemHash, row]))
}

/** Revisions that a review withdrew: never to be put in a form again. */
export async function getWithdrawn(
  ctx: Context,
  bankId: string,
  level: number,
): Promise<ReadonlySet<string>> {
  return new Set(await listWithdrawnHashes(ctx.db, bankId, level))
}
