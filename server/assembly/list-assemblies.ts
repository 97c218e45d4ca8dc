/* The assemblies an actor may see, the newest first. */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { authorise, organisationsOf } from '../identity/permissions.ts'
import { offsetOf, type Page, type PageRequest } from '../kernel/page.ts'
import type { AssemblySummary } from './model.ts'
import { countAssemblies, listAssemblyRows } from './queries.ts'

export interface ListAssembliesInput extends PageRequest {
  /** Of this organisation only; otherwise of all the actor may read. */
  readonly organisationId?: string
}

/** Refuses: sign-in-required, and for a named organisation not-found, forbidden. */
export async function listAssemblies(
  ctx: Context,
  actor: Actor | undefined,
  input: ListAssembliesInput,
): Promise<Page<AssemblySummary>> {
  if (input.organisationId !== undefined) authorise(actor, 'form.read', input.organisationId)
  const organisations =
    input.organisationId === undefined ? organisationsOf(actor, 'form.read') : [input.organisationId]
  const [rows, total] = await Promise.all([
    listAssemblyRows(ctx.db, organisations, input.size, offsetOf(input)),
    countAssemblies(ctx.db, organisations),
  ])
  return { rows, page: input.page, size: input.size, total }
}
