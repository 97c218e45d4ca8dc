/*
 * Opens a form with its items and keys, for those who check or print it. Every
 * opening stands in the audit trail: papers are secret until the exam is over.
 */
import type { Item } from '../../bank-schemas/index.ts'
import { getItemRevisions, getMedia } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { recordAudit } from '../storage/audit.ts'
import { getForm, type StoredForm } from './get-form.ts'

export interface OpenedForm {
  readonly form: StoredForm
  /** By the hash the form names. They hold the keys. */
  readonly items: ReadonlyMap<string, Item>
  /** Pictures of the bank, media/<file> to SHA-256. */
  readonly media: ReadonlyMap<string, string>
}

/** `as` says what it was opened for: preview, paper, answers. Refuses: not-found, forbidden. */
export async function openForm(
  ctx: Context,
  actor: Actor,
  { formId, as }: { formId: string; as: string },
): Promise<OpenedForm> {
  const form = await getForm(ctx, actor, formId)
  const hashes = form.document.sections.flatMap((section) => section.items.map((item) => item.hash))
  const [revisions, media] = await Promise.all([
    getItemRevisions(ctx, hashes),
    getMedia(ctx, form.document.bank),
  ])
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: form.organisationId,
      actor: actorName(actor),
      organisationId: form.organisationId,
      action: 'form.opened',
      subject: `form:${formId}`,
      detail: { as },
    }),
  )
  return { form, items: new Map([...revisions].map(([hash, { item }]) => [hash, item])), media }
}
