/* How many items each point of a level has: public, like every count. */
import type { Context } from '../context.ts'
import { countItemsOfLevel } from './queries.ts'

export interface PointCount {
  readonly items: number
  /** Released items that anyone may practise on. */
  readonly open: number
}

/** By point code; a point without items is not in it. */
export async function countItemsByPoint(
  ctx: Context,
  bankId: string,
  level: number,
): Promise<ReadonlyMap<string, PointCount>> {
  const rows = await countItemsOfLevel(ctx.db, bankId, level)
  return new Map(rows.map(({ point, items, open }) => [point, { items, open }]))
}
