/* Figures of items, for those who write and review them. */
import { getItemRevisions } from '../banks/list-items.ts'
import type { ItemRevision, ReviewTask } from '../banks/model.ts'
import { listReviewTasks } from '../banks/review-tasks.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authoriseAnywhere } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { ItemStatistics } from './model.ts'
import { findItemStatistics, listItemStatistics } from './queries.ts'

export interface BankStatistics {
  readonly items: readonly ItemStatistics[]
  /** Undefined when nothing was ever computed. */
  readonly computedAt: Date | undefined
}

/** In the order of item ids. Refuses: sign-in-required, forbidden. */
export async function getBankStatistics(
  ctx: Context,
  actor: Actor | undefined,
  bankId: string,
  level: number,
): Promise<BankStatistics> {
  authoriseAnywhere(actor, 'bank.read-statistics')
  const { items, computedAt } = await listItemStatistics(ctx.db, bankId, level)
  return { items: items.sort((a, b) => (a.itemId < b.itemId ? -1 : 1)), computedAt }
}

export interface ItemReport {
  readonly statistics: ItemStatistics
  readonly computedAt: Date
  readonly revision: ItemRevision
  readonly tasks: readonly ReviewTask[]
}

/** One revision with its key: the view is logged. Refuses: sign-in-required, forbidden, not-found. */
export async function getItemReport(
  ctx: Context,
  actor: Actor | undefined,
  hash: string,
): Promise<ItemReport> {
  authoriseAnywhere(actor, 'bank.read-statistics')
  const found = await findItemStatistics(ctx.db, hash)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: hash.slice(0, 80) })
  const [revisions, tasks] = await Promise.all([
    getItemRevisions(ctx, [hash]),
    listReviewTasks(ctx, actor, { itemHash: hash }),
  ])
  if (actor.kind === 'staff')
    await ctx.db.transaction().execute((trx) =>
      recordAudit(trx, ctx, {
        stream: 'system',
        actor: actorName(actor),
        action: 'item.viewed',
        subject: `item:${found.document.itemId}`,
        detail: { hash },
      }),
    )
  return { statistics: found.document, computedAt: found.computedAt, revision: revisions.get(hash)!, tasks }
}
