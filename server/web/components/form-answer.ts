/*
 * What pages with forms share: a refusal goes back to the page of the form with
 * what was typed; numbers and times are read with a sentence when they cannot be.
 */
import { commonRefusals, Refusal } from '../../kernel/refusal.ts'

/** Runs what a form asked for. What the person can mend is shown beside the form; the rest is for the error page. */
export async function answerForm(
  work: () => Promise<Response>,
  again: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && ![401, 403, 404].includes(error.kind.status)) return again(error)
    throw error
  }
}

export const invalid = (zh: string, en: string): Refusal =>
  new Refusal(commonRefusals['invalid-input'], { zh, en })

export const notFound = (what: string): Refusal =>
  new Refusal(commonRefusals['not-found'], { what: what.slice(0, 100) })

export interface Asked {
  readonly zh: string
  readonly en: string
  readonly min: number
  readonly max: number
}

/** A whole number of a field. Refuses: invalid-input. */
export function wholeNumber(text: string | undefined, { zh, en, min, max }: Asked): number {
  const trimmed = (text ?? '').trim()
  const value = /^\d{1,10}$/.test(trimmed) ? Number(trimmed) : Number.NaN
  if (value >= min && value <= max) return value
  throw invalid(`${zh}应为 ${min}–${max} 的整数`, `${en} must be a whole number from ${min} to ${max}`)
}

/** The same for a field that may be left empty. */
export const optionalNumber = (text: string | undefined, asked: Asked): number | undefined =>
  (text ?? '').trim() === '' ? undefined : wholeNumber(text, asked)

/** The value of a datetime-local field, which is in the time of the People's Republic (UTC+8). Refuses: invalid-input. */
export function chinaInstant(text: string | undefined, zh: string, en: string): Date {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?$/.exec(text ?? '')
  const instant = match ? new Date(`${match[1]}:00+08:00`) : undefined
  if (instant && !Number.isNaN(instant.getTime())) return instant
  throw invalid(`请填写${zh}`, `${en} is missing`)
}

/** The other way round: 2027-03-01T09:00 for a datetime-local field. */
export const chinaField = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

/** A page number of the query. */
export function pageOf(text: string | undefined): number {
  const page = Number(text)
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

/** A level of a path; anything else is no level. Refuses: not-found. */
export function levelOf(text: string): number {
  if (/^[1-5]$/.test(text)) return Number(text)
  throw notFound(text)
}
