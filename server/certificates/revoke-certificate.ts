/*
 * Revokes a certificate. Nothing is deleted: the page shows the status, the
 * reason and what was before.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { insertEvent, lockByNumber, updateStatus } from './queries.ts'
import { certificateRefusals } from './refusals.ts'

/** Refuses: not-found, forbidden, certificate-not-valid, revocation-reason-missing. */
export async function revokeCertificate(
  ctx: Context,
  actor: Actor,
  input: { number: string; reason: string },
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const record = await lockByNumber(trx, input.number)
    authorise(actor, 'certificate.revoke', record?.organisationId, input.number)
    const reason = input.reason.trim()
    if ([...reason].length < 5) throw new Refusal(certificateRefusals['revocation-reason-missing'])
    if (record!.status !== 'valid')
      throw new Refusal(certificateRefusals['certificate-not-valid'], {
        number: input.number,
        status: record!.status,
      })
    await updateStatus(trx, input.number, 'revoked')
    await insertEvent(trx, input.number, {
      at: ctx.clock.now(),
      status: 'revoked',
      reason,
      actor: actorName(actor),
    })
    await recordAudit(trx, ctx, {
      stream: record!.organisationId,
      actor: actorName(actor),
      organisationId: record!.organisationId,
      action: 'certificate.revoked',
      subject: `certificate:${input.number}`,
      detail: { reason },
    })
  })
}
