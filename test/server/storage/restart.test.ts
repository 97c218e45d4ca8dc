/*
 * Connections that die under load: no write may end the process, and every place
 * in the pool works again afterwards.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, poolOptions } from '../../../server/storage/connect.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a pool whose connections are killed fifty times under load fails some queries and then none', async () => {
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  process.on('uncaughtException', note)
  const pool = connect(database.url, { ...poolOptions.exam, name: 'liangcai-restart' })
  let running = true
  let answered = 0
  let failed = 0
  const work = Array.from({ length: 16 }, async () => {
    while (running)
      await sql`select pg_sleep(0.001)`.execute(pool).then(
        () => answered++,
        () => failed++,
      )
  })
  for (let kill = 0; kill < 50; kill++) {
    await new Promise((resume) => setTimeout(resume, 20))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'liangcai-restart'`.execute(
      database.db,
    )
  }
  running = false
  await Promise.all(work)
  expect(failed).toBeGreaterThan(0)
  expect(answered).toBeGreaterThan(0)

  // Nothing fails from now on, and within ten seconds every place of the pool is back at work.
  const connections = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity where application_name = 'liangcai-restart'`.execute(
      database.db,
    )
    return rows[0]!.count
  }
  const started = performance.now()
  do {
    const load = Array.from({ length: 64 }, () => sql`select pg_sleep(0.02)`.execute(pool))
    const all = await Promise.allSettled(load)
    expect(all.filter((one) => one.status === 'rejected')).toEqual([])
    expect(performance.now() - started).toBeLessThan(10_000)
  } while ((await connections()) < poolOptions.exam.connections)

  // Transactions survive it as well: the one that was under way fails, the next one works.
  const cut = pool.transaction().execute(async (trx) => {
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
  })
  await expect(cut).rejects.toThrow()
  for (let round = 0; round < 20; round++)
    await pool.transaction().execute((trx) => sql`select 1`.execute(trx))
  await pool.destroy()
  process.off('uncaughtException', note)
  expect(uncaught).toEqual([])
})
