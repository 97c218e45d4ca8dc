/*
 * What both doors share: what a request carries, what a route may reach, and
 * how it asks who is there.
 */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Actor, CandidateActor, StaffActor } from '../identity/model.ts'
import type { Secrets } from '../identity/secrets.ts'
import type { StaffAuth } from '../identity/staff-auth.ts'
import type { Throttles } from '../identity/throttle.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { inspectText } from './strict-json.ts'

/** What the app is made with: a context for each kind of traffic, each with its own pool. */
export interface Contexts {
  /** Saved answers, and nothing else. */
  readonly saves: Context
  /** Candidates. */
  readonly exam: Context
  /** Everybody else. */
  readonly staff: Context
  readonly jobs: Context
  readonly config: Config
  readonly secrets: Secrets
  readonly staffAuth: StaffAuth
  readonly throttles: Throttles
}

export type Language = 'zh' | 'en'

export interface Env {
  Variables: {
    /** Set by the session of staff; by requireCandidate() on exam routes. */
    actor: Actor | undefined
    lang: Language
    requestId: string
    /** Address of the client, behind the trusted proxies. */
    address: string
  }
}

export type AppContext = HonoContext<Env>

/** A router of the JSON door: what fails its schema becomes an `invalid-input` problem. */
export function createApi(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
}

/** The signed-in member of staff. Refuses: sign-in-required. */
export function requireStaff(c: AppContext): StaffActor {
  const actor = c.get('actor')
  if (actor?.kind !== 'staff') throw new Refusal(commonRefusals['sign-in-required'])
  return actor
}

/** The candidate that an exam route's middleware found. Refuses: sign-in-required. */
export function requireCandidate(c: AppContext): CandidateActor {
  const actor = c.get('actor')
  if (actor?.kind !== 'candidate') throw new Refusal(commonRefusals['sign-in-required'])
  return actor
}

/** The fields of a posted HTML form, files left out; a field that occurs twice is an array for `all`. */
export async function readForm(c: AppContext): Promise<Record<string, string>> {
  const body = await c.req.parseBody().catch(() => ({}))
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string') continue
    const fault = inspectText(value)
    if (fault) throw new Refusal(commonRefusals['malformed-request'], { ...fault })
    fields[name] = value
  }
  return fields
}

/** All values of a field, e.g. of a group of check boxes. */
export async function readFormList(c: AppContext, name: string): Promise<string[]> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>)
  const value = body[name]
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return values.filter((one): one is string => typeof one === 'string' && inspectText(one) === undefined)
}

/** The files of a field, e.g. of an upload. */
export async function readFormFiles(c: AppContext, name: string): Promise<File[]> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>)
  const value = body[name]
  const values = Array.isArray(value) ? value : [value]
  return values.filter((one): one is File => one instanceof File && one.size > 0)
}

/** Ids as we make them: no path can ask the database for more than this. */
export const idParam = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.:-]+$/)

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

/** For the `responses` of a route: problem documents. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    detailEn: z.string(),
    requestId: z.string(),
    details: z.record(z.string(), z.any()).optional(),
    issues: z.array(z.object({ pointer: z.string(), zh: z.string(), en: z.string() })).optional(),
  })
  .openapi('Problem')

export const problemResponse = {
  description: 'Refused: see /api/errors for every code.',
  content: { 'application/problem+json': { schema: problemSchema } },
} as const

/** `responses` of a route: what a success sends, and problems. */
export function answers<S extends z.ZodType, N extends 200 | 201 | 202 = 200>(
  description: string,
  schema: S,
  status: N = 200 as N,
): { [K in N]: { description: string; content: { 'application/json': { schema: S } } } } & {
  default: typeof problemResponse
} {
  return {
    [status]: { description, content: { 'application/json': { schema } } },
    default: problemResponse,
  } as never
}

/** The `request.body` of a route. Unknown names are refused, not dropped: z.strictObject. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export { createRoute, z } from '@hono/zod-openapi'
