/*
 * Carries unsent answers to the server: each in the journal first, a few at a
 * time, again and again until the server has answered for it.
 */
import type { AnswerBook } from './answer-book.ts'
import { putAnswer, type Reply } from './exam-api.ts'
import type { Saved, Stored } from './types.ts'

export type Line = 'up' | 'busy' | 'offline' | 'signed-out' | 'closed'

const underWayAtMost = 3
const firstPauseSeconds = 1
const longestPauseSeconds = 10

export interface SenderEvents {
  /** The answer is in the server's book; the journal may mark it sent. */
  readonly onSaved: (number: number, seq: number) => void
  readonly onReply: (reply: Saved, tookMilliseconds: number) => void
  readonly onLine: (line: Line) => void
}

export class AnswerSender {
  readonly #book: AnswerBook
  readonly #events: SenderEvents
  readonly #underWay = new Set<number>()
  #pauseSeconds = firstPauseSeconds
  #pausing: number | undefined
  #line: Line = 'up'

  constructor(book: AnswerBook, events: SenderEvents) {
    this.#book = book
    this.#events = events
    addEventListener('online', () => this.now())
    addEventListener('offline', () => this.setLine('offline'))
  }

  get line(): Line {
    return this.#line
  }

  isUnderWay(number: number): boolean {
    return this.#underWay.has(number)
  }

  /** Sends what is unsent, unless a pause after a failure is running. */
  wake(): void {
    if (this.#pausing !== undefined || this.#line === 'closed' || this.#line === 'signed-out') return
    for (const { number, seq, tab, response } of this.#book.unsent()) {
      if (this.#underWay.size >= underWayAtMost) return
      if (this.#underWay.has(number)) continue
      this.#underWay.add(number)
      void this.#send(number, { seq, tab, response }).finally(() => {
        this.#underWay.delete(number)
        this.wake()
      })
    }
  }

  /** Ends a pause: the line is back, or the person asks. */
  now(): void {
    clearTimeout(this.#pausing)
    this.#pausing = undefined
    this.#pauseSeconds = firstPauseSeconds
    if (this.#line === 'signed-out') this.setLine('up')
    this.wake()
  }

  setLine(line: Line): void {
    if (this.#line === line || this.#line === 'closed') return
    this.#line = line
    this.#events.onLine(line)
  }

  /** True when everything was answered for; false when the time is over first. */
  async flush(seconds: number): Promise<boolean> {
    const until = performance.now() + seconds * 1000
    this.now()
    while (this.#book.unsent().length > 0 || this.#underWay.size > 0) {
      if (performance.now() > until || this.#line === 'closed') return this.#book.unsent().length === 0
      await new Promise((resume) => setTimeout(resume, 100))
    }
    return true
  }

  async #send(number: number, answer: { seq: number; tab: string; response: unknown }): Promise<void> {
    const reply = await putAnswer(number, answer)
    switch (reply.kind) {
      case 'ok':
        this.#pauseSeconds = firstPauseSeconds
        this.setLine('up')
        this.#book.saved(number, answer.seq)
        this.#events.onSaved(number, answer.seq)
        this.#events.onReply(reply.value, reply.tookMilliseconds)
        return
      case 'busy':
        this.setLine('busy')
        return this.#pause(reply.afterSeconds)
      case 'offline':
        this.setLine('offline')
        return this.#pause(this.#pauseSeconds)
      case 'refused':
        return this.#refused(number, answer, reply)
    }
  }

  #refused(
    number: number,
    answer: { seq: number; response: unknown },
    { status, problem }: Reply<Saved> & { kind: 'refused' },
  ): void {
    const stored = problem.details?.stored as (Stored & { same?: boolean }) | undefined
    if (problem.code === 'stale-answer' && stored) {
      this.setLine('up')
      this.#book.stale(number, answer.seq, { ...stored, number })
      // An undecided conflict stays unsent in the journal, so that a reload asks again.
      const now = this.#book.get(number)
      if (now.state === 'saved') this.#events.onSaved(number, now.seq)
    } else if (problem.code === 'sitting-closed') {
      if (stored?.same) {
        this.#book.saved(number, answer.seq)
        this.#events.onSaved(number, answer.seq)
      }
      this.setLine('closed')
    } else if (status === 401) this.setLine('signed-out')
    else
      this.#book.refused(
        number,
        answer.seq,
        document.documentElement.lang === 'en' ? problem.detailEn : problem.detail,
      )
  }

  /** Twice as long after each failure, never all candidates at the same moment. */
  #pause(seconds: number): void {
    if (this.#pausing !== undefined) return
    const jittered = seconds * (0.75 + Math.random() / 2)
    this.#pauseSeconds = Math.min(longestPauseSeconds, this.#pauseSeconds * 2)
    this.#pausing = window.setTimeout(() => {
      this.#pausing = undefined
      this.wake()
    }, jittered * 1000)
  }
}
