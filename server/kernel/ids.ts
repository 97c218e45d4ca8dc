/*
 * Where identity and chance come from: injected, so that tests can repeat them.
 */
import { randomBytes, randomInt } from 'node:crypto'

export interface Ids {
  /** A new id, e.g. next('bat') → bat_3f…; 128 random bits. */
  next(prefix: string): string
  /** A secret for a cookie or a public address: 192 random bits, URL-safe. */
  token(): string
  /** A seed for shuffling, 0 … 2^31−1. */
  seed(): number
}

export const randomIds: Ids = {
  next: (prefix) => `${prefix}_${randomBytes(16).toString('hex')}`,
  token: () => randomBytes(24).toString('base64url'),
  seed: () => randomInt(2 ** 31),
}
