/*
 * A context for operations under test: a real database, a clock that can be
 * set, ids that count, jobs that are noted down instead of run.
 */
import type { Context } from '../../server/context.ts'
import type { Db } from '../../server/storage/database.ts'
import type { JobName } from '../../server/storage/jobs.ts'

export interface TestContext extends Context {
  readonly clock: { now(): Date; set(instant: string | Date): void }
  readonly queued: { name: JobName; payload: unknown }[]
}

export function createTestContext(db: Db, instant = '2027-03-01T01:00:00Z'): TestContext {
  let now = new Date(instant)
  let count = 0
  const queued: TestContext['queued'] = []
  return {
    db,
    clock: {
      now: () => new Date(now),
      set: (next) => {
        now = new Date(next)
      },
    },
    ids: {
      next: (prefix) => `${prefix}_${String(++count).padStart(8, '0')}`,
      token: () => `token-${String(++count).padStart(26, '0')}`,
      seed: () => ++count,
    },
    log: { info() {}, warn() {}, error() {} },
    jobs: {
      enqueue: async (_trx, name, payload) => {
        queued.push({ name, payload })
      },
    },
    queued,
  }
}
