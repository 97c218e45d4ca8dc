/*
 * Fault 19: a backup taken while answers are being written is restored into
 * another folder and started. What was committed before the backup ended is
 * there, the audit trail is whole, and the database takes new writes.
 */
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { registerBackup } from '../../server/cli/backup.ts'
import type { Config } from '../../server/config.ts'
import { recordAudit, verifyAudit } from '../../server/storage/audit.ts'
import { backUp } from '../../server/storage/backup.ts'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import { type EmbeddedServer, startEmbedded } from '../../server/storage/embedded.ts'
import { ensureDatabase, migrate } from '../../server/storage/migrate.ts'

const log = { info() {}, warn() {}, error() {} }
const clock = { now: () => new Date() }
const folders: string[] = []
const servers: EmbeddedServer[] = []
afterAll(async () => {
  for (const server of servers) await server.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'liangcai-backup-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

test('a backup taken under writes restores to a whole database', async () => {
  const data = await newFolder()
  const server = await startEmbedded({ folder: data, log })
  servers.push(server)
  await ensureDatabase(server.url('postgres'), 'liangcai')
  await migrate(server.url('liangcai'))
  const db = connect(server.url('liangcai'), poolOptions.staff)
  const write = (n: number) =>
    db
      .transaction()
      .execute((trx) =>
        recordAudit(
          trx,
          { clock },
          { stream: `s${n % 4}`, actor: 'system', action: 'thing.done', subject: `thing:${n}` },
        ),
      )
  let written = 0
  for (; written < 50; written++) await write(written)
  let writing = true
  const writer = (async () => {
    while (writing) await write(written++)
  })()
  const target = join(await newFolder(), 'copy')
  const before = written
  const report = await backUp(server.url('postgres'), data, target)
  const during = written
  writing = false
  await writer
  await db.destroy()
  expect(report.files).toBeGreaterThan(100)
  expect(during).toBeGreaterThan(before)

  const restored = await startEmbedded({ folder: target, log })
  servers.push(restored)
  const copy = connect(restored.url('liangcai'), poolOptions.staff)
  const verdict = await verifyAudit(copy)
  expect(verdict.faults).toEqual([])
  expect(verdict.events).toBeGreaterThanOrEqual(before)
  await copy
    .transaction()
    .execute((trx) =>
      recordAudit(
        trx,
        { clock },
        { stream: 's1', actor: 'system', action: 'thing.done', subject: 'thing:after' },
      ),
    )
  expect((await verifyAudit(copy)).events).toBe(verdict.events + 1)
  await sql`select 1`.execute(copy)
  await copy.destroy()
})

test('the log of the whole backup is kept, though checkpoints throw older log away meanwhile', async () => {
  const data = await newFolder()
  const settings = { max_wal_size: '32MB', min_wal_size: '32MB' }
  const server = await startEmbedded({ folder: data, log, settings })
  servers.push(server)
  const db = connect(server.url('postgres'), poolOptions.staff)
  await sql`create table filler as select repeat(md5(i::text), 50) from generate_series(1, 100000) i`.execute(
    db,
  )
  let writing = true
  let checkpoints = 0
  const writer = (async () => {
    for (; writing; checkpoints++) {
      await sql`insert into filler select md5(i::text) from generate_series(1, 20000) i`.execute(db)
      await sql`select pg_switch_wal()`.execute(db)
      await sql`checkpoint`.execute(db)
    }
  })()
  const target = join(await newFolder(), 'copy')
  await backUp(server.url('postgres'), data, target)
  writing = false
  await writer
  expect(checkpoints).toBeGreaterThan(2)
  expect((await sql`select 1 from pg_replication_slots`.execute(db)).rows).toEqual([])
  await db.destroy()
  const restored = await startEmbedded({ folder: target, log })
  servers.push(restored)
  const copy = connect(restored.url('postgres'), poolOptions.staff)
  const [row] = (await sql<{ n: number }>`select count(*)::int as n from filler`.execute(copy)).rows
  expect(row!.n).toBeGreaterThanOrEqual(100_000)
  await copy.destroy()
})

test('a data folder without a database is refused, not made and backed up empty', async () => {
  const dataFolder = join(await newFolder(), 'typo')
  const program = new Command().exitOverride()
  registerBackup(program, () => ({ databaseUrl: undefined, dataFolder }) as Config)
  const target = join(await newFolder(), 'copy')
  await expect(program.parseAsync(['backup', target], { from: 'user' })).rejects.toThrow('no database')
  expect(existsSync(dataFolder)).toBe(false)
})

test('a folder that holds something is refused, and nothing in it is touched', async () => {
  const data = await newFolder()
  await expect(backUp('postgres://nobody@127.0.0.1:1/x', data, '/tmp')).rejects.toThrow('is not empty')
})
