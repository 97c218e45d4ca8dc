/*
 * Fault 19: a backup taken while answers are being written is restored into
 * another folder and started. What was committed before the backup ended is
 * there, the audit trail is whole, and the database takes new writes.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
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

test('a folder that holds something is refused, and nothing in it is touched', async () => {
  const data = await newFolder()
  await expect(backUp('postgres://nobody@127.0.0.1:1/x', data, '/tmp')).rejects.toThrow('is not empty')
})
