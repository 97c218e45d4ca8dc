/*
 * A database of its own for a test file, copied from the migrated template.
 */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import type { Db } from '../../server/storage/database.ts'

export interface TestDatabase {
  readonly url: string
  readonly db: Db
  /** Closes the pool and drops the database; call it in afterAll. */
  drop(): Promise<void>
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `liangcai_test_${randomBytes(6).toString('hex')}`
  await withAdmin(adminUrl, (admin) =>
    admin.unsafe(`create database "${name}" template "${inject('template')}"`),
  )
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const db = connect(url.href, { ...poolOptions.staff, name: 'liangcai-test' })
  return {
    url: url.href,
    db,
    drop: async () => {
      await db.destroy()
      await withAdmin(adminUrl, (admin) => admin.unsafe(`drop database if exists "${name}" with (force)`))
    },
  }
}

/** Copies of a template wait for each other: another copy going on is tried again. */
async function withAdmin(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await work(admin)
        return
      } catch (error) {
        if (attempt === 20 || !/being accessed by other users/.test(String(error))) throw error
        await new Promise((resume) => setTimeout(resume, 50 * attempt))
      }
    }
  } finally {
    await admin.end()
  }
}
