/*
 * One candidate's exam in this window: paper, answers, journal, line, clock.
 * Knows nothing of the screen; tells it what changed.
 */
import { AnswerBook } from './answer-book.ts'
import { AnswerSender, type Line } from './answer-sender.ts'
import { handIn, readClock } from './exam-api.ts'
import { isAnswered, isPartial } from './how-answered.ts'
import type { Journal, KeptPaper } from './journal.ts'
import { NeighbourWindows } from './neighbour-windows.ts'
import { ServerClock } from './server-clock.ts'
import type { DeliveryItem, Overview, Paper } from './types.ts'

export interface PlacedItem {
  /** Position on this candidate's paper, from 1: what the person sees. */
  readonly position: number
  readonly section: number
  readonly item: DeliveryItem
}

export interface SessionEvents {
  readonly onAnswer: (number: number) => void
  readonly onLine: (line: Line) => void
  readonly onDeadlineMoved: (deadline: number) => void
  /** Handed in, here or elsewhere; `lost` are items whose last answer did not arrive. */
  readonly onClosed: (lost: readonly number[]) => void
  /** Another candidate signed in on this machine. */
  readonly onSeatTaken: () => void
}

const calmSyncSeconds = 20
const lateSyncSeconds = 5
const lateMinutes = 5

export class ExamSession {
  readonly sitting: string
  readonly overview: Overview
  readonly paper: Pick<Paper, 'delivery' | 'answers'>
  readonly items: readonly PlacedItem[]
  readonly clock = new ServerClock()
  readonly book: AnswerBook
  readonly sender: AnswerSender
  readonly flags: Set<number>
  readonly #journal: Journal
  readonly #neighbours: NeighbourWindows
  readonly #events: SessionEvents
  #syncing: number | undefined
  #handingIn = false
  #ended = false

