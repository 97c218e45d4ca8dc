/*
 * An answer in bounded time, whatever the line to the database does: the
 * database's own time-outs do not reach over a cut line.
 */
import { commonRefusals, Refusal } from '../kernel/refusal.ts'

const retrySeconds = 2

/** Throws temporarily-unavailable after so many seconds; the work itself goes on unheard. */
export function answerWithin<T>(seconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unavailable()), seconds * 1000)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

export function unavailable(cause?: unknown): Refusal {
  const refusal = new Refusal(commonRefusals['temporarily-unavailable'], { seconds: retrySeconds })
  if (cause) refusal.cause = cause
  return refusal
}
