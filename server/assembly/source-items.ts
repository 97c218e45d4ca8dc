/* The items of a bank as assembly sees them: content, and what their use taught. */
import { getItemHealth, getWithdrawn } from '../banks/item-health.ts'
import { listItems } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import type { SourceItem } from './model.ts'

export async function listSourceItems(ctx: Context, bankId: string, level: number): Promise<SourceItem[]> {
  const [items, health, withdrawn] = await Promise.all([
    listItems(ctx, bankId, level),
    getItemHealth(ctx, bankId, level),
    getWithdrawn(ctx, bankId, level),
  ])
  return items.map(({ hash, item }) => {
    const known = health.get(hash)
    return {
      hash,
      item,
      ...(known && known.facility !== null && { observed: { n: known.n, facility: known.facility } }),
      ...(withdrawn.has(hash) && { withdrawn: true }),
    }
  })
}
