/* One form: which item revisions stand where. It names the items; never for a candidate. */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { type FormRow, findForm, listUncompiledIds } from './queries.ts'

export type StoredForm = FormRow

/** Refuses: not-found, forbidden. */
export async function getForm(ctx: Context, actor: Actor | undefined, formId: string): Promise<StoredForm> {
  const form = await findForm(ctx.db, formId)
  authorise(actor, 'form.read', form?.organisationId, formId)
  return form!
}

/** Which of the forms are not compiled yet. */
export function listUncompiled(ctx: Context, formIds: readonly string[]): Promise<string[]> {
  return listUncompiledIds(ctx.db, formIds)
}
