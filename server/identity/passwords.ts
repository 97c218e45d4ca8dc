/*
 * Staff passwords: argon2id with 19 MiB and 2 passes (OWASP), 34 ms of CPU on
 * our machine. At most half of the cores hash at a time, so that a storm of
 * sign-ins leaves room for an exam; a queue that grows too long is refused.
 */
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { identityRefusals } from './refusals.ts'

/** algorithm 2 is argon2id; the library's enum cannot be imported as a value. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const minimumPasswordLength = 10
export const maximumPasswordLength = 128

/** At 34 ms each the last in the queue waits two seconds. */
const longestQueue = 60
const atATime = pLimit(Math.max(1, Math.floor(availableParallelism() / 2)))

export const hashPassword = (password: string): Promise<string> => queued(() => hash(password, cost))

export const verifyPassword = (hashed: string, password: string): Promise<boolean> =>
  queued(() => verify(hashed, password))

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (atATime.pendingCount >= longestQueue)
    throw new Refusal(commonRefusals['temporarily-unavailable'], { seconds: 3 })
  return atATime(work)
}

const common = [
  'password',
  '12345678',
  'qwertyuiop',
  'woaini',
  'admin123',
  'iloveyou',
  '11111111',
  '00000000',
]

/** Refuses: weak-password. */
export function checkPassword(password: string, username: string): void {
  const lower = password.toLowerCase()
  const weak =
    [...password].length < minimumPasswordLength ||
    password.length > maximumPasswordLength ||
    new Set(password).size < 4 ||
    (username.length >= 3 && lower.includes(username.toLowerCase())) ||
    common.some((word) => lower.includes(word))
  if (weak) throw new Refusal(identityRefusals['weak-password'], { minimum: minimumPasswordLength })
}
