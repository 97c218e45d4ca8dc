/*
 * What every request passes, in one middleware because it is on the path of
 * every saved answer: number, headers, origin, size, strict JSON, deadline,
 * and, on the way out, one metric and one line in the log.
 */
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { routePath } from 'hono/route'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { AppContext, Contexts, Env, Language } from './door.ts'
import { type Limits, limitsOf } from './limits.ts'
import type { Metrics } from './metrics.ts'
import { apiRefusals } from './refusals.ts'
import { readStrictJson } from './strict-json.ts'

/** Turns an error into the answer of its door; never throws. */
export type Fail = (c: AppContext, error: unknown) => Response | Promise<Response>

export function guard(
  contexts: Pick<Contexts, 'config' | 'staff'>,
  metrics: Metrics,
  fail: Fail,
): MiddlewareHandler<Env> {
  const publicHost = new URL(contexts.config.publicUrl).host
  const trustedProxies = contexts.config.trustedProxies
  const log = contexts.staff.log
  let count = 0
  const process = Math.random().toString(36).slice(2, 8)

  return async (c, next) => {
    const started = performance.now()
    const requestId = `${process}-${++count}`
    c.set('requestId', requestId)
    c.set('address', addressOf(c, trustedProxies))
    c.set('lang', languageOf(c))
    setHeaders(c, requestId)
    const limits = limitsOf(c)
    let refused: Response | undefined
    try {
      checkUrl(c)
      checkOrigin(c, publicHost)
      await readBody(c, limits)
      await beforeDeadline(next(), limits.seconds)
    } catch (error) {
      refused = await fail(c, error)
    }
    noteRequest(c, metrics, log, (refused ?? c.res).status, (performance.now() - started) / 1000)
    return refused
  }
}

/** Counts and logs an answered request; never the query (it may hold names), a cookie or a body. */
function noteRequest(
  c: AppContext,
  metrics: Metrics,
  log: Contexts['staff']['log'],
  status: number,
  seconds: number,
): void {
  const route = routeOf(c)
  metrics.observe(c.req.method, route, status, seconds)
  // A saved answer is counted, not told: at 1,000 a second its line would cost more than the save.
  const quiet =
    status < 400 && seconds < 1 && (c.req.method === 'GET' || route === '/api/v1/exam/answers/:number')
  if (quiet) return
  const { method, path } = c.req
  const fields = {
    requestId: c.get('requestId'),
    method,
    path: path.slice(0, 200),
    status,
    ms: Math.round(seconds * 1000),
  }
  log.info(fields, 'request')
}

/** The pattern of the route that answered; one name for everything unknown, so that strangers cannot make metrics. */
function routeOf(c: AppContext): string {
  const path = routePath(c, -1)
  return path === '*' || path === '/*' || path === '' ? 'none' : path
}

function addressOf(c: HonoContext, trustedProxies: number): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  const peer = incoming?.socket?.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return peer
  // Each trusted proxy appended the address it saw; what stands further left was written by the client.
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  return hops.at(-trustedProxies)?.slice(0, 64) || peer
}

function languageOf(c: HonoContext): Language {
  // Looked for in the text first: most requests have no such thing.
  const url = c.req.url
  if (url.includes('lang=')) {
    const asked = c.req.query('lang')
    if (asked === 'zh' || asked === 'en') {
      setCookie(c, 'lang', asked, { path: '/', maxAge: 31_536_000, sameSite: 'Lax', httpOnly: true })
      return asked
    }
  }
  return getCookie(c, 'lang') === 'en' ? 'en' : 'zh'
}

