/*
 * The candidate behind an exam request.
 *
 *   app.use('/exam/paper', candidateSession(contexts))   proven, one lookup
 *   claimedCandidate(c, contexts)                        for saves: their statement proves it
 */
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { findCandidateSession, readCandidateCookie } from '../identity/find-candidate-session.ts'
import type { CandidateActor } from '../identity/model.ts'
import type { CandidateSession } from '../identity/sign-in-candidate.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { AppContext, Contexts, Env } from './door.ts'

const isSecure = ({ config }: Pick<Contexts, 'config'>) => config.publicUrl.startsWith('https:')

/** With __Host- the browser takes the cookie from this host over https only. */
const cookieName = (contexts: Pick<Contexts, 'config'>) =>
  isSecure(contexts) ? '__Host-liangcai-exam' : 'liangcai-exam'

export const candidateCookie = (c: AppContext, contexts: Pick<Contexts, 'config'>): string | undefined =>
  getCookie(c, cookieName(contexts))

/** Sets the actor; without a live session requireCandidate() refuses. */
export function candidateSession(contexts: Pick<Contexts, 'config' | 'exam'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('actor', await findCandidateSession(contexts.exam, candidateCookie(c, contexts)))
    await next()
  }
}

/** Refuses: sign-in-required. What it returns is a claim: hand it only to operations that check the session. */
export function claimedCandidate(c: AppContext, contexts: Pick<Contexts, 'config'>): CandidateActor {
  const claimed = readCandidateCookie(candidateCookie(c, contexts))
  if (!claimed) throw new Refusal(commonRefusals['sign-in-required'])
  return claimed
}

export function setCandidateCookie(
  c: AppContext,
  contexts: Pick<Contexts, 'config'>,
  session: CandidateSession | undefined,
): void {
  setCookie(c, cookieName(contexts), session?.cookie ?? '', {
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(contexts),
    path: '/',
    ...(session ? {} : { maxAge: 0 }),
  })
}
