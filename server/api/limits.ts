/*
 * What a request may cost: bytes of body and seconds until an answer. Small by
 * default; a route that needs more says so beside its path:
 *
 *   app.post('/candidates', limits({ bodyBytes: 5_000_000, seconds: 20 }), …)
 *   createRoute({ …, middleware: limits({ bodyBytes: 5_000_000 }) })
 */
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'

export interface Limits {
  readonly bodyBytes: number
  readonly seconds: number
}

export const defaultLimits: Limits = { bodyBytes: 64 * 1024, seconds: 5 }

const declared = new WeakMap<object, Limits>()

/** Marks a route; the guard reads the mark before the body is read. */
export function limits(wanted: Partial<Limits>): MiddlewareHandler {
  const mark: MiddlewareHandler = (_c, next) => next()
  declared.set(mark, { ...defaultLimits, ...wanted })
  return mark
}

export function limitsOf(c: HonoContext): Limits {
  for (const { handler } of matchedRoutes(c)) {
    const found = declaredLimits(handler)
    if (found) return found
  }
  return defaultLimits
}

/** What a handler of the route table declares; undefined for all but marks. */
export const declaredLimits = (handler: object): Limits | undefined => declared.get(handler)
