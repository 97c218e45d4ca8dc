/*
 * Takes a revision of a standard into the platform; the same content twice is
 * one revision.
 */
import { contentHash, type Standard } from '../../bank-schemas/index.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorisePlatform } from '../identity/permissions.ts'
import { recordAudit } from '../storage/audit.ts'
import { insertRevision } from './queries.ts'

export async function loadStandard(
  ctx: Context,
  actor: Actor,
  standard: Standard,
): Promise<{ hash: string; isNew: boolean }> {
  authorisePlatform(actor, 'standard.load')
  const hash = contentHash(standard)
  const isNew = await ctx.db.transaction().execute(async (trx) => {
    const inserted = await insertRevision(trx, hash, standard, ctx.clock.now())
    if (inserted) {
      await recordAudit(trx, ctx, {
        stream: 'system',
        actor: actorName(actor),
        action: 'standard.loaded',
        subject: `standard:${standard.id}/${standard.edition}`,
        detail: { hash },
      })
    }
    return inserted
  })
  return { hash, isNew }
}
