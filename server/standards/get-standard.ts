/*
 * Standards are public: anyone may read what a certificate stands on.
 */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { StandardRevision, StandardSummary } from './model.ts'
import { findNewest, findRevision, listNewest } from './queries.ts'

export function listStandards(ctx: Context): Promise<StandardSummary[]> {
  return listNewest(ctx.db)
}

/** The newest revision of an edition. Refuses: not-found. */
export async function getStandard(ctx: Context, id: string, edition: string): Promise<StandardRevision> {
  const revision = await findNewest(ctx.db, id, edition)
  if (!revision) throw new Refusal(commonRefusals['not-found'], { what: `${id}/${edition}` })
  return revision
}

/** Exactly the revision something was made from. Refuses: not-found. */
export async function getStandardRevision(ctx: Context, hash: string): Promise<StandardRevision> {
  const revision = await findRevision(ctx.db, hash)
  if (!revision) throw new Refusal(commonRefusals['not-found'], { what: hash })
  return revision
}
