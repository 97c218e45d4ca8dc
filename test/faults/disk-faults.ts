/*
 * Faults 4 and 5: the disk is full, and fsync fails. Rows are written one by
 * one and noted when acknowledged; afterwards, without hands, the database
 * takes writes again and every acknowledged row is there.
 *
 * Needs root, mount and strace: run by .ci/run, tsx test/faults/disk-faults.ts
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import type { Db } from '../../server/storage/database.ts'
import { startEmbedded } from '../../server/storage/embedded.ts'
import { ensureDatabase } from '../../server/storage/migrate.ts'

const quiet = { info() {}, warn() {}, error() {} }
const recoverySeconds = 30

class Writer {
  readonly acknowledged = new Set<number>()
  refused = 0
  #next = 0
  readonly #db: Db
  constructor(db: Db) {
    this.#db = db
  }
  async write(): Promise<boolean> {
    const n = ++this.#next
    try {
      await sql`insert into noted (n, filler) values (${n}, repeat('x', 20000))`.execute(this.#db)
      this.acknowledged.add(n)
      return true
    } catch {
      this.refused++
      return false
    }
  }
  /** Writes until one is acknowledged. */
  async recover(): Promise<number> {
    const started = performance.now()
    while (performance.now() - started < recoverySeconds * 1000) {
      if (await this.write()) return (performance.now() - started) / 1000
      await sleep(200)
    }
    throw new Error(`no write was acknowledged within ${recoverySeconds} s after the fault`)
  }
  async lost(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select n from noted`.execute(this.#db)
    const found = new Set(rows.map((row) => Number(row.n)))
    return [...this.acknowledged].filter((n) => !found.has(n)).length
  }
}

async function withDatabase(
  folder: string,
  fault: (writer: Writer, cluster: string) => Promise<void>,
): Promise<string> {
  const server = await startEmbedded({
    folder,
    log: quiet,
    settings: { max_wal_size: '64MB', min_wal_size: '32MB', shared_buffers: '16MB' },
  })
  await ensureDatabase(server.url('postgres'), 'liangcai')
  const db = connect(server.url('liangcai'), poolOptions.staff)
  try {
    await sql`create table noted (n bigint primary key, filler text)`.execute(db)
    await sql`alter table noted alter column filler set storage external`.execute(db)
    const writer = new Writer(db)
    for (let i = 0; i < 50; i++) await writer.write()
    await fault(writer, join(folder, 'postgres'))
    const seconds = await writer.recover()
    const lost = await writer.lost()
    if (writer.refused === 0) throw new Error('the fault was not felt: nothing was refused')
    if (lost > 0) throw new Error(`${lost} acknowledged rows are lost`)
    return `acknowledged ${writer.acknowledged.size}, refused ${writer.refused}, lost 0, back after ${seconds.toFixed(1)} s`
  } finally {
    await Promise.race([db.destroy(), sleep(3000)])
    await server.stop()
  }
}

async function diskFull(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'liangcai-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=755', 'tmpfs', folder])
  try {
    return await withDatabase(folder, async (writer) => {
      const ballast = join(folder, 'ballast')
      const free = Number(
        execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).split('\n')[1],
      )
      writeFileSync(ballast, Buffer.alloc(Math.max(0, free - 4_000_000)))
      for (let i = 0; i < 3000 && writer.refused < 5; i++) await writer.write()
      rmSync(ballast)
    })
  } finally {
    execFileSync('umount', ['-l', folder])
  }
}

async function fsyncFails(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'liangcai-fsync-'))
  execFileSync('chmod', ['755', folder])
  try {
    return await withDatabase(folder, async (writer, cluster) => {
      const postmaster = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]!
      const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === postmaster)
      const targets = [postmaster, ...children].flatMap((pid) => ['-p', pid])
      const tracer = spawn('strace', [
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=fdatasync,fsync',
        '-e',
        'inject=fdatasync,fsync:error=EIO',
        ...targets,
      ])
      await sleep(1500)
      for (let i = 0; i < 20 && writer.refused < 3; i++) await writer.write()
      tracer.kill('SIGTERM')
      await sleep(500)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function parentOf(pid: string): string | undefined {
  try {
    return /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

console.log(`disk full: ${await diskFull()}`)
console.log(`fsync fails: ${await fsyncFails()}`)
process.exit(0)
