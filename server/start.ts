/*
 * Puts the platform together and takes it apart again.
 *
 * Up: database, migrations, pools, banks, jobs, then the socket. Down, in the
 * other order: no new requests, those under way end (10 s at most), jobs end,
 * pools close, the embedded database last.
 */
import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { type DestinationStream, pino } from 'pino'
import { computeStatistics } from './analytics/compute-statistics.ts'
import type { Contexts } from './api/door.ts'
import { createApp } from './app.ts'
import { loadItemBanks } from './banks/load-item-banks.ts'
import { issueCertificates, nationalQueryUrls } from './certificates/issue-certificates.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { greet } from './demo/greet.ts'
import { loadDemo } from './demo/load-demo.ts'
import { ensurePlatform } from './identity/ensure-platform.ts'
import { forgetFailures } from './identity/forget-failures.ts'
import { loadSecrets } from './identity/load-secret.ts'
import { systemActor } from './identity/model.ts'
import { createStaffAuth } from './identity/staff-auth.ts'
import { createThrottles } from './identity/throttle.ts'
import type { Clock } from './kernel/clock.ts'
import { randomIds } from './kernel/ids.ts'
import type { Log } from './kernel/log.ts'
import { markSitting } from './marking/mark-sitting.ts'
import { forgetSelfAssessments } from './practice/forget-self-assessments.ts'
import { watchDeadlines } from './sittings/close-overdue-sittings.ts'
import { savePool } from './sittings/save-pool.ts'
import { connect, poolOptions } from './storage/connect.ts'
import { startEmbedded } from './storage/embedded.ts'
import { type JobRunner, startJobs } from './storage/jobs.ts'
import { ensureDatabase, migrate } from './storage/migrate.ts'
import { warmAssets } from './web/assets.ts'

export interface Platform {
  readonly url: string
  /** What a person who started it wants to read. */
  readonly greeting: readonly string[]
  stop(): Promise<void>
}

const itemBanks = fileURLToPath(new URL('../item-banks/', import.meta.url))
const drainSeconds = 10
const poolSeconds = 3

/** What PostgreSQL quotes of a row it refused: names, answers. */
const rowsInErrors = ['err', 'err.cause'].flatMap((error) => [`${error}.detail`, `${error}.where`])

/** JSON lines on standard error; standard output is for people. */
export const createLog = (
  level: Config['logLevel'],
  destination: DestinationStream = pino.destination(2),
): Log => pino({ level, base: null, redact: { paths: rowsInErrors, remove: true } }, destination)

export async function start(config: Config, clock: Clock, log: Log): Promise<Platform> {
  await mkdir(config.dataFolder, { recursive: true })
  const secrets = await loadSecrets(config)
  const database = await openDatabase(config, log)
  const jobs = await startJobs(database.url, log)
  const pools = {
    saves: connect(database.url, savePool),
    exam: connect(database.url, poolOptions.exam),
    staff: connect(database.url, poolOptions.staff),
    jobs: connect(database.url, poolOptions.jobs),
  }
  const context = (db: Context['db']): Context => ({ db, clock, ids: randomIds, log, jobs })
  const contexts: Contexts = {
    saves: context(pools.saves),
    exam: context(pools.exam),
    staff: context(pools.staff),
    jobs: context(pools.jobs),
    config,
    secrets,
    staffAuth: createStaffAuth({ db: pools.staff, secrets, publicUrl: config.publicUrl }),
    throttles: createThrottles(pools.staff),
  }

  const greeting = await prepareContent(contexts)
  await startWorking(jobs, contexts)
  const rounds = startRounds(contexts)
  warmAssets()
  const door = await openDoor(contexts)
  const url = `http://localhost:${door.port}`
  log.info({ port: door.port, database: config.databaseUrl ? 'outside' : 'embedded' }, 'listening')

  return {
    url,
    greeting: [`量才 Liangcai: ${url}`, ...greeting],
    async stop() {
      await door.close()
      await rounds.stop()
      await jobs.stop()
      // A pool whose database is away does not end: it is left after a while.
      const closed = Promise.all(Object.values(pools).map((pool) => pool.destroy()))
      await Promise.race([closed, sleep(poolSeconds * 1000, undefined, { ref: false })])
      await database.stop()
    },
  }
}

