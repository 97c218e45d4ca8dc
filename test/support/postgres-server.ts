/*
 * One database server for the whole test run: the embedded one in a temporary
 * folder, or that of TEST_DATABASE_URL. A template with all migrations is made
 * once; each test file copies it (see database.ts).
 */
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/storage/embedded.ts'
import { ensureDatabase, migrate } from '../../server/storage/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the server's maintenance database. */
    adminUrl: string
    /** Name of the migrated template database. */
    template: string
  }
}

const quiet = { info() {}, warn() {}, error() {} }

export default async function setup(project: TestProject) {
  const outside = process.env.TEST_DATABASE_URL
  const folder = outside ? undefined : await mkdtemp(join(tmpdir(), 'liangcai-test-'))
  if (folder) await chmod(folder, 0o755)
  // No fsync here: these servers are thrown away. What must survive a kill is tried in test/faults with the real settings.
  const server = folder
    ? await startEmbedded({ folder, log: quiet, settings: { fsync: 'off', max_connections: '200' } })
    : undefined
  const adminUrl = outside ?? server!.url('postgres')
  const template = `liangcai_template_${await migrationsHash()}`
  await ensureDatabase(adminUrl, template)
  const url = new URL(adminUrl)
  url.pathname = `/${template}`
  await migrate(url.href)
  project.provide('adminUrl', adminUrl)
  project.provide('template', template)

  return async () => {
    if (outside) {
      const admin = postgres(outside, { max: 1, onnotice: () => {} })
      await admin.unsafe(`drop database if exists "${template}" with (force)`)
      await admin.end()
    }
    await server?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

async function migrationsHash(): Promise<string> {
  const folder = new URL('../../server/storage/migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(new URL(name, folder)))
  return hash.digest('hex').slice(0, 12)
}
