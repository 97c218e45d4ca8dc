/*
 * Compiles a form: renders what candidates are handed, once, before the window
 * opens. What is compiled never changes; compiling again is no change.
 */
import { contentHash } from '../../bank-schemas/index.ts'
import { getItemRevisions, getMedia } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import { findForm, setDelivery } from './queries.ts'
import { renderDelivery } from './render-delivery.ts'

export interface CompiledForm {
  readonly formId: string
  readonly deliveryHash: string
}

/** Refuses: not-found, forbidden, picture-missing. */
export async function compileForm(ctx: Context, actor: Actor, formId: string): Promise<CompiledForm> {
  const form = await findForm(ctx.db, formId)
  authorise(actor, 'form.compile', form?.organisationId, formId)
  const { document, organisationId, standardHash, deliveryHash } = form!
  if (deliveryHash) return { formId, deliveryHash }
  const [{ standard }, revisions, media] = await Promise.all([
    getStandardRevision(ctx, standardHash),
    getItemRevisions(
      ctx,
      document.sections.flatMap((section) => section.items.map((item) => item.hash)),
    ),
    getMedia(ctx, document.bank),
  ])
  const items = new Map([...revisions].map(([hash, revision]) => [hash, revision.item]))
  const delivery = renderDelivery({ form: document, occupation: standard.occupation.name, items, media })
  const hash = contentHash(delivery)
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await setDelivery(trx, formId, delivery, hash, ctx.clock.now()))) return
    await recordAudit(trx, ctx, {
      stream: organisationId,
      actor: actorName(actor),
      organisationId,
      action: 'form.compiled',
      subject: `form:${formId}`,
      detail: { deliveryHash: hash },
    })
  })
  return { formId, deliveryHash: hash }
}
