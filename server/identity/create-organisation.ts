/*
 * Makes an organisation: an evaluation centre, an enterprise or an authority
 * that keeps items. Only the platform's own administrators do.
 */
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { type Actor, actorName, type CertificateCodes, type OrganisationKind } from './model.ts'
import { authorisePlatform } from './permissions.ts'
import { insertOrganisation } from './queries.ts'
import { identityRefusals } from './refusals.ts'

export interface NewOrganisation {
  /** Made when left out; given for the platform itself and for demo data. */
  readonly id?: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly uscc?: string
  readonly certificateCodes?: CertificateCodes
}

/** Returns the id. Refuses: forbidden, organisation-exists. */
export async function createOrganisation(
  ctx: Context,
  actor: Actor | undefined,
  input: NewOrganisation,
): Promise<string> {
  authorisePlatform(actor, 'organisation.manage')
  const id = input.id ?? ctx.ids.next('org')
  await ctx.db.transaction().execute(async (trx) => {
    const inserted = await insertOrganisation(trx, {
      id,
      kind: input.kind,
      name: input.name.trim(),
      uscc: input.uscc ?? null,
      certificate_category: input.certificateCodes?.category ?? null,
      certificate_body_code: input.certificateCodes?.bodyCode ?? null,
      certificate_province: input.certificateCodes?.province ?? null,
      certificate_station: input.certificateCodes?.station ?? null,
    })
    if (!inserted) throw new Refusal(identityRefusals['organisation-exists'])
    await recordAudit(trx, ctx, {
      stream: id,
      actor: actorName(actor),
      organisationId: id,
      action: 'organisation.created',
      subject: `organisation:${id}`,
      detail: { kind: input.kind, name: input.name.trim(), certificateCodes: input.certificateCodes ?? null },
    })
  })
  return id
}
