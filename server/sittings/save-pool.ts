/*
 * The pool of the saves: apart from every other traffic, and short-tempered.
 *
 * Two statements of up to 64 saves are under way at most, a third connection
 * looks up stale answers and new sittings. The time-outs leave room for an
 * answer within five seconds whatever the database does.
 */
import type { PoolOptions } from '../storage/connect.ts'

export const savePool: PoolOptions = {
  name: 'liangcai-saves',
  connections: 4,
  statementSeconds: 3,
  lockSeconds: 2,
  idleInTransactionSeconds: 5,
}
