/*
 * Items of a bank. Open items are for everybody, with key and rationale: they
 * exist to practise on. All others only for those who write, review or use them.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authoriseAnywhere, isAllowedAnywhere } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { ItemRevision, OpenItemCount, TaskRevision } from './model.ts'
import {
  countOpenItemsByKind,
  findTaskRevision,
  listItemRevisionsByHash,
  listItemsByLevel,
  listMedia,
  listOpenItemsByLevel,
  listTasksByLevel,
} from './queries.ts'

/** Items of a point: all of them for those who may read items (the view is logged), the open ones for others. */
export async function listItemsOfPoint(
  ctx: Context,
  actor: Actor | undefined,
  bankId: string,
  level: number,
  point: string,
): Promise<{ items: ItemRevision[]; hidden: number }> {
  const items = await listItemsByLevel(ctx.db, bankId, level, point)
  if (!actor || !isAllowedAnywhere(actor, 'bank.read-items')) {
    const open = items.filter(({ item }) => item.secrecy === 'open' && item.status === 'released')
    return { items: open, hidden: items.length - open.length }
  }
  if (actor.kind !== 'system') {
    await ctx.db.transaction().execute((trx) =>
      recordAudit(trx, ctx, {
        stream: 'system',
        actor: actorName(actor),
        action: 'item.viewed',
        subject: `point:${bankId}/${level}/${point}`,
        detail: { items: items.length },
      }),
    )
  }
  return { items, hidden: 0 }
}

/** All current items of a level with their keys, for assembly. */
export async function listItems(ctx: Context, bankId: string, level: number): Promise<ItemRevision[]> {
  return listItemsByLevel(ctx.db, bankId, level)
}

/** What anybody may practise on at a level: open, released, withdrawn by no review. */
export async function listOpenItems(ctx: Context, bankId: string, level: number): Promise<ItemRevision[]> {
  return listOpenItemsByLevel(ctx.db, bankId, level)
}

/** How many of them every level of every bank has, by kind. */
export async function countOpenItems(ctx: Context): Promise<OpenItemCount[]> {
  return countOpenItemsByKind(ctx.db)
}

/** The revisions a form was made of, for compiling and marking. */
export async function getItemRevisions(
  ctx: Context,
  hashes: readonly string[],
): Promise<Map<string, ItemRevision>> {
  const rows = await listItemRevisionsByHash(ctx.db, hashes)
  const missing = hashes.find((hash) => !rows.some((row) => row.hash === hash))
  if (missing !== undefined) throw new Refusal(commonRefusals['not-found'], { what: missing })
  return new Map(rows.map((row) => [row.hash, row]))
}

/** Pictures of a bank: media/<file> to SHA-256. */
export async function getMedia(ctx: Context, bankId: string): Promise<Map<string, string>> {
  return new Map((await listMedia(ctx.db, bankId)).map(({ file, sha256 }) => [file, sha256]))
}

export async function listTasks(
  ctx: Context,
  actor: Actor,
  bankId: string,
  level: number,
): Promise<TaskRevision[]> {
  authoriseAnywhere(actor, 'bank.read-tasks')
  return listTasksByLevel(ctx.db, bankId, level)
}

/** Refuses: not-found. */
export async function getTaskRevision(ctx: Context, hash: string): Promise<TaskRevision> {
  const found = await findTaskRevision(ctx.db, hash)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: hash })
  return found
}