  constructor(
    sitting: string,
    overview: Overview,
    paper: Pick<Paper, 'delivery' | 'answers'>,
    journal: Journal,
    events: SessionEvents,
  ) {
    this.sitting = sitting
    this.overview = overview
    this.paper = paper
    this.#journal = journal
    this.#events = events
    this.items = placeItems(paper)
    this.flags = readFlags(sitting)
    this.book = new AnswerBook(newTabName())
    this.sender = new AnswerSender(this.book, {
      onSaved: (number, seq) => void this.#markSent(number, seq),
      onReply: (reply, took) => this.#learn(() => this.clock.learn(reply.clock, took)),
      onLine: (line) => {
        events.onLine(line)
        if (line === 'closed') void this.#closedElsewhere()
      },
    })
    this.#neighbours = new NeighbourWindows(
      sitting,
      ({ stored, sent }) => this.book.neighbour(stored, sent),
      () => this.sender.setLine('closed'),
    )
    this.book.onChange((number) => events.onAnswer(number))
    journal.onSeatTaken(sitting, () => {
      this.#ended = true
      this.sender.setLine('signed-out')
      events.onSeatTaken()
    })
  }

  /** Takes up the journal, then sends what is unsent and keeps the clock right. `fresh`: the paper is from the server, now. */
  async begin(fresh: boolean): Promise<void> {
    for (const stored of this.paper.answers) this.book.load(stored)
    for (const entry of await this.#journal.entries(this.sitting)) this.book.restore(entry, fresh)
    await this.keep()
    this.sender.wake()
    this.#scheduleSync()
    document.addEventListener('visibilitychange', () => document.hidden || void this.#sync())
  }

  /** The person answered: into the journal first, then on its way. */
  async answer(number: number, response: unknown): Promise<void> {
    await this.#commit(this.book.choose(number, response))
  }

  async keepMine(number: number): Promise<void> {
    await this.#commit(this.book.keepMine(number))
  }

  async takeTheirs(number: number): Promise<void> {
    await this.#commit(this.book.takeTheirs(number))
  }

  toggleFlag(number: number): void {
    if (!this.flags.delete(number)) this.flags.add(number)
    localStorage.setItem(`liangcai-exam-flags/${this.sitting}`, JSON.stringify([...this.flags]))
    this.#events.onAnswer(number)
  }

  isAnswered(number: number): boolean {
    return isAnswered(this.book.get(number).response)
  }

  isPartial(number: number): boolean {
    const placed = this.items.find(({ item }) => item.number === number)
    return placed !== undefined && isPartial(placed.item, this.book.get(number).response)
  }

  get journalLasts(): boolean {
    return this.#journal.lasts
  }

  /** Paper and clock for a reload with the network cut. */
  async keep(): Promise<void> {
    const kept: KeptPaper = {
      sitting: this.sitting,
      overview: this.overview,
      paper: this.paper,
      deadline: this.clock.deadline,
      graceSeconds: this.clock.graceSeconds,
      wallSkew: this.clock.wallSkew(),
    }
    await this.#journal.keepPaper(kept)
  }

  /** Sends the rest, then hands in. Undefined when handed in, else why not. */
  async handIn(waitSeconds: number): Promise<{ zh: string; en: string } | 'offline' | undefined> {
    if (this.#handingIn) return undefined
    this.#handingIn = true
    try {
      if (!(await this.sender.flush(waitSeconds)) && !this.clock.isPastGrace()) return 'offline'
      const reply = await handIn()
      if (reply.kind === 'ok' || (reply.kind === 'refused' && reply.problem.code === 'sitting-closed')) {
        this.#neighbours.tellHandedIn()
        await this.#end()
        return undefined
      }
      if (reply.kind !== 'refused') return 'offline'
      return { zh: reply.problem.detail, en: reply.problem.detailEn }
    } finally {
      this.#handingIn = false
    }
  }

  async #commit({ number, seq, tab, response }: ReturnType<AnswerBook['choose']>): Promise<void> {
    await this.#journal.write({ sitting: this.sitting, number, seq, tab, response, sent: false })
    this.#neighbours.tell({ stored: { number, seq, tab, response, savedAt: '' }, sent: false })
    this.sender.wake()
  }

  async #markSent(number: number, seq: number): Promise<void> {
    const { tab, response, seq: current } = this.book.get(number)
    if (current !== seq) return
    await this.#journal.write({ sitting: this.sitting, number, seq, tab, response, sent: true })
    const savedAt = new Date(this.clock.now()).toISOString()
    this.#neighbours.tell({ stored: { number, seq, tab, response, savedAt }, sent: true })
  }

  #scheduleSync(): void {
    const late = this.clock.remainingSeconds() < lateMinutes * 60
    this.#syncing = window.setTimeout(
      () => void this.#sync(),
      (late ? lateSyncSeconds : calmSyncSeconds) * 1000,
    )
  }

  /** Asks for the clock: learns of an extension, a submission, a cut line. */
  async #sync(): Promise<void> {
    clearTimeout(this.#syncing)
    if (this.#ended) return
    const reply = await readClock()
    if (reply.kind === 'ok') {
      this.#learn(() => this.clock.learn(reply.value, reply.tookMilliseconds))
      if (reply.value.state !== 'open') return this.sender.setLine('closed')
      if (this.sender.line === 'offline' || this.sender.line === 'busy') {
        this.sender.setLine('up')
        this.sender.now()
      }
    } else if (reply.kind === 'offline') this.sender.setLine('offline')
    else if (reply.kind === 'refused' && reply.status === 401) this.sender.setLine('signed-out')
    this.#scheduleSync()
  }

  #learn(take: () => void): void {
    const before = this.clock.deadline
    take()
    if (this.clock.deadline === before) return
    void this.keep()
    if (Number.isFinite(before) && Math.abs(this.clock.deadline - before) > 1000)
      this.#events.onDeadlineMoved(this.clock.deadline)
  }

  async #closedElsewhere(): Promise<void> {
    if (this.#handingIn || this.#ended) return
    await this.#end()
  }

  async #end(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#syncing)
    const lost = this.book.unsent().map((answer) => answer.number)
    if (lost.length === 0) await this.#journal.forget(this.sitting)
    else await this.#journal.leaveSeat(this.sitting)
    localStorage.removeItem(`liangcai-exam-flags/${this.sitting}`)
    navigator.serviceWorker?.controller?.postMessage({ forget: true })
    this.#events.onClosed(lost)
  }
}

function placeItems({ delivery }: Pick<Paper, 'delivery'>): PlacedItem[] {
  let position = 0
  return delivery.sections.flatMap((section, index) =>
    section.items.map((item) => ({ position: ++position, section: index, item })),
  )
}

/** A name of this window for the log; not a secret. */
function newTabName(): string {
  return `w${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(36)).join('')}`
}

function readFlags(sitting: string): Set<number> {
  try {
    return new Set(JSON.parse(localStorage.getItem(`liangcai-exam-flags/${sitting}`) ?? '[]') as number[])
  } catch {
    return new Set()
  }
}
