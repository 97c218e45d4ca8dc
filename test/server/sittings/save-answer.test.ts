import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CandidateActor } from '../../../server/identity/model.ts'
import { extendSitting } from '../../../server/sittings/extend-sitting.ts'
import { saveAnswer } from '../../../server/sittings/save-answer.ts'
import { startSitting } from '../../../server/sittings/start-sitting.ts'
import { submitSitting } from '../../../server/sittings/submit-sitting.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createExamDay, type ExamDay, sampleResponses } from '../../support/exam-day.ts'

let database: TestDatabase
let ctx: TestContext
let day: ExamDay
let next = 0

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  day = await createExamDay(database.db, { candidates: 120 })
})
afterAll(() => database.drop())

const begin = async (): Promise<CandidateActor> => {
  const { actor } = day.candidates[next++]!
  await startSitting(ctx, actor)
  return actor
}
const save = (actor: CandidateActor, seq: number, response: unknown = 'A', more: object = {}) =>
  saveAnswer(ctx, actor, { number: 1, seq, tab: 'tab-1', response, ...more })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.kind?.code ?? String(error),
  )
const stored = (actor: CandidateActor) =>
  ctx.db
    .selectFrom('answer')
    .select(['item_number', 'seq', 'tab', 'response'])
    .where('batch_id', '=', actor.batchId)
    .where('admission_no', '=', actor.admissionNo)
    .orderBy('item_number')
    .execute()
const logged = (actor: CandidateActor) =>
  ctx.db
    .selectFrom('answer_log')
    .select(['seq', 'outcome', 'response'])
    .where('batch_id', '=', actor.batchId)
    .where('admission_no', '=', actor.admissionNo)
    .orderBy('at')
    .execute()
const moveDeadline = (actor: CandidateActor, seconds: number) =>
  sql`update sitting set deadline_at = clock_timestamp() + ${seconds} * interval '1 second'
    where batch_id = ${actor.batchId} and admission_no = ${actor.admissionNo}`.execute(ctx.db)

test('an answer of every kind is stored as it was sent', async () => {
  const actor = await begin()
  const items = day.delivery.sections.flatMap((section) => section.items)
  await Promise.all(
    items.map((item) => save(actor, item.number, sampleResponses[item.kind], { number: item.number })),
  )
  expect(await stored(actor)).toEqual(
    items.map((item) => ({
      item_number: item.number,
      seq: item.number,
      tab: 'tab-1',
      response: sampleResponses[item.kind],
    })),
  )
})

test('the acknowledgement carries number, seq, time and clock of the database', async () => {
  const saved = await save(await begin(), 7)
  expect(saved).toMatchObject({ number: 1, seq: 7, clock: { state: 'open', graceSeconds: 30 } })
  expect(Math.abs(saved.savedAt.getTime() - Date.now())).toBeLessThan(5000)
  expect(saved.clock.remainingSeconds).toBeGreaterThan(89 * 60)
})

test('fault 11: one save ten times in parallel is one row, one log line and ten equal answers', async () => {
  const actor = await begin()
  const answers = await Promise.all(Array.from({ length: 10 }, () => save(actor, 5, 'B')))
  expect(new Set(answers.map((answer) => `${answer.seq}@${answer.savedAt.toISOString()}`)).size).toBe(1)
  expect(await stored(actor)).toHaveLength(1)
  expect(await logged(actor)).toHaveLength(1)
})

test('fault 12: 100 saves in any order leave the newest', async () => {
  const actor = await begin()
  const shuffled = Array.from({ length: 100 }, (_, index) => index + 1).sort(() => Math.random() - 0.5)
  const codes = await Promise.all(shuffled.map((seq) => code(save(actor, seq, seq % 2 ? 'A' : 'B'))))
  expect(new Set(codes).size).toBeLessThanOrEqual(2)
  expect(codes.every((each) => each === 'ok' || each === 'stale-answer')).toBe(true)
  expect(await stored(actor)).toMatchObject([{ seq: 100, response: 'B' }])
  expect(await logged(actor)).toHaveLength(100)
})

