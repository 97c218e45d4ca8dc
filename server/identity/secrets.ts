/*
 * Keys for each purpose, derived from one master secret (HKDF, RFC 5869), so
 * that knowing one tells nothing about another.
 */
import { hkdfSync } from 'node:crypto'

export interface Secrets {
  /** AES-256-GCM key of stored ID numbers. */
  readonly idEncryption: Buffer
  /** HMAC key of the hash that finds an ID number. */
  readonly idHash: Buffer
  /** HMAC key of the hash a candidate signs in with. */
  readonly loginHash: Buffer
  /** Signs the cookies of staff sessions. */
  readonly sessionSigning: string
  /** HMAC key under which staff session tokens are stored. */
  readonly sessionStorage: Buffer
}

/** `master` is at least 32 bytes of chance. */
export function deriveSecrets(master: Buffer): Secrets {
  if (master.length < 32)
    throw new Error(
      `The secret is ${master.length} bytes; at least 32 are needed. Make one: openssl rand -base64 32`,
    )
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'liangcai', purpose, 32))
  return {
    idEncryption: key('id-encryption'),
    idHash: key('id-hash'),
    loginHash: key('login-hash'),
    sessionSigning: key('session-signing').toString('base64url'),
    sessionStorage: key('session-storage'),
  }
}
