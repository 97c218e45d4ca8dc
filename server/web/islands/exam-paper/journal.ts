/*
 * The journal of this browser: every answer stands here before it is sent, and
 * stays until its owner's next answer replaces it or the sitting is handed in.
 *
 * Keyed by sitting. A page works with one sitting only, the one whose candidate
 * is signed in; what another candidate left unsent on this machine stays for
 * its owner and is neither read nor sent.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Overview, Paper } from './types.ts'

export interface JournalEntry {
  readonly sitting: string
  readonly number: number
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly sent: boolean
}

export interface KeptPaper {
  readonly sitting: string
  readonly overview: Overview
  readonly paper: Pick<Paper, 'delivery' | 'answers'>
  readonly deadline: number
  readonly graceSeconds: number
  readonly wallSkew: number
}

interface Schema extends DBSchema {
  answers: { key: [string, number]; value: JournalEntry }
  papers: { key: string; value: KeptPaper }
}

const currentKey = 'liangcai-exam-sitting'

export class Journal {
  readonly #db: IDBPDatabase<Schema> | undefined
  /** Stands in for the database where the browser has none. */
  readonly #memory = new Map<string, JournalEntry>()

  private constructor(db: IDBPDatabase<Schema> | undefined) {
    this.#db = db
  }

  static async open(): Promise<Journal> {
    try {
      const db = await openDB<Schema>('liangcai-exam', 1, {
        upgrade(fresh) {
          fresh.createObjectStore('answers', { keyPath: ['sitting', 'number'] })
          fresh.createObjectStore('papers', { keyPath: 'sitting' })
        },
      })
      return new Journal(db)
    } catch {
      return new Journal(undefined)
    }
  }

  /** False in a browser that forgets: answers survive neither a reload nor a crash. */
  get lasts(): boolean {
    return this.#db !== undefined
  }

  /** Writes an answer; a newer one in the journal stays. */
  async write(entry: JournalEntry): Promise<void> {
    if (!this.#db) {
      this.#memory.set(`${entry.sitting}#${entry.number}`, entry)
      return
    }
    const transaction = this.#db.transaction('answers', 'readwrite', { durability: 'strict' })
    const known = await transaction.store.get([entry.sitting, entry.number])
    if (!known || known.seq <= entry.seq) await transaction.store.put(entry)
    await transaction.done
  }

  async entries(sitting: string): Promise<JournalEntry[]> {
    if (!this.#db) return [...this.#memory.values()].filter((entry) => entry.sitting === sitting)
    return this.#db.getAll('answers', IDBKeyRange.bound([sitting, 0], [sitting, Number.MAX_SAFE_INTEGER]))
  }

  /** Only while its candidate has the seat: an old window of a former one leaves nothing behind. */
  async keepPaper(paper: KeptPaper): Promise<void> {
    if (this.currentSitting() === paper.sitting) await this.#db?.put('papers', paper)
  }

  /** The paper of whoever sits at this machine now. */
  async currentPaper(): Promise<KeptPaper | undefined> {
    const sitting = localStorage.getItem(currentKey)
    return sitting === null ? undefined : this.#db?.get('papers', sitting)
  }

  currentSitting(): string | null {
    return localStorage.getItem(currentKey)
  }

  /** Calls back in the windows of a former candidate when another one takes the seat. */
  onSeatTaken(sitting: string, taken: () => void): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (key === currentKey && newValue !== null && newValue !== sitting) taken()
    })
  }

  /** Another candidate sits down: no paper of a former one stays here; unsent answers do. */
  async takeSeat(sitting: string): Promise<void> {
    localStorage.setItem(currentKey, sitting)
    if (!this.#db) return
    for (const other of await this.#db.getAllKeys('papers'))
      if (other !== sitting) await this.#db.delete('papers', other)
    for (const entry of await this.#db.getAll('answers'))
      if (entry.sitting !== sitting && entry.sent)
        await this.#db.delete('answers', [entry.sitting, entry.number])
  }

  /** The seat is left: the paper goes, unsent answers wait for their owner. */
  async leaveSeat(sitting: string): Promise<void> {
    if (this.currentSitting() === sitting) localStorage.removeItem(currentKey)
    if (!this.#db) return
    await this.#db.delete('papers', sitting)
    for (const entry of await this.entries(sitting))
      if (entry.sent) await this.#db.delete('answers', [sitting, entry.number])
  }

  /** Handed in: nothing of the sitting is needed here any more. */
  async forget(sitting: string): Promise<void> {
    if (this.currentSitting() === sitting) localStorage.removeItem(currentKey)
    this.#memory.clear()
    if (!this.#db) return
    await this.#db.delete('papers', sitting)
    for (const entry of await this.entries(sitting)) await this.#db.delete('answers', [sitting, entry.number])
  }
}
