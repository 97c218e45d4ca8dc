/*
 * What an operation may touch. Nothing else is passed around.
 */
import type { Clock } from './kernel/clock.ts'
import type { Ids } from './kernel/ids.ts'
import type { Log } from './kernel/log.ts'
import type { Db } from './storage/database.ts'
import type { Jobs } from './storage/jobs.ts'

export interface Context {
  /** The pool of the traffic this context serves: exam, staff or jobs. */
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly jobs: Jobs
}
