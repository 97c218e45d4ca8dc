/*
 * The one place where an error becomes an answer.
 *
 * A refusal speaks for itself. What a schema refused becomes `invalid-input`
 * with a pointer for each issue. A database that is away, busy or locked
 * becomes 503 with Retry-After. Everything else is a fault of ours: it is
 * logged whole and answered with a number to quote, never with its insides.
 */
import type { z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { en, zhCN } from 'zod/v4/locales'
import { commonRefusals, Refusal, type RefusalKind } from '../kernel/refusal.ts'
import { apiRefusals } from './refusals.ts'

export interface ProblemIssue {
  /** JSON Pointer into the input. */
  readonly pointer: string
  readonly zh: string
  readonly en: string
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  /** For the person, in Chinese and in English. */
  readonly detail: string
  readonly detailEn: string
  readonly requestId: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly issues?: readonly ProblemIssue[]
}

export interface ErrorAnswer {
  readonly problem: Problem
  readonly retryAfterSeconds: number | undefined
  /** True for faults of ours: log the error whole. */
  readonly ours: boolean
}

/** Codes that no operation throws. */
export const internalError = {
  code: 'internal-error',
  status: 500,
  zh: '系统内部错误。请稍后重试，并把编号 {requestId} 告诉管理员。',
  en: 'Something broke on our side. Try again later and tell the administrator the number {requestId}.',
} as const

export function toAnswer(error: unknown, requestId: string): ErrorAnswer {
  const { refusal, issues } = toRefusal(error)
  if (!refusal) {
    const fill = (text: string) => text.replace('{requestId}', requestId)
    return {
      problem: {
        type: `/api/errors#${internalError.code}`,
        title: '系统错误',
        status: 500,
        code: internalError.code,
        detail: fill(internalError.zh),
        detailEn: fill(internalError.en),
        requestId,
      },
      retryAfterSeconds: undefined,
      ours: true,
    }
  }
  const { kind, details } = refusal
  const seconds = typeof details.seconds === 'number' ? details.seconds : undefined
  return {
    problem: {
      type: `/api/errors#${kind.code}`,
      title: titles[kind.status],
      status: kind.status,
      code: kind.code,
      detail: refusal.sentence('zh'),
      detailEn: refusal.sentence('en'),
      requestId,
      ...(Object.keys(details).length > 0 && !issues ? { details } : {}),
      ...(issues ? { issues } : {}),
    },
    retryAfterSeconds:
      kind.status === 429 || kind.status === 503 ? Math.max(1, Math.ceil(seconds ?? 2)) : undefined,
    ours: false,
  }
}

const titles: Readonly<Record<RefusalKind['status'], string>> = {
  400: '请求无法读取',
  401: '需要登录',
  403: '没有权限',
  404: '没有找到',
  409: '与当前状态冲突',
  410: '已不存在',
  413: '内容太大',
  415: '内容类型不支持',
  422: '输入有误',
  423: '已锁定',
  429: '操作过于频繁',
  503: '暂时不可用',
}

function toRefusal(error: unknown): { refusal?: Refusal; issues?: readonly ProblemIssue[] } {
  if (error instanceof Refusal) return { refusal: error }
  if (isZodError(error)) {
    const issues = error.issues.slice(0, 20).map(toIssue)
    const first = issues[0] ?? { pointer: '', zh: '', en: '' }
    const at = first.pointer === '' ? '' : `${first.pointer} `
    return {
      refusal: new Refusal(commonRefusals['invalid-input'], { zh: at + first.zh, en: at + first.en }),
      issues,
    }
  }
  if (error instanceof HTTPException) return { refusal: ofHttpException(error) }
  return { refusal: ofDatabase(error) }
}

const isZodError = (error: unknown): error is z.ZodError =>
  error instanceof Error && Array.isArray((error as Partial<z.ZodError>).issues)

const chinese = zhCN().localeError
const english = en().localeError

function toIssue(issue: z.core.$ZodIssue): ProblemIssue {
  const pointer = issue.path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
  const say = (locale: typeof english) => {
    const said = locale(issue as never)
    return typeof said === 'string' ? said : (said?.message ?? issue.message)
  }
  // A message of our own, written at the schema, wins over the library's.
  return issue.code === 'custom'
    ? { pointer, zh: issue.message, en: issue.message }
    : { pointer, zh: say(chinese), en: say(english) }
}

function ofHttpException(error: HTTPException): Refusal | undefined {
  switch (error.status) {
    case 400:
      return new Refusal(commonRefusals['malformed-request'], { zh: '格式不正确', en: error.message })
    case 404:
      return new Refusal(commonRefusals['not-found'], { what: '' })
    case 413:
      return new Refusal(commonRefusals['body-too-large'], { limit: '?' })
    case 415:
      return new Refusal(apiRefusals['unsupported-media-type'], { expected: 'application/json' })
    default:
      return undefined
  }
}

/** SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), postgres.js and socket codes that pass by themselves. */
const passing = new Set([
  '57014', // statement time-out
  '55P03', // lock time-out
  '40001', // serialisation failure
  '40P01', // deadlock
  '25006', // read-only: a standby
  '25P03', // idle in transaction
  '25P04', // transaction time-out
  '53000', // resources
  '53100', // disk full
  '53200', // memory
  '53300', // connections
  '57P01', // shutdown
  '57P02', // crash
  '57P03', // starting up
  '57P04', // dropped
  '58030', // I/O error
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Input that got past a schema and that PostgreSQL refused as unreadable: characters, ranges, lengths. */
const unreadable = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'])

function ofDatabase(error: unknown): Refusal | undefined {
  for (const code of codesOf(error)) {
    if (passing.has(code) || code.startsWith('08'))
      return new Refusal(commonRefusals['temporarily-unavailable'], { seconds: 2 })
    if (unreadable.has(code))
      return new Refusal(commonRefusals['invalid-input'], {
        zh: '包含无法保存的字符或数值',
        en: 'it holds a character or a number that cannot be stored',
      })
    if (code === '23505') return new Refusal(apiRefusals['already-exists'])
  }
  return undefined
}

/** Codes of the error, its causes and, for several addresses tried, each of them. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...codesOf(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.flatMap((one) => codesOf(one, depth + 1)) : []),
  ]
}
