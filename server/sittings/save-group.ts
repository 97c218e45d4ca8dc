/*
 * Group commit: saves that arrive while a statement is under way share the next
 * one, up to 64 in one statement and one commit. Each is answered for itself,
 * and only after the commit.
 *
 * What holds:
 *   - two saves of one item never stand in one statement, nor in two that are
 *     under way: the later waits, so order of arrival is order of judgement;
 *   - a member that makes the statement fail is found by sending the members
 *     one by one; its neighbours are saved;
 *   - every save ends within `answerSeconds`: saved, refused or "unavailable".
 *     One that was given up in the queue is never sent; one that was given up
 *     under way may have been stored, which a repetition finds out;
 *   - a statement that never returns (a cut line) gives its place back;
 *   - the queue is bounded.
 */
import { runPrepared } from '../storage/connect.ts'
import type { Db } from '../storage/database.ts'
import { unavailable } from './answer-within.ts'
import { type SaveRow, saveStatement } from './save-statement.ts'

export interface SaveMember {
  readonly batchId: string
  readonly admissionNo: string
  readonly sessionHash: string
  /** The delivery the response was checked against. */
  readonly deliveryHash: string
  readonly number: number
  readonly seq: number
  readonly tab: string
  /** JSON text. */
  readonly response: string
}

interface Waiting {
  readonly member: SaveMember
  readonly key: string
  readonly expiresAt: number
  readonly resolve: (row: SaveRow) => void
  readonly reject: (error: unknown) => void
}

const groupSize = 64
const statementsUnderWay = 2
const queueLength = 5000
const answerSeconds = 4.5

export class SaveGroup {
  readonly #db: Db
  #waiting: Waiting[] = []
  readonly #keysUnderWay = new Set<string>()
  #underWay = 0
  #scheduled = false
  #sweeper: NodeJS.Timeout | undefined
  readonly #accepted = new Set<Waiting>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Resolves with the judgement after the commit. Throws temporarily-unavailable. */
  save(member: SaveMember): Promise<SaveRow> {
    if (this.#accepted.size >= queueLength) return Promise.reject(unavailable())
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        member,
        key: `${member.batchId}/${member.admissionNo}/${member.number}`,
        expiresAt: performance.now() + answerSeconds * 1000,
        resolve: (row) => this.#accepted.delete(waiting) && resolve(row),
        reject: (error) => this.#accepted.delete(waiting) && reject(error),
      }
      this.#accepted.add(waiting)
      this.#waiting.push(waiting)
      this.#sweeper ??= setInterval(() => this.#sweep(), 250)
      this.#schedule()
    })
  }

  /** Once the sockets of this turn of the event loop have been read. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      while (this.#underWay < statementsUnderWay) {
        const group = this.#take()
        if (group.length === 0) return
        void this.#send(group)
      }
    })
  }

  #take(): Waiting[] {
    const group: Waiting[] = []
    const rest: Waiting[] = []
    const keys = new Set<string>()
    for (const waiting of this.#waiting) {
      const free = !keys.has(waiting.key) && !this.#keysUnderWay.has(waiting.key)
      keys.add(waiting.key)
      if (group.length < groupSize && free) group.push(waiting)
      else rest.push(waiting)
    }
    this.#waiting = rest
    return group.sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    for (const { key } of group) this.#keysUnderWay.add(key)
    this.#underWay++
    let finished = false
    const finish = () => {
      if (finished) return
      finished = true
      clearTimeout(lost)
      this.#underWay--
      for (const { key } of group) this.#keysUnderWay.delete(key)
      if (this.#waiting.length > 0) this.#schedule()
    }
    const lost = setTimeout(() => {
      for (const waiting of group) waiting.reject(unavailable())
      finish()
    }, answerSeconds * 1000)
    try {
      await this.#run(group)
    } catch (error) {
      if (group.length > 1 && isFaultOfAMember(error)) await this.#runEach(group)
      else for (const waiting of group) waiting.reject(isFaultOfAMember(error) ? error : unavailable(error))
    } finally {
      finish()
    }
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    const members = group.map((waiting) => waiting.member)
    const rows = await runPrepared<SaveRow>(this.#db, {
      sql: saveStatement,
      parameters: [
        members.map((_, place) => place),
        members.map((member) => member.batchId),
        members.map((member) => member.admissionNo),
        members.map((member) => member.sessionHash),
        members.map((member) => member.deliveryHash),
        members.map((member) => member.number),
        members.map((member) => member.seq),
        members.map((member) => member.tab),
        members.map((member) => member.response),
      ],
    })
    for (const row of rows) group[row.place]?.resolve(row)
  }

  async #runEach(group: readonly Waiting[]): Promise<void> {
    for (const waiting of group) {
      await this.#run([waiting]).catch((error) =>
        waiting.reject(isFaultOfAMember(error) ? error : unavailable(error)),
      )
    }
  }

  #sweep(): void {
    const now = performance.now()
    const late = this.#waiting.filter((waiting) => waiting.expiresAt <= now)
    if (late.length > 0) this.#waiting = this.#waiting.filter((waiting) => waiting.expiresAt > now)
    for (const waiting of late) waiting.reject(unavailable())
    for (const waiting of this.#accepted) if (waiting.expiresAt <= now) waiting.reject(unavailable())
    if (this.#accepted.size === 0) {
      clearInterval(this.#sweeper)
      this.#sweeper = undefined
    }
  }
}

const groups = new WeakMap<Db, SaveGroup>()

/** The one group of a pool. */
export function saveGroupOf(db: Db): SaveGroup {
  let group = groups.get(db)
  if (!group) {
    group = new SaveGroup(db)
    groups.set(db, group)
  }
  return group
}

/** SQLSTATE class 22: the data of a member; anything else is the database's state. */
function isFaultOfAMember(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^22...$/.test(code)
}
