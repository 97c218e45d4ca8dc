/*
 * postgres.js, repaired where it does not survive a restart of the database.
 *
 * kysely borrows a connection for every statement (reserve). In postgres.js
 * 3.4.9 a borrowed connection that dies
 *   - is put back among the open ones when it is returned, and the next write
 *     meets a null socket, which ends the process (porsager/postgres#1154, #1208);
 *   - leaves its timer behind, so that this place in the pool never writes again;
 *   - and who waits for a connection meanwhile is forgotten, or is handed one
 *     after having been refused, and that one is never returned;
 *   - and a pool that lost a connection under a query can never be closed.
 * Under load every restart of the database does all of it.
 *
 * The library's files are changed while they are loaded, in an instance of its
 * own; what is on the disk stays as published. A version without these lines is
 * refused at the start: look whether it still needs the repair, with
 * test/server/storage/restart.test.ts.
 */
import { registerHooks } from 'node:module'
import type postgres from 'postgres'

type Repair = readonly [found: string, replacement: string]

const connectionRepairs: readonly Repair[] = [
  [
    `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
    // The queries are settled, not dropped: nobody would ever answer them.
    `    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    const late = chunk
    chunk = nextWriteTimer = null
    if (socket) return socket.write(late, fn)
    error(Errors.connection('CONNECTION_CLOSED', options, socket))
    return false`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer`,
  ],
  // A query that was refused is over; while it stood there the pool could never be closed.
  [
    `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
    `    if (initial) {
      query = errorResponse = null
      return reconnect()
    }

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = errorResponse = null`,
  ],
  [
    `    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))
  }`,
    `    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))
    !initial && ended && (ended(), ending = ended = null)
  }`,
  ],
  [
    `    end,
    count: 0,`,
    `    end,
    alive: () => Boolean(socket) && !socket.destroyed,
    count: 0,`,
  ],
  [
    `    if (stream)
      return queryError(q, Errors.generic('COPY_IN_PROGRESS'`,
    `    if (!connection.alive())
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options, socket)), true

    if (stream)
      return queryError(q, Errors.generic('COPY_IN_PROGRESS'`,
  ],
  // A connection that dies while it asks for the types is closed like any other.
  [`        return fetchArrayTypes()`, `        return void fetchArrayTypes().catch(() => {})`],
]

const poolRepairs: readonly Repair[] = [
  // Who was refused no longer waits.
  [
    `const query = { reserve: resolve, reject }`,
    `const query = { reserve: resolve, reject: (error) => (queries.remove(query), reject(error)) }`,
  ],
  // It may have died between being handed over and being taken.
  [
    `    move(c, reserved)
    c.reserved = () => queue.length`,
    `    if (!c.alive()) throw Errors.connection('CONNECTION_CLOSED', options)

    move(c, reserved)
    c.reserved = () => queue.length`,
  ],
  // Only the borrower of this time may use or return it; what it still queued is refused when it dies.
  [
    `    c.reserved.release = true`,
    `    c.reserved.release = true
    const mine = c.reserved
    c.onclose = (error) => { while (queue.length) queue.shift().reject(error) }`,
  ],
  [
    `      c.reserved = null
      onopen(c)`,
    `      if (c.reserved !== mine) return
      c.reserved = c.onclose = null
      c.alive() && onopen(c)`,
  ],
  [
    `    function handler(q) {
      c.queue === full
        ? queue.push(q)`,
    `    function handler(q) {
      if (c.reserved !== mine) return q.reject(Errors.connection('CONNECTION_CLOSED', options))
      c.queue === full
        ? queue.push(q)`,
  ],
  // Who waits to borrow is found in the queue again once the connection is open.
  [
    `    queries.length && connect(c, queries.shift())`,
    `    if (queries.length) {
      const next = queries.shift()
      next.reserve && queries.push(next)
      connect(c, next)
    }`,
  ],
]

const mark = '?repaired'
const repairsOf: Readonly<Record<string, readonly Repair[]>> = {
  '/postgres/src/connection.js': connectionRepairs,
  '/postgres/src/index.js': poolRepairs,
}

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const inside = context.parentURL?.endsWith(mark) && specifier.startsWith('.')
    return inside ? { ...found, url: found.url + mark } : found
  },
  load(url, context, next) {
    const loaded = next(url, context)
    const file = Object.keys(repairsOf).find((end) => url.endsWith(end + mark))
    return file ? { ...loaded, source: repair(String(loaded.source), file) } : loaded
  },
})

function repair(text: string, file: string): string {
  return repairsOf[file]!.reduce((rest, [found, replacement]) => {
    if (rest.split(found).length !== 2)
      throw new Error(
        `node_modules${file} is not the version that is repaired here (3.4.9): see server/storage/postgres-driver.ts.`,
      )
    return rest.replace(found, () => replacement)
  }, text)
}

const { default: repaired } = await import(import.meta.resolve('postgres') + mark)

export const driver = repaired as typeof postgres
