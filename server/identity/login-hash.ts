/*
 * What a candidate proves at the bell: a keyed hash of admission number and ID
 * number. Without the key neither can be guessed from a stolen table, so no
 * slow password hashing is needed (34 ms each would hold a room up).
 */
import { createHmac } from 'node:crypto'
import { normaliseIdNumber } from './id-number.ts'
import type { Secrets } from './secrets.ts'

export function loginHash(
  secrets: Pick<Secrets, 'loginHash'>,
  admissionNo: string,
  idNumber: string,
): string {
  return createHmac('sha256', secrets.loginHash)
    .update(`${normaliseIdNumber(admissionNo)}\n${normaliseIdNumber(idNumber)}`)
    .digest('hex')
}
