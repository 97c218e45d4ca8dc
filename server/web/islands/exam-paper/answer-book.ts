/*
 * The answers of this window: what was chosen, what the server has, what is on
 * the way. Knows nothing of the screen or the network.
 *
 * Sequence numbers are Lamport's: one more than every number seen, of this
 * window, of the journal, of the server or of a window beside it.
 */
import type { JournalEntry } from './journal.ts'
import type { Stored } from './types.ts'

export type AnswerState = 'none' | 'saved' | 'unsent' | 'conflict' | 'refused'

export interface Answer {
  readonly number: number
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly state: AnswerState
  readonly savedAt?: string
  /** What another window saved, while the person has not decided. */
  readonly theirs?: Stored
  /** Why the server refused it. */
  readonly reason?: string
}

export class AnswerBook {
  readonly tab: string
  readonly #answers = new Map<number, Answer>()
  readonly #listeners = new Set<(number: number) => void>()
  #lastSeq = 0

  constructor(tab: string) {
    this.tab = tab
  }

  onChange(listener: (number: number) => void): void {
    this.#listeners.add(listener)
  }

  get(number: number): Answer {
    return this.#answers.get(number) ?? { number, seq: 0, tab: '', response: undefined, state: 'none' }
  }

  all(): Answer[] {
    return [...this.#answers.values()]
  }

  /** A choice of the person in this window. */
  choose(number: number, response: unknown): Answer {
    return this.#put({ number, seq: this.#lastSeq + 1, tab: this.tab, response, state: 'unsent' })
  }

  /** What the server has, at the start of the page. */
  load(stored: Stored): void {
    if (stored.seq > this.get(stored.number).seq) this.#put({ ...stored, state: 'saved' })
  }

  /**
   * What the journal of this machine has. Unsent answers are sent again as they
   * were; so is what the journal believes sent and the server, having been
   * asked (`authoritative`), does not have.
   */
  restore(entry: JournalEntry, authoritative: boolean): void {
    const known = this.get(entry.number)
    this.#see(entry.seq)
    const { number, seq, tab, response, sent } = entry
    if (seq > known.seq)
      this.#put({ number, seq, tab, response, state: sent && !authoritative ? 'saved' : 'unsent' })
    else if (!sent && !same(response, known.response))
      // Chosen here without network, and meanwhile something newer elsewhere: the person decides.
      this.#put({
        number,
        seq,
        tab,
        response,
        state: 'conflict',
        theirs: { ...known, savedAt: known.savedAt ?? '' },
      })
  }

  saved(number: number, seq: number): void {
    const answer = this.get(number)
    if (answer.seq === seq) this.#put({ ...answer, state: 'saved' })
  }

  /**
   * The server has a newer answer than the one that was sent. The same choice
   * is no conflict; a newer choice of this window goes out under a newer number.
   */
  stale(number: number, sentSeq: number, stored: Stored): void {
    this.#see(stored.seq)
    const answer = this.get(number)
    if (same(stored.response, answer.response)) this.#put({ ...answer, ...stored, state: 'saved' })
    else if (answer.seq > sentSeq || stored.tab === this.tab) this.choose(number, answer.response)
    else this.#put({ ...answer, state: 'conflict', theirs: stored })
  }

  /** A window beside this one on the same machine chose or saved. */
  neighbour(stored: Stored, sent: boolean): void {
    this.#see(stored.seq)
    const answer = this.get(stored.number)
    if (stored.seq <= answer.seq) return
    if (answer.state === 'unsent' && !same(stored.response, answer.response))
      this.#put({ ...answer, state: 'conflict', theirs: stored })
    else if (sent) this.#put({ ...stored, state: 'saved' })
  }

  refused(number: number, seq: number, reason: string): void {
    const answer = this.get(number)
    if (answer.seq === seq) this.#put({ ...answer, state: 'refused', reason })
  }

  /** The person decides a conflict. */
  keepMine(number: number): Answer {
    return this.choose(number, this.get(number).response)
  }

  takeTheirs(number: number): Answer {
    const { theirs } = this.get(number)
    return this.choose(number, theirs?.response)
  }

  unsent(): Answer[] {
    return this.all()
      .filter((answer) => answer.state === 'unsent')
      .sort((a, b) => a.seq - b.seq)
  }

  conflicts(): Answer[] {
    return this.all().filter((answer) => answer.state === 'conflict')
  }

  #see(seq: number): void {
    if (seq > this.#lastSeq) this.#lastSeq = seq
  }

  #put(answer: Answer): Answer {
    this.#see(answer.seq)
    this.#answers.set(answer.number, answer)
    for (const listener of this.#listeners) listener(answer.number)
    return answer
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
