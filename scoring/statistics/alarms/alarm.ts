/*
 * An alarm is a finding about an item, or a pair of candidates, that somebody
 * must look at. It never changes a score by itself.
 */
export type AlarmKind =
  | 'negative-discrimination'
  | 'distractor-draws-able'
  | 'facility-drift'
  | 'key-suspect'
  | 'possibly-leaked'
  | 'odd-agreement'

export interface Alarm {
  readonly kind: AlarmKind
  /** The item's id, or the two candidates'. */
  readonly subject: string
  /** review: look at it. urgent: look before results are released. */
  readonly level: 'review' | 'urgent'
  /** The statistic, the bound it passed, and the persons behind it. */
  readonly value: number
  readonly bound: number
  readonly n: number
  /** One sentence for the item writer or the invigilator. */
  readonly zh: string
  readonly en: string
}

/** Fewest answers an alarm is raised on; below, the figures are noise. */
export const fewestAnswers = 30

/** Upper (sign +1) or lower (−1) bound of a correlation at about 95 %, by Fisher's z. */
export function correlationBound(r: number, n: number, sign: 1 | -1): number {
  return Math.tanh(
    Math.atanh(Math.max(-0.999999, Math.min(0.999999, r))) + (sign * 1.645) / Math.sqrt(Math.max(1, n - 3)),
  )
}
