/*
 * A context for one command: the database of the settings, or the embedded one,
 * taken over when it runs and started for the while when it does not.
 */
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { loadSecrets } from '../identity/load-secret.ts'
import type { Secrets } from '../identity/secrets.ts'
import type { Clock } from '../kernel/clock.ts'
import { randomIds } from '../kernel/ids.ts'
import type { Log } from '../kernel/log.ts'
import { connect, poolOptions } from '../storage/connect.ts'
import { startEmbedded } from '../storage/embedded.ts'
import { ensureDatabase, migrate } from '../storage/migrate.ts'

/** What cli.ts hands to the commands that need the database. */
export type OpenContext = <T>(work: (ctx: Context, secrets: Secrets) => Promise<T>) => Promise<T>

/** Nothing but the result goes to standard output; trouble goes to standard error. */
const quiet: Log = {
  info() {},
  warn: (fields, message) => console.error(message, fields),
  error: (fields, message) => console.error(message, fields),
}

export async function withContext<T>(
  config: Config,
  clock: Clock,
  work: (ctx: Context, secrets: Secrets) => Promise<T>,
): Promise<T> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ folder: config.dataFolder, log: quiet })
  try {
    if (embedded) await ensureDatabase(embedded.url('postgres'), 'liangcai')
    const url = config.databaseUrl ?? embedded!.url('liangcai')
    await migrate(url)
    const db = connect(url, { ...poolOptions.jobs, name: 'liangcai-cli', connections: 2 })
    try {
      const jobs: Context['jobs'] = {
        enqueue: () => Promise.reject(new Error('Jobs are queued by the running platform, not by commands.')),
      }
      const ctx: Context = { db, clock, ids: randomIds, log: quiet, jobs }
      return await work(ctx, await loadSecrets(config))
    } finally {
      await db.destroy()
    }
  } finally {
    if (embedded?.started) await embedded.stop()
    else embedded?.leave()
  }
}
