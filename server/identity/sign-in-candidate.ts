/*
 * Signs a candidate in at the bell: admission number and ID number, looked up by
 * their keyed hash. Wrong and unknown numbers are one and the same lookup.
 *
 * The window is 30 minutes before the batch opens until it closes, later while
 * the candidate's own sitting is running, and again once results are published.
 * The database's clock decides.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { loginHash } from './login-hash.ts'
import type { CandidateActor } from './model.ts'
import { type AdmissionWindow, insertCandidateSession, listAdmissionWindows } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import type { Secrets } from './secrets.ts'
import { type Throttles, throttled } from './throttle.ts'

/** How long before the start candidates may sign in and wait. */
export const earlyMinutes = 30

export interface CandidateSignIn {
  readonly admissionNo: string
  readonly idNumber: string
  readonly address: string
  readonly userAgent?: string
}

export interface CandidateSession {
  readonly actor: CandidateActor
  readonly name: string
  /** Value of the cookie: batch, admission number, token; only the token's SHA-256 is stored. */
  readonly cookie: string
  readonly expiresAt: Date
}

/** Refuses: candidate-sign-in-failed, sign-in-locked, sign-in-not-open, sign-in-closed. */
export async function signInCandidate(
  ctx: Context,
  { secrets, throttles }: { secrets: Secrets; throttles: Throttles },
  input: CandidateSignIn,
): Promise<CandidateSession> {
  const hash = loginHash(secrets, input.admissionNo, input.idNumber)
  const keys = [
    throttles.admission.keyOf(input.admissionNo.trim()),
    throttles.candidateAddress.keyOf(input.address),
  ]
  const admissions = await throttled(keys, async () => {
    const found = await listAdmissionWindows(ctx.db, hash, earlyMinutes)
    return found.length > 0 ? found : undefined
  })
  if (!admissions) {
    ctx.log.warn({ address: input.address }, 'a candidate sign-in failed')
    throw new Refusal(identityRefusals['candidate-sign-in-failed'])
  }
  return openSession(ctx, chooseWindow(admissions), input)
}

/** The same number in several batches: the one that is open, else the nearest refusal. */
function chooseWindow(admissions: readonly AdmissionWindow[]): AdmissionWindow {
  const open = admissions.find((one) => one.window === 'open')
  if (open) return open
  const early = admissions.find((one) => one.window === 'early')
  if (early) {
    throw new Refusal(identityRefusals['sign-in-not-open'], {
      opensAt: chinaTime.format(early.opensAt),
      minutes: earlyMinutes,
    })
  }
  throw new Refusal(identityRefusals['sign-in-closed'])
}

/** Exams are announced in the time of the People's Republic, wherever the server stands. */
const chinaTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'short',
})

async function openSession(
  ctx: Context,
  { batchId, admissionNo, name, expiresAt }: AdmissionWindow,
  input: CandidateSignIn,
): Promise<CandidateSession> {
  const token = ctx.ids.token()
  const sessionHash = hashToken(token)
  await insertCandidateSession(ctx.db, {
    batch_id: batchId,
    token_hash: sessionHash,
    admission_no: admissionNo,
    expires_at: expiresAt,
    user_agent: input.userAgent?.slice(0, 200) ?? null,
    address: input.address,
  })
  return {
    actor: { kind: 'candidate', batchId, admissionNo, sessionHash },
    name,
    cookie: `${batchId}.${admissionNo}.${token}`,
    expiresAt,
  }
}

/** What candidate_session knows of a token: 192 random bits need no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
