/*
 * Who the cookie of an exam request belongs to. One prepared lookup by primary
 * key: the batch is part of the cookie, so that a sharded table need not be
 * searched.
 */
import type { Context } from '../context.ts'
import type { CandidateActor } from './model.ts'
import { endCandidateSession, findLiveCandidateSession } from './queries.ts'
import { hashToken } from './sign-in-candidate.ts'

/**
 * Who the cookie claims to be; nothing is proven yet. For a statement that checks
 * the session itself, and for nothing else. Undefined when it is no cookie of ours.
 */
export function readCandidateCookie(cookie: string | undefined): CandidateActor | undefined {
  if (cookie === undefined || cookie.length > 200) return undefined
  const [batchId, admissionNo, token, ...rest] = cookie.split('.')
  if (!batchId || !admissionNo || !token || rest.length > 0) return undefined
  return { kind: 'candidate', batchId, admissionNo, sessionHash: hashToken(token) }
}

/** The candidate of a live session, or undefined. */
export async function findCandidateSession(
  ctx: Context,
  cookie: string | undefined,
): Promise<CandidateActor | undefined> {
  const claimed = readCandidateCookie(cookie)
  if (!claimed) return undefined
  const admissionNo = await findLiveCandidateSession(ctx.db, claimed.batchId, claimed.sessionHash)
  return admissionNo === claimed.admissionNo ? claimed : undefined
}

/** Dead at once; the answers stay. */
export async function signOutCandidate(ctx: Context, cookie: string | undefined): Promise<void> {
  const parts = readCandidateCookie(cookie)
  if (parts) await endCandidateSession(ctx.db, parts.batchId, parts.sessionHash)
}
