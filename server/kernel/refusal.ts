/*
 * A refusal: the one way an operation says no.
 *
 * Every refusal is declared once, in the refusals.ts of its feature, with a
 * sentence for the person (Chinese, English) and an HTTP status. Doors turn it
 * into a problem document or a page; nothing else is shown to the outside.
 */
export interface RefusalKind {
  readonly code: string
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503
  /** For the person; {name} is replaced by a detail of that name. */
  readonly zh: string
  readonly en: string
}

export type RefusalDetails = Readonly<Record<string, unknown>>

export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly details: RefusalDetails
  constructor(kind: RefusalKind, details: RefusalDetails = {}) {
    super(`${kind.code}: ${fill(kind.en, details)}`)
    this.name = 'Refusal'
    this.kind = kind
    this.details = details
  }

  sentence(language: 'zh' | 'en'): string {
    return fill(this.kind[language], this.details)
  }
}

function fill(text: string, details: RefusalDetails): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in details ? String(details[name]) : whole))
}

type Sentence = readonly [status: RefusalKind['status'], zh: string, en: string]

/** Declares the refusals of a feature; the code is the key. */
export function defineRefusals<const T extends Record<string, Sentence>>(
  table: T,
): { readonly [K in keyof T]: RefusalKind } {
  const entries = Object.entries(table).map(([code, [status, zh, en]]) => [code, { code, status, zh, en }])
  return Object.fromEntries(entries)
}

/** Refusals every feature may use. */
export const commonRefusals = defineRefusals({
  'not-found': [
    404,
    '没有找到“{what}”。请检查地址或编号。',
    'There is no {what}. Check the address or the number.',
  ],
  forbidden: [
    403,
    '您没有权限做这件事（{operation}）。请联系本机构管理员。',
    'You may not do this ({operation}). Ask the administrator of your organisation.',
  ],
  'sign-in-required': [401, '请先登录。', 'Sign in first.'],
  'invalid-input': [422, '输入有误：{zh}', 'The input is not valid: {en}'],
  'malformed-request': [400, '请求无法读取：{zh}', 'The request cannot be read: {en}'],
  'body-too-large': [
    413,
    '内容太大：上限为 {limit} 字节。',
    'The body is too large: the limit is {limit} bytes.',
  ],
  'too-many-requests': [
    429,
    '操作过于频繁，请在 {seconds} 秒后再试。',
    'Too many requests: try again in {seconds} seconds.',
  ],
  'wrong-state': [
    409,
    '当前状态为“{state}”，需要“{expected}”才能进行。',
    'It is in state "{state}"; this needs "{expected}".',
  ],
  'temporarily-unavailable': [
    503,
    '服务暂时不可用，请在 {seconds} 秒后重试；已确认保存的作答不会丢失。',
    'The service is unavailable for a moment: try again in {seconds} seconds. What was acknowledged is safe.',
  ],
  'wrong-origin': [403, '请求来自其他网站，已拒绝。', 'The request comes from another site and was refused.'],
})
