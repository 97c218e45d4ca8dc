/* The organisations an actor belongs to; all of them for the platform. */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { Actor, Organisation } from './model.ts'
import { organisationsOf } from './permissions.ts'
import { findOrganisation, listOrganisationRows } from './queries.ts'

/** Refuses: sign-in-required. */
export async function listOrganisations(ctx: Context, actor: Actor | undefined): Promise<Organisation[]> {
  return listOrganisationRows(ctx.db, organisationsOf(actor))
}

/** Name and certificate codes of an organisation, for what was loaded under authority already. Refuses: not-found. */
export async function getOrganisation(ctx: Context, id: string): Promise<Organisation> {
  const found = await findOrganisation(ctx.db, id)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: id })
  return found
}
