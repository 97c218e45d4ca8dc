/*
 * ID numbers at rest: AES-256-GCM, bound to the person they belong to, so that
 * a cipher text moved to another row does not open.
 *
 * Layout: 1 byte version, 12 bytes nonce, 16 bytes tag, cipher text.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { normaliseIdNumber } from './id-number.ts'
import type { Secrets } from './secrets.ts'

const version = 1
const nonceBytes = 12
const tagBytes = 16

export function encryptIdNumber(
  secrets: Pick<Secrets, 'idEncryption'>,
  candidateId: string,
  idNumber: string,
): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', secrets.idEncryption, nonce)
  cipher.setAAD(Buffer.from(`candidate:${candidateId}`))
  const text = Buffer.concat([cipher.update(normaliseIdNumber(idNumber), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text])
}

/** Throws when the cipher text was changed, belongs to someone else or was made under another key. */
export function decryptIdNumber(
  secrets: Pick<Secrets, 'idEncryption'>,
  candidateId: string,
  stored: Buffer,
): string {
  if (stored[0] !== version)
    throw new Error(`ID number of ${candidateId}: unknown cipher version ${stored[0]}`)
  const nonce = stored.subarray(1, 1 + nonceBytes)
  const tag = stored.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', secrets.idEncryption, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(`candidate:${candidateId}`))
  decipher.setAuthTag(tag)
  return Buffer.concat([
    decipher.update(stored.subarray(1 + nonceBytes + tagBytes)),
    decipher.final(),
  ]).toString('utf8')
}

/** Keyed hash by which the same person is found again without opening any number. */
export function idNumberHash(secrets: Pick<Secrets, 'idHash'>, idType: string, idNumber: string): string {
  return createHmac('sha256', secrets.idHash)
    .update(`${idType}\n${normaliseIdNumber(idNumber)}`)
    .digest('hex')
}