test('the stored seq never decreases and ends at the largest, whatever the order and number of repetitions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ seq: fc.integer({ min: 1, max: 12 }), number: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 25,
      }),
      fc.boolean(),
      async (saves, parallel) => {
        const actor = await begin()
        const send = (one: { seq: number; number: number }) =>
          code(save(actor, one.seq, one.seq % 2 ? 'A' : 'B', { number: one.number }))
        if (parallel) await Promise.all(saves.map(send))
        else for (const one of saves) await send(one)
        const newest = new Map<number, number>()
        for (const one of saves) newest.set(one.number, Math.max(one.seq, newest.get(one.number) ?? 0))
        const rows = await stored(actor)
        expect(new Map(rows.map((row) => [row.item_number, row.seq]))).toEqual(
          new Map([...newest].sort(([a], [b]) => a - b)),
        )
      },
    ),
    { numRuns: 20 },
  )
})

test('fault 13: a second window gets a stale answer back with what is stored; both stay in the log', async () => {
  const actor = await begin()
  await save(actor, 4, 'B', { tab: 'tab-1' })
  const refusal = await save(actor, 4, 'C', { tab: 'tab-2' }).catch((error) => error)
  expect(refusal.kind.code).toBe('stale-answer')
  expect(refusal.details).toMatchObject({ number: 1, stored: { seq: 4, tab: 'tab-1', response: 'B' } })
  expect(await logged(actor)).toEqual([
    { seq: 4, outcome: 'saved', response: 'B' },
    { seq: 4, outcome: 'stale', response: 'C' },
  ])
  await save(actor, 5, 'C', { tab: 'tab-2' })
  expect(await stored(actor)).toMatchObject([{ seq: 5, tab: 'tab-2', response: 'C' }])
})

test('the same seq and window with another response is stale, not acknowledged', async () => {
  const actor = await begin()
  await save(actor, 4, 'B')
  expect(await code(save(actor, 4, 'C'))).toBe('stale-answer')
})

test('fault 14: of 300 submissions racing a save each save is either counted or refused', async () => {
  const racing = await createExamDay(database.db, { name: 'race', candidates: 300 })
  const chunk = async (from: number) => {
    for (const { actor } of racing.candidates.slice(from, from + 30)) {
      await startSitting(ctx, actor)
      const saving = () => code(save(actor, 1, 'D'))
      const submitting = () => submitSitting(ctx, actor)
      const [outcome, receipt] =
        Math.random() < 0.5
          ? await Promise.all([saving(), submitting()])
          : ((await Promise.all([submitting(), saving()])).reverse() as [string, { answered: number }])
      expect(['ok', 'sitting-closed']).toContain(outcome)
      expect([outcome, receipt.answered]).toEqual([outcome, outcome === 'ok' ? 1 : 0])
    }
  }
  await Promise.all(Array.from({ length: 10 }, (_, index) => chunk(index * 30)))
  const { rows } = await sql<{ different: number; counted: number; refused: number }>`
    select count(*) filter (where coalesce(jsonb_array_length(s.answers), 0) <> coalesce(n.number, 0))::int as different,
      count(*) filter (where n.number = 1)::int as counted, count(*) filter (where n.number is null)::int as refused
    from sitting s left join (select admission_no, count(*) as number from answer where batch_id = 'bat_race' group by 1) n
      on n.admission_no = s.admission_no
    where s.batch_id = 'bat_race'`.execute(ctx.db)
  expect(rows[0]).toMatchObject({ different: 0 })
  expect(rows[0]!.counted + rows[0]!.refused).toBe(300)
})

test('fault 16: nothing is taken after deadline and grace; inside the grace it is', async () => {
  const actor = await begin()
  await moveDeadline(actor, -29)
  expect(await code(save(actor, 1))).toBe('ok')
  await moveDeadline(actor, -31)
  expect(await code(save(actor, 2))).toBe('sitting-closed')
  expect(await stored(actor)).toMatchObject([{ seq: 1 }])
})

