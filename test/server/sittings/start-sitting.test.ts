import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getClock } from '../../../server/sittings/get-clock.ts'
import { getExam } from '../../../server/sittings/get-exam.ts'
import { getPaper } from '../../../server/sittings/get-paper.ts'
import { startSitting } from '../../../server/sittings/start-sitting.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { canary, createExamDay, type ExamDayOptions } from '../../support/exam-day.ts'

let database: TestDatabase
let ctx: TestContext
let exams = 0

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
})
afterAll(() => database.drop())

const exam = (options: ExamDayOptions = {}) =>
  createExamDay(database.db, { name: `exam${++exams}`, candidates: 5, ...options })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.kind?.code ?? String(error),
  )
const setBatch = (batchId: string, change: ReturnType<typeof sql>) =>
  sql`update batch set ${change} where id = ${batchId}`.execute(ctx.db)

test('twenty starts at once begin one sitting and give one paper', async () => {
  const { candidates, batchId } = await exam()
  const papers = await Promise.all(Array.from({ length: 20 }, () => startSitting(ctx, candidates[0]!.actor)))
  const shown = papers.map((paper) => JSON.stringify([paper.delivery, paper.clock.deadlineAt]))
  expect(new Set(shown).size).toBe(1)
  expect(JSON.stringify((await getPaper(ctx, candidates[0]!.actor)).delivery)).toBe(
    JSON.stringify(papers[0]!.delivery),
  )
  const events = await ctx.db
    .selectFrom('sitting_event')
    .selectAll()
    .where('batch_id', '=', batchId)
    .execute()
  expect(events).toMatchObject([{ kind: 'started' }])
})

test('candidates get the items in orders of their own', async () => {
  const { candidates } = await exam()
  const orders = await Promise.all(
    candidates.map(async ({ actor }) =>
      (await startSitting(ctx, actor)).delivery.sections[0]!.items.map((item) => item.number).join(),
    ),
  )
  expect(new Set(orders).size).toBe(5)
})

test.each<[string, ExamDayOptions, ReturnType<typeof sql> | undefined, string]>([
  ['in a batch that is open', {}, undefined, 'ok'],
  ['before the opening time', { openedMinutesAgo: -5 }, undefined, 'exam-not-open'],
  ['while the batch is still a draft', {}, sql`state = 'draft'`, 'exam-not-open'],
  ['after the end', { openedMinutesAgo: 60, closesInMinutes: -1 }, undefined, 'exam-over'],
  ['in a closed batch', {}, sql`state = 'closed'`, 'exam-over'],
  ['29 minutes late', { openedMinutesAgo: 29 }, undefined, 'ok'],
  ['31 minutes late', { openedMinutesAgo: 31 }, undefined, 'late-entry-closed'],
])('starting %s: %s', async (_when, options, change, expected) => {
  const { candidates, batchId } = await exam(options)
  if (change) await setBatch(batchId, change)
  expect(await code(startSitting(ctx, candidates[0]!.actor))).toBe(expected)
})

test('who began may come back after entry has closed', async () => {
  const { candidates, batchId } = await exam()
  await startSitting(ctx, candidates[0]!.actor)
  await setBatch(batchId, sql`opens_at = clock_timestamp() - interval '80 minutes'`)
  expect(await code(startSitting(ctx, candidates[0]!.actor))).toBe('ok')
})

test.each<[string, ExamDayOptions, number, number]>([
  ['minutes of the batch', {}, 0, 90],
  ['and extra time', {}, 20, 110],
  ['cut at the end of the batch', { closesInMinutes: 40 }, 0, 40],
  ['which extra time moves too', { closesInMinutes: 40 }, 20, 60],
])('the deadline is: %s', async (_what, options, extra, minutes) => {
  const { candidates, batchId } = await exam(options)
  await sql`update admission set extra_minutes = ${extra} where batch_id = ${batchId}`.execute(ctx.db)
  const { clock } = await startSitting(ctx, candidates[0]!.actor)
  const span = (clock.deadlineAt.getTime() - clock.startedAt.getTime()) / 60_000
  expect(Math.abs(span - minutes)).toBeLessThan(0.2)
  expect((await getClock(ctx, candidates[0]!.actor)).deadlineAt).toEqual(clock.deadlineAt)
})

test('without a form there is a refusal, not a failure', async () => {
  const { candidates, batchId } = await exam()
  await sql`update admission set form_id = null where batch_id = ${batchId}`.execute(ctx.db)
  expect(await code(startSitting(ctx, candidates[0]!.actor))).toBe('no-form')
})

test('the overview shows name, masked number, seat and times', async () => {
  const { candidates } = await exam()
  expect(await getExam(ctx, candidates[1]!.actor)).toMatchObject({
    candidate: { name: candidates[1]!.name, idNumberMasked: '3201**********001X', seat: '02' },
    batch: { state: 'open', minutes: 90, lateEntryMinutes: 30 },
    sitting: undefined,
  })
})

test('staff cannot sit, nobody cannot sit', async () => {
  const { manager } = await exam()
  expect(await code(startSitting(ctx, manager))).toBe('sign-in-required')
  expect(await code(startSitting(ctx, undefined))).toBe('sign-in-required')
})

test('attack S8: nothing a candidate gets holds a byte of the keys', async () => {
  const { candidates } = await exam()
  const { actor } = candidates[0]!
  const seen = JSON.stringify([
    await getExam(ctx, actor),
    await startSitting(ctx, actor),
    await getPaper(ctx, actor),
    await getClock(ctx, actor),
  ])
  expect(seen).not.toContain(canary)
  for (const word of ['"key"', 'rationale', 'policy', 'difficulty', 'secrecy', 'login_hash', 'delivery_hash'])
    expect(seen).not.toContain(word)
})
