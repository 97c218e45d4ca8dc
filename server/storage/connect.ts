/*
 * Opens a pool on PostgreSQL and dresses it for kysely.
 *
 * Exam traffic, staff pages and jobs have pools of their own, so that a locked
 * table or a heavy report cannot starve a save. postgres.js has no query
 * time-out: the server's statement, lock and idle-in-transaction time-outs are
 * set on every connection instead.
 *
 * kysely's postgres.js dialect sends every statement unprepared, at half speed.
 * The few hot statements go through runPrepared().
 */
import { CompiledQuery, Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import type postgres from 'postgres'
import type { Database, Db } from './database.ts'
import { driver } from './postgres-driver.ts'
import { watchedSockets } from './watched-socket.ts'

export interface PoolOptions {
  /** Name shown in pg_stat_activity. */
  readonly name: string
  readonly connections: number
  readonly statementSeconds: number
  readonly lockSeconds: number
  readonly idleInTransactionSeconds: number
}

export const poolOptions = {
  exam: {
    name: 'liangcai-exam',
    connections: 8,
    statementSeconds: 4,
    lockSeconds: 2,
    idleInTransactionSeconds: 5,
  },
  staff: {
    name: 'liangcai-staff',
    connections: 8,
    statementSeconds: 20,
    lockSeconds: 4,
    idleInTransactionSeconds: 30,
  },
  jobs: {
    name: 'liangcai-jobs',
    connections: 5,
    statementSeconds: 120,
    lockSeconds: 10,
    idleInTransactionSeconds: 120,
  },
} as const satisfies Record<string, PoolOptions>

/** Longer than a statement may take, a database that says nothing is out of reach. */
const silentSeconds = 2

/**
 * kysely-postgres-js 5.0.0 with kysely 0.29.9 answers a rollback that fails with
 * a TypeError. Over a dead connection it must fail in silence: the server has
 * rolled back, and the caller shall see why the transaction ended.
 */
class Dialect extends PostgresJSDialect {
  override createDriver() {
    const made = super.createDriver()
    made.rollbackTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch((error: { code?: string }) => {
        if (!/^(CONNECTION_|E[A-Z]+$|57P0)/.test(error.code ?? '')) throw error
      })
    }
    return made
  }
}

const clientOf = new WeakMap<Db, postgres.Sql>()

/** Opens a pool lazily: the first statement connects. Close it with db.destroy(). */
export function connect(url: string, options: PoolOptions): Db {
  const client = driver(url, {
    max: options.connections,
    connect_timeout: 3,
    idle_timeout: 300,
    max_lifetime: null,
    onnotice: () => {},
    // Known to the library, not to its types.
    ...({ socket: watchedSockets(options.statementSeconds + silentSeconds) } as object),
    backoff: (retries) => Math.min(2, 0.1 * 2 ** retries),
    types: {
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
      numeric: { to: 1700, from: [1700], parse: Number, serialize: String },
    },
    connection: {
      application_name: options.name,
      statement_timeout: options.statementSeconds * 1000,
      lock_timeout: options.lockSeconds * 1000,
      idle_in_transaction_session_timeout: options.idleInTransactionSeconds * 1000,
    },
  })
  const db = new Kysely<Database>({ dialect: new Dialect({ postgres: client }) })
  clientOf.set(db, client)
  return db
}

/**
 * Runs a compiled query as a prepared statement on the pool of `db`: one round trip, planned once. On a
 * transaction it runs inside it, unprepared.
 */
export async function runPrepared<R>(
  db: Db,
  query: Pick<CompiledQuery<R>, 'sql' | 'parameters'>,
): Promise<R[]> {
  const client = clientOf.get(db)
  if (!client) {
    const result = await db.executeQuery<R>(CompiledQuery.raw(query.sql, [...query.parameters]))
    return result.rows
  }
  const rows = await client.unsafe<R[] & postgres.MaybeRow[]>(query.sql, query.parameters as never[], {
    prepare: true,
  })
  return rows as unknown as R[]
}
