/*
 * Brings the database to the newest shape: the plain .sql files of migrations/,
 * in the order of their names, forward only, each in a transaction of its own.
 *
 * An advisory lock lets several processes start at once: one migrates, the
 * others wait and find nothing to do. A changed file that was already applied
 * is refused, because the database can then not be what the file says.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import postgres from 'postgres'

const folder = new URL('./migrations/', import.meta.url)
const lockKey = 7_136_502_116

/** Creates the database of the URL when it is missing and the server is ours to use. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    const [found] = await client`select 1 from pg_database where datname = ${name}`
    if (!found) await client.unsafe(`create database "${name.replaceAll('"', '""')}"`)
  } finally {
    await client.end()
  }
}

/** Applies what is missing; returns the names of the migrations it applied. */
export async function migrate(url: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const applied: string[] = []
  try {
    await checkVersion(client)
    await client`select pg_advisory_lock(${lockKey})`
    await client`create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`
    const known = new Map(
      (await client`select name, sha256 from migration`).map((row) => [row.name, row.sha256]),
    )
    for (const name of files) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      if (known.get(name) === sha256) continue
      if (known.has(name))
        throw new Error(
          `Migration ${name} was changed after it had been applied. Restore the file and put the change into a new migration.`,
        )
      await client.begin(async (trx) => {
        await trx.unsafe(text)
        await trx`insert into migration (name, sha256) values (${name}, ${sha256})`
      })
      applied.push(name)
    }
  } finally {
    await client.end()
  }
  return applied
}

async function checkVersion(client: postgres.Sql): Promise<void> {
  const [row] = await client`select current_setting('server_version_num')::int as version`
  const version = row?.version ?? 0
  if (version < 150_000)
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}.`)
}
