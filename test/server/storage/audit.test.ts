import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit, verifyAudit } from '../../../server/storage/audit.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let ctx: TestContext

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
})
afterAll(() => database.drop())

const write = (stream: string, n: number) =>
  ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream,
      actor: 'staff:u1',
      action: 'thing.done',
      subject: `thing:${n}`,
      detail: { n, 中文: '值' },
    }),
  )

test('writers at the same time make one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => write('org_a', n)))
  expect(await verifyAudit(ctx.db)).toMatchObject({ events: 30, faults: [] })
})

test('a trail that is being written to has no fault', async () => {
  let writing = true
  let written = 0
  const writers = ['live_a', 'live_b', 'live_c'].map(async (stream) => {
    while (writing) await write(stream, written++)
  })
  const before = written
  for (let round = 0; round < 10; round++) expect((await verifyAudit(ctx.db)).faults).toEqual([])
  expect(written).toBeGreaterThan(before)
  writing = false
  await Promise.all(writers)
  await sql`delete from audit_event where stream like 'live%'`.execute(ctx.db)
  await sql`delete from audit_head where stream like 'live%'`.execute(ctx.db)
})

test('a change that is rolled back leaves no event', async () => {
  const failing = ctx.db.transaction().execute(async (trx) => {
    await recordAudit(trx, ctx, { stream: 'org_a', actor: 'x', action: 'y.z', subject: 's:1' })
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  expect(await verifyAudit(ctx.db)).toMatchObject({ events: 30, faults: [] })
})

test.each([
  [
    'a changed detail',
    sql`update audit_event set detail = '{"n": 99}' where stream = 's' and sequence = 2`,
    2,
  ],
  [
    'a changed actor',
    sql`update audit_event set actor = 'staff:other' where stream = 's' and sequence = 3`,
    3,
  ],
  ['a missing event', sql`delete from audit_event where stream = 's' and sequence = 2`, 3],
  ['a cut-off end', sql`delete from audit_event where stream = 's' and sequence = 4`, 4],
  [
    'an added event',
    sql`insert into audit_event select 's2', 1, at, actor, organisation_id, action, subject, detail, previous_hash, hash from audit_event where stream = 's' and sequence = 1`,
    1,
  ],
])('%s is found', async (_what, tamper, sequence) => {
  await sql`delete from audit_event where stream in ('s', 's2')`.execute(ctx.db)
  await sql`delete from audit_head where stream = 's'`.execute(ctx.db)
  for (let n = 1; n <= 4; n++) await write('s', n)
  expect((await verifyAudit(ctx.db)).faults).toEqual([])
  await tamper.execute(ctx.db)
  expect((await verifyAudit(ctx.db)).faults.map((fault) => fault.sequence)).toContain(sequence)
})
