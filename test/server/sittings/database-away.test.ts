/*
 * Slow, locked and absent databases: every save ends within five seconds, and
 * what was acknowledged is stored.
 */
import { once } from 'node:events'
import net from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAnswer } from '../../../server/sittings/save-answer.ts'
import { savePool } from '../../../server/sittings/save-pool.ts'
import { startSitting } from '../../../server/sittings/start-sitting.ts'
import { connect, poolOptions } from '../../../server/storage/connect.ts'
import type { Db } from '../../../server/storage/database.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createExamDay, type ExamDay } from '../../support/exam-day.ts'

let database: TestDatabase
let day: ExamDay
let saves: Db
let ctx: TestContext

beforeAll(async () => {
  database = await createTestDatabase()
  day = await createExamDay(database.db, { candidates: 40 })
  saves = connect(database.url, savePool)
  ctx = createTestContext(saves)
  for (const { actor } of day.candidates) await startSitting(ctx, actor)
})
afterAll(async () => {
  await saves.destroy()
  await database.drop()
})

const timed = async (work: Promise<unknown>) => {
  const began = performance.now()
  const code = await work.then(
    () => 'ok',
    (error) => error.kind?.code ?? String(error),
  )
  return { code, seconds: (performance.now() - began) / 1000 }
}
const save = (who: number, seq: number, at = ctx) =>
  timed(saveAnswer(at, day.candidates[who]!.actor, { number: 1, seq, tab: 't', response: 'A' }))

test('fault 8: a locked answer table ends saves as unavailable within 5 s; then they work again', async () => {
  const lock = await database.db.startTransaction().execute()
  await sql`lock table answer in access exclusive mode`.execute(lock)
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, who) => save(who, 1)))
  for (const outcome of outcomes) {
    expect(outcome.code).toBe('temporarily-unavailable')
    expect(outcome.seconds).toBeLessThan(5)
  }
  await lock.rollback().execute()
  const again = await Promise.all(Array.from({ length: 40 }, (_, who) => save(who, 1)))
  expect(again.every((outcome) => outcome.code === 'ok')).toBe(true)
}, 20_000)

test('fault 8: one locked sitting delays its own group only as long as the lock time-out', async () => {
  const lock = await database.db.startTransaction().execute()
  await sql`select * from sitting where admission_no = ${day.candidates[0]!.admissionNo} for update`.execute(
    lock,
  )
  const locked = save(0, 2)
  await new Promise((resume) => setTimeout(resume, 100))
  const others = await Promise.all(Array.from({ length: 20 }, (_, index) => save(index + 1, 2)))
  for (const other of others) {
    expect(other.code).toBe('ok')
    expect(other.seconds).toBeLessThan(0.5)
  }
  expect((await locked).code).toBe('temporarily-unavailable')
  await lock.rollback().execute()
  expect((await save(0, 2)).code).toBe('ok')
}, 20_000)

test('fault 9: slow reports fill their own pool and no save waits', async () => {
  const reports = connect(database.url, poolOptions.staff)
  const slow = Array.from({ length: 50 }, () => sql`select pg_sleep(0.3)`.execute(reports))
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, who) => save(who, 3)))
  for (const outcome of outcomes) {
    expect(outcome.code).toBe('ok')
    expect(outcome.seconds).toBeLessThan(0.5)
  }
  await Promise.all(slow)
  await reports.destroy()
}, 20_000)

test('fault 6: a cut line ends saves as unavailable within 5 s; when it is back the pool heals within 10 s', async () => {
  const line = await proxyTo(database.url)
  const db = connect(line.url, savePool)
  const through = { ...ctx, db }
  const first = await Promise.all(Array.from({ length: 20 }, (_, who) => save(who, 4, through)))
  expect(first.every((outcome) => outcome.code === 'ok')).toBe(true)
  line.cut()
  for (const seq of [5, 6]) {
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, who) => save(who, seq, through)))
    for (const outcome of outcomes) {
      expect(outcome.code).toBe('temporarily-unavailable')
      expect(outcome.seconds).toBeLessThan(5)
    }
  }
  line.mend()
  const mended = performance.now()
  while ((await save(0, 7, through)).code !== 'ok') expect(performance.now() - mended).toBeLessThan(10_000)
  const after = await Promise.all(Array.from({ length: 20 }, (_, who) => save(who, 8, through)))
  expect(after.every((outcome) => outcome.code === 'ok')).toBe(true)
  await db.destroy()
  await line.close()
}, 40_000)

/** A TCP proxy whose line can be cut: half-open, nothing arrives any more. */
async function proxyTo(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const [port, host] = [Number(target.port), target.hostname]
  const sockets = new Set<net.Socket>()
  let isCut = false
  let cuts = 0
  const server = net.createServer((near) => {
    // Connections of before a cut are silent for ever, new ones while it lasts.
    const cutBefore = cuts
    const silent = () => isCut || cuts !== cutBefore
    const far = net.connect(port, host)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => silent() || to.write(bytes))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  target.port = String((server.address() as net.AddressInfo).port)
  target.hostname = '127.0.0.1'
  return {
    url: target.href,
    cut: () => {
      isCut = true
      cuts++
    },
    /** The line is back for new connections; those of before stay silent and open. */
    mend: () => {
      isCut = false
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
