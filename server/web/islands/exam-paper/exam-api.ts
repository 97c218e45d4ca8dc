/*
 * Calls to the exam room's server. Never throws: a call was answered, refused,
 * or did not get through.
 */
import type { Clock, Overview, Paper, Saved } from './types.ts'

export interface Problem {
  readonly code: string
  readonly detail: string
  readonly detailEn: string
  readonly details?: Readonly<Record<string, unknown>>
}

export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly tookMilliseconds: number }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  /** 503, 429 and other failures that pass: try again after so many seconds. */
  | { readonly kind: 'busy'; readonly afterSeconds: number }
  | { readonly kind: 'offline' }

/** Longer than the server's own five seconds, so that its answer is heard. */
const callSeconds = 7

export const getOverview = () => call<Overview>('GET', '/api/v1/exam')
export const startOrResume = () => call<Paper>('POST', '/api/v1/exam/sitting', {})
export const readClock = () => call<Clock>('GET', '/api/v1/exam/clock')
export const handIn = () => call<{ receipt: string }>('POST', '/api/v1/exam/submission', {})
export const signOut = () => call<unknown>('DELETE', '/api/v1/exam/session')
export const putAnswer = (number: number, answer: { seq: number; tab: string; response: unknown }) =>
  call<Saved>('PUT', `/api/v1/exam/answers/${number}`, answer)

let seat: string | undefined

/**
 * Names the sitting this window works for. The cookie is the browser's: should
 * another candidate sign in beside this window, the server sees that the two do
 * not belong together and takes nothing.
 */
export function workFor(sitting: string): void {
  seat = sitting
}

async function call<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
  const began = performance.now()
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(callSeconds * 1000),
      headers: {
        ...(seat === undefined ? {} : { 'x-exam-sitting': seat }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.ok) {
      const text = await response.text()
      const value = (text === '' ? {} : JSON.parse(text)) as T
      return { kind: 'ok', value, tookMilliseconds: performance.now() - began }
    }
    if (response.status >= 500 || response.status === 429) {
      const seconds = Number(response.headers.get('retry-after'))
      return { kind: 'busy', afterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 2 }
    }
    return { kind: 'refused', status: response.status, problem: (await response.json()) as Problem }
  } catch {
    return { kind: 'offline' }
  }
}
