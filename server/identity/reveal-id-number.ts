/*
 * Shows a whole ID number: for print and reports. The reason is written to the
 * audit trail in the same transaction; no reason, no number.
 */
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { decryptIdNumber } from './encrypt-id-number.ts'
import { type Actor, actorName } from './model.ts'
import { authorise } from './permissions.ts'
import { findCandidateCipher } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import type { Secrets } from './secrets.ts'

const shortestReason = 4

/** Refuses: not-found, forbidden, reason-required. */
export async function revealIdNumber(
  ctx: Context,
  secrets: Secrets,
  actor: Actor,
  input: { candidateId: string; reason: string },
): Promise<{ idType: string; idNumber: string }> {
  const found = await findCandidateCipher(ctx.db, input.candidateId)
  const organisationId = found?.organisationId
  authorise(actor, 'candidate.reveal-id', organisationId, input.candidateId)
  const reason = input.reason.trim()
  if ([...reason].length < shortestReason)
    throw new Refusal(identityRefusals['reason-required'], { minimum: shortestReason })
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: organisationId,
      actor: actorName(actor),
      organisationId,
      action: 'candidate.id-revealed',
      subject: `candidate:${input.candidateId}`,
      detail: { reason: reason.slice(0, 500) },
    }),
  )
  return {
    idType: found!.idType,
    idNumber: decryptIdNumber(secrets, input.candidateId, found!.cipher),
  }
}
