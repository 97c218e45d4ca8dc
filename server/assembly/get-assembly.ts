/*
 * One assembly with its forms and its report: what was asked, what was got, and
 * the proof that it could not be much better.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import type { Assembly } from './model.ts'
import { findAssembly, listForms } from './queries.ts'

/** Refuses: not-found, forbidden. */
export async function getAssembly(ctx: Context, actor: Actor | undefined, id: string): Promise<Assembly> {
  const found = await findAssembly(ctx.db, id)
  authorise(actor, 'form.read', found?.organisationId, id)
  const assembled = await listForms(ctx.db, id)
  return {
    ...found!,
    pattern: found!.blueprint.pattern,
    forms: assembled.length,
    compiled: assembled.filter((form) => form.compiledAt !== null).length,
    assembled,
  }
}
