/* The member of staff behind a request: looked up when the cookie is there. */
import type { MiddlewareHandler } from 'hono'
import { findStaffActor } from '../identity/find-staff-actor.ts'
import type { Contexts, Env } from './door.ts'

/** Files, probes and candidates' traffic know no staff. */
const without = ['/assets/', '/media/', '/schemas/', '/health/', '/metrics', '/exam', '/api/v1/exam']

export function staffSession(contexts: Pick<Contexts, 'staff' | 'staffAuth'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { path } = c.req
    const cookie = c.req.header('cookie')
    if (cookie?.includes(contexts.staffAuth.cookieName) && !without.some((start) => path.startsWith(start))) {
      const found = await findStaffActor(contexts.staff, contexts.staffAuth, c.req.raw.headers)
      c.set('actor', found?.actor)
      for (const line of found?.cookies ?? []) c.header('set-cookie', line, { append: true })
    }
    await next()
  }
}
