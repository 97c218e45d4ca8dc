/*
 * Finds a person by the keyed hash of the ID number, or writes a new one. Part
 * of a larger change: the caller holds the transaction, has authorised it and
 * audits it.
 */
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Trx } from '../storage/database.ts'
import { encryptIdNumber, idNumberHash } from './encrypt-id-number.ts'
import { checkIdNumber, maskIdNumber } from './id-number.ts'
import { insertOrFindCandidate } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import type { Secrets } from './secrets.ts'

export interface NewCandidate {
  readonly organisationId: string
  readonly name: string
  /** An id of idDocumentTypes. */
  readonly idType: string
  readonly idNumber: string
}

/** Refuses: invalid-id-number. A known person keeps the first name written. */
export async function createCandidate(
  trx: Trx,
  ctx: Context,
  secrets: Secrets,
  input: NewCandidate,
): Promise<{ id: string; idNumberMasked: string }> {
  const checked = checkIdNumber(input.idType, input.idNumber)
  if (!checked.ok)
    throw new Refusal(identityRefusals['invalid-id-number'], { zh: checked.zh, en: checked.en })
  const id = ctx.ids.next('can')
  const idNumberMasked = maskIdNumber(checked.idNumber)
  const found = await insertOrFindCandidate(trx, {
    id,
    organisation_id: input.organisationId,
    name: input.name,
    id_type: input.idType,
    id_number_hash: idNumberHash(secrets, input.idType, checked.idNumber),
    id_number_cipher: encryptIdNumber(secrets, id, checked.idNumber),
    id_number_masked: idNumberMasked,
  })
  return { id: found, idNumberMasked }
}