test('fault 16: an extension is effective with the next save', async () => {
  const actor = await begin()
  await moveDeadline(actor, -31)
  expect(await code(save(actor, 1))).toBe('sitting-closed')
  await extendSitting(ctx, day.invigilator, {
    batchId: actor.batchId,
    admissionNo: actor.admissionNo,
    minutes: 5,
    reason: '设备故障',
  })
  const saved = await save(actor, 2)
  expect(saved.clock.remainingSeconds).toBeGreaterThan(4 * 60)
})

test('more than 600 extra minutes in all are refused in words; of all who write, one who handed in stops nobody', async () => {
  const [actor, done] = [await begin(), await begin()]
  const { batchId, admissionNo } = actor
  const extend = (minutes: number, who?: string) =>
    extendSitting(ctx, day.invigilator, { batchId, admissionNo: who, minutes, reason: '停电' })
  await extend(240, admissionNo)
  await extend(240, admissionNo)
  expect(await code(extend(240, admissionNo))).toBe('invalid-input')
  expect(await code(extend(5, '0'))).toBe('not-found')
  const [extensions] = await Promise.all([extend(1), submitSitting(ctx, done)])
  expect(extensions.map((extension) => extension.admissionNo)).toContain(admissionNo)
})

test('fault 10: the clock of the application decides nothing', async () => {
  const actor = await begin()
  ctx.clock.set('2099-01-01T00:00:00Z')
  expect(await code(save(actor, 1))).toBe('ok')
  ctx.clock.set('2001-01-01T00:00:00Z')
  await moveDeadline(actor, -31)
  expect(await code(save(actor, 2))).toBe('sitting-closed')
})

test('a repetition whose acknowledgement got lost learns after the submission that it is stored', async () => {
  const actor = await begin()
  await save(actor, 3, 'B')
  await submitSitting(ctx, actor)
  const refusal = await save(actor, 3, 'B').catch((error) => error)
  expect(refusal.kind.code).toBe('sitting-closed')
  expect(refusal.details.stored).toMatchObject({ seq: 3, same: true })
})

test.each([
  ['before the start', async () => day.candidates[next++]!.actor, 'sitting-not-started'],
  [
    'with an unknown session',
    async () => ({ ...(await begin()), sessionHash: 'f'.repeat(64) }),
    'session-ended',
  ],
  [
    "with another candidate's session",
    async () => ({ ...(await begin()), sessionHash: (await begin()).sessionHash }),
    'session-ended',
  ],
  [
    'after signing out',
    async () => {
      const actor = await begin()
      await ctx.db
        .updateTable('candidate_session')
        .set({ ended_at: new Date() })
        .where('token_hash', '=', actor.sessionHash)
        .execute()
      return actor
    },
    'session-ended',
  ],
  [
    'with an expired session',
    async () => {
      const actor = await begin()
      await ctx.db
        .updateTable('candidate_session')
        .set({ expires_at: new Date(Date.now() - 1000) })
        .where('token_hash', '=', actor.sessionHash)
        .execute()
      return actor
    },
    'session-ended',
  ],
])('a save %s is refused', async (_when, prepare, expected) => {
  const actor = await prepare()
  expect(await code(save(actor, 1))).toBe(expected)
  expect(await stored(actor)).toEqual([])
})

test.each([0, -1, 21, 999, 1e10, 1.5])('item %d is not on the paper', async (number) => {
  expect(await code(save(await begin(), 1, 'A', { number }))).toBe('unknown-exam-item')
})

test('one statement with good and bad members answers each for itself', async () => {
  const [good, closed, gone] = [await begin(), await begin(), await begin()]
  await submitSitting(ctx, closed)
  const stranger = { ...gone, sessionHash: 'e'.repeat(64) }
  await save(good, 1, 'B', { number: 3 })
  const codes = await Promise.all([
    code(save(good, 1)),
    code(save(closed, 1)),
    code(save(stranger, 1)),
    code(save(good, 2, 'B', { number: 2 })),
    code(save(good, 2, 'B')),
  ])
  expect(codes).toEqual(['ok', 'sitting-closed', 'session-ended', 'ok', 'ok'])
})