/*
 * Scripts and styles only from here; style attributes are allowed because
 * formulas (KaTeX) place their parts with them.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

function setHeaders(c: HonoContext, requestId: string): void {
  const isPage = !c.req.path.startsWith('/api/v1/')
  c.header('x-request-id', requestId)
  c.header('x-content-type-options', 'nosniff')
  // Not no-referrer: with it browsers send "Origin: null" with our own forms, and over plain
  // http nothing else says where a form came from. Other sites get no referrer either way.
  c.header('referrer-policy', 'same-origin')
  c.header('cache-control', 'no-store')
  c.header('content-security-policy', isPage ? pagePolicy : "default-src 'none'; frame-ancestors 'none'")
  if (!isPage) return
  c.header('x-frame-options', 'DENY')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('permissions-policy', 'geolocation=(), microphone=(), payment=(), usb=()')
}

function checkUrl(c: HonoContext): void {
  const { url } = c.req
  if (url.length > 4096)
    throw new Refusal(commonRefusals['malformed-request'], { zh: '网址太长', en: 'the address is too long' })
  if (url.includes('%00'))
    throw new Refusal(commonRefusals['malformed-request'], {
      zh: '网址包含 U+0000',
      en: 'the address contains U+0000',
    })
}

/**
 * Cross-site request forgery. A browser says where a request comes from, in
 * Sec-Fetch-Site or in Origin, and no page can change that; what says neither
 * is no browser and carries no one's cookies but its own. Another port of this
 * host is `same-site` and is refused as well.
 */
function checkOrigin(c: HonoContext, publicHost: string): void {
  const { method } = c.req
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site !== undefined) throw new Refusal(commonRefusals['wrong-origin'])
  const origin = c.req.header('origin')
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host === '' || (host !== publicHost && host !== c.req.header('host')))
    throw new Refusal(commonRefusals['wrong-origin'])
}

/** Reads the body once, counted; JSON is checked before any route sees it. */
async function readBody(c: HonoContext, { bodyBytes }: Limits): Promise<void> {
  const { method, raw } = c.req
  if (method === 'GET' || method === 'HEAD') return
  // Until JSON has been read and checked, asking for it is the client's fault.
  c.req.json = () => Promise.reject(notJson)
  const declared = Number(c.req.header('content-length') ?? 0)
  if (declared > bodyBytes) throw tooLarge(bodyBytes)
  if (declared === 0 && c.req.header('transfer-encoding') === undefined && raw.body === null) return

  const bytes = await readAtMost(raw, bodyBytes, declared)
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type === 'application/json' || type.endsWith('+json')) {
    const text = decode(bytes)
    if (text === '') throw malformed({ zh: '内容为空', en: 'the body is empty' })
    const reading = readStrictJson(text)
    if (!reading.ok) throw malformed(reading.fault)
    bodyCacheOf(c).text = Promise.resolve(text)
    c.req.json = <T>() => Promise.resolve(reading.value as T)
    return
  }
  if (type === 'application/x-www-form-urlencoded' && new TextDecoder().decode(bytes).includes('%00'))
    throw malformed({ zh: '包含字符 U+0000', en: 'a text contains U+0000' })
  bodyCacheOf(c).arrayBuffer = Promise.resolve(Uint8Array.from(bytes).buffer)
}

/** Where hono looks for a body that was read before; it holds promises, whatever its type says. */
const bodyCacheOf = (c: HonoContext) => c.req.bodyCache as Record<string, Promise<string | ArrayBuffer>>

async function readAtMost(request: Request, limit: number, declared: number): Promise<Uint8Array> {
  // With a declared length the server stops reading there by itself.
  if (declared > 0) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body === null) return new Uint8Array()
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) {
      void reader.cancel().catch(() => {})
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw malformed({ zh: '不是有效的 UTF-8', en: 'it is not valid UTF-8' })
  }
}

const notJson = new Refusal(apiRefusals['unsupported-media-type'], { expected: 'application/json' })
const malformed = (fault: { zh: string; en: string }) =>
  new Refusal(commonRefusals['malformed-request'], fault)
const tooLarge = (limit: number) => new Refusal(commonRefusals['body-too-large'], { limit })

/** The database's own time-outs end what still runs after the answer. */
async function beforeDeadline(work: Promise<void>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new Refusal(commonRefusals['temporarily-unavailable'], { seconds: 2 })),
      seconds * 1000,
    )
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
