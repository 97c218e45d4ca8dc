/*
 * Decrypts an ID number inside a larger change, for printing a certificate. The
 * reason goes into the audit trail of the organisation like any other showing.
 */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import { decryptIdNumber } from './encrypt-id-number.ts'
import { idDocumentTypes, maskIdNumber } from './id-number.ts'
import { type Actor, actorName } from './model.ts'
import { findCandidateCipher } from './queries.ts'
import type { Secrets } from './secrets.ts'

export interface IdNumber {
  /** Name of the document in Chinese, e.g. 居民身份证. */
  readonly idType: string
  readonly idNumber: string
  readonly masked: string
}

/** The caller has authorised it. Refuses: not-found. */
export async function readIdNumber(
  trx: Trx,
  ctx: Context,
  secrets: Secrets,
  actor: Actor,
  input: { candidateId: string; reason: string },
): Promise<IdNumber> {
  const found = await findCandidateCipher(trx, input.candidateId)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: input.candidateId })
  const idNumber = decryptIdNumber(secrets, input.candidateId, found.cipher)
  await recordAudit(trx, ctx, {
    stream: found.organisationId,
    actor: actorName(actor),
    organisationId: found.organisationId,
    action: 'candidate.id-revealed',
    subject: `candidate:${input.candidateId}`,
    detail: { reason: input.reason },
  })
  const type = idDocumentTypes.find((entry) => entry.id === found.idType)
  return { idType: type?.zh ?? found.idType, idNumber, masked: maskIdNumber(idNumber) }
}
