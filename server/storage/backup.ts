/*
 * A backup of the embedded database while it runs: PostgreSQL's own low-level
 * base backup. The files are copied between pg_backup_start and pg_backup_stop,
 * then the write-ahead log and the label that makes the copy recover to the
 * moment the backup ended.
 *
 * Source: PostgreSQL documentation, "Making a Base Backup Using the Low Level API".
 */
import { chown, copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'

/** What a copy must not hold, or makes anew. */
const leftOut = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'pg_wal',
  'pg_replslot',
  'pg_stat_tmp',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_subtrans',
  'server.log',
])

export interface BackupReport {
  readonly folder: string
  readonly files: number
  readonly bytes: number
}

/**
 * Copies a data folder (the database, its password, the secret) to `target`, which must not exist or be empty.
 * `adminUrl` is of the running server. Put the copy in the place of the data folder to restore it.
 */
export async function backUp(adminUrl: string, dataFolder: string, target: string): Promise<BackupReport> {
  await requireEmpty(target)
  const source = join(dataFolder, 'postgres')
  const copy = join(target, 'postgres')
  const session = postgres(adminUrl, { max: 1, onnotice: () => {} })
  const tally = { files: 0, bytes: 0 }
  try {
    // Keeps the log from the start of the backup on, however much is written meanwhile; gone with the session.
    await session`select pg_create_physical_replication_slot('liangcai_backup', true, true)`
    await session`select pg_backup_start('liangcai', true)`
    await copyTree(source, copy, tally, (name) => !leftOut.has(name) && !name.startsWith('pgsql_tmp'))
    const [label] = await session`select labelfile from pg_backup_stop(false)`
    for (const name of leftOut)
      if (name.startsWith('pg_')) await makeLike(join(source, name), join(copy, name))
    // After the stop: the log now reaches to the end of the backup.
    await copyTree(join(source, 'pg_wal'), join(copy, 'pg_wal'), tally, () => true)
    await writeFile(join(copy, 'backup_label'), label?.labelfile ?? '')
    await ownLike(source, join(copy, 'backup_label'))
  } finally {
    await session.end()
  }
  for (const name of ['postgres.password', 'secret']) {
    await copyOne(join(dataFolder, name), join(target, name), tally)
  }
  return { folder: target, ...tally }
}

async function requireEmpty(target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  if ((await readdir(target)).length > 0)
    throw new Error(`${target} is not empty; name a new folder for the backup.`)
}

type Tally = { files: number; bytes: number }

async function copyTree(
  from: string,
  to: string,
  tally: Tally,
  wanted: (name: string) => boolean,
): Promise<void> {
  await makeLike(from, to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target, tally, wanted)
    else if (entry.isFile()) await copyOne(source, target, tally)
  }
}

/** A file that vanished meanwhile was a temporary one, or the log brings it back. */
async function copyOne(from: string, to: string, tally: Tally): Promise<void> {
  try {
    await copyFile(from, to)
    await ownLike(from, to)
    tally.files++
    tally.bytes += (await stat(to)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

async function makeLike(from: string, to: string): Promise<void> {
  const { mode } = await stat(from)
  await mkdir(to, { recursive: true, mode })
  await ownLike(from, to)
}

async function ownLike(from: string, to: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(from)
  await chown(to, uid, gid)
}