/** The database of the settings, or the embedded one, migrated. */
async function openDatabase(config: Config, log: Log): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) {
    await migrateWhenUp(config.databaseUrl, log)
    return { url: config.databaseUrl, stop: async () => {} }
  }
  const embedded = await startEmbedded({ folder: config.dataFolder, log })
  await ensureDatabase(embedded.url('postgres'), 'liangcai')
  const url = embedded.url('liangcai')
  await migrate(url)
  return { url, stop: () => embedded.stop() }
}

/** A database that is started together with us may need half a minute. */
async function migrateWhenUp(url: string, log: Log): Promise<void> {
  const attempts = 30
  for (let attempt = 1; ; attempt++) {
    try {
      const applied = await migrate(url)
      if (applied.length > 0) log.info({ applied }, 'migrated')
      return
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (!/^(E[A-Z]+|CONNECT|57P03)/.test(code)) throw error
      if (attempt === attempts) {
        const { host, pathname } = new URL(url)
        throw new Error(`The database of DATABASE_URL (${host}${pathname}) cannot be reached: ${code}.`)
      }
      log.warn({ code, attempt }, 'the database is not there yet')
      await sleep(1000)
    }
  }
}

/** Banks, first accounts, demo data. Returns what to tell the person who started it. */
async function prepareContent(contexts: Contexts): Promise<string[]> {
  const { jobs, config } = contexts
  const first = await ensurePlatform(jobs, { administrator: !config.demo })
  const report = await loadItemBanks(jobs, systemActor('load-item-banks'), itemBanks)
  jobs.log.info({ report }, 'item banks loaded')
  const lines: string[] = first
    ? [`First administrator / 首个管理员: ${first.username}  ${first.password}  (shown once / 仅显示一次)`]
    : []
  if (config.demo) {
    const settings = {
      secrets: contexts.secrets,
      publicUrl: config.publicUrl,
      throttles: contexts.throttles,
      ...nationalQueryUrls,
    }
    lines.push(...greet(await loadDemo(jobs, settings), config.publicUrl))
  }
  return lines
}

async function startWorking(jobs: JobRunner, contexts: Contexts): Promise<void> {
  const ctx = contexts.jobs
  const settings = { secrets: contexts.secrets, publicUrl: contexts.config.publicUrl, ...nationalQueryUrls }
  await jobs.work({
    'mark-sitting': async (payload) => {
      await markSitting(ctx, payload)
    },
    'issue-certificates': async (payload) => {
      await issueCertificates(ctx, settings, payload)
    },
    'compute-statistics': async (payload) => {
      await computeStatistics(ctx, payload)
    },
  })
}

const hour = 3_600_000

/** What is done again and again beside the jobs. */
function startRounds({ jobs }: Contexts): { stop(): Promise<void> } {
  const deadlines = watchDeadlines(jobs)
  const tidy = setInterval(() => {
    forgetFailures(jobs).catch((error) =>
      jobs.log.warn({ error: String(error) }, 'old counters were not removed'),
    )
    forgetSelfAssessments(jobs).catch((error) =>
      jobs.log.warn({ error: String(error) }, 'old self-assessments were not removed'),
    )
  }, hour)
  return {
    stop: async () => {
      clearInterval(tidy)
      await deadlines.stop()
    },
  }
}

async function openDoor(contexts: Contexts): Promise<{ port: number; close(): Promise<void> }> {
  let draining = false
  const app = createApp(contexts, { isDraining: () => draining })
  const { server, port } = await new Promise<{ server: Server; port: number }>((opened, failed) => {
    const listening = serve(
      {
        fetch: app.fetch,
        port: contexts.config.port,
        hostname: contexts.config.host,
        // Slow senders of headers or bodies lose their connection (slowloris).
        serverOptions: {
          headersTimeout: 10_000,
          requestTimeout: 30_000,
          keepAliveTimeout: 30_000,
          maxHeaderSize: 16_384,
          connectionsCheckingInterval: 2000,
        },
      },
      ({ port }) => opened({ server: listening, port }),
    ) as Server
    // While draining each connection ends with its answer: busy ones would stay open to the last second.
    listening.prependListener('request', (_request, response) => {
      if (draining) response.setHeader('Connection', 'close')
    })
    listening.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${contexts.config.port} is taken. Set PORT to another one.`)
          : error,
      ),
    )
  })
  return {
    port,
    async close() {
      draining = true
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      await Promise.race([closed, sleep(drainSeconds * 1000, undefined, { ref: false })])
      server.closeAllConnections()
    },
  }
}
