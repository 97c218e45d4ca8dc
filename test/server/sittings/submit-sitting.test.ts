import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contentHash } from '../../../bank-schemas/canonical.ts'
import { type CandidateActor, systemActor } from '../../../server/identity/model.ts'
import { closeOverdueSittings } from '../../../server/sittings/close-overdue-sittings.ts'
import { getPaper } from '../../../server/sittings/get-paper.ts'
import { getReceipt } from '../../../server/sittings/get-receipt.ts'
import { reopenSitting } from '../../../server/sittings/reopen-sitting.ts'
import { saveAnswer } from '../../../server/sittings/save-answer.ts'
import { startSitting } from '../../../server/sittings/start-sitting.ts'
import { submitSitting } from '../../../server/sittings/submit-sitting.ts'
import { voidSitting } from '../../../server/sittings/void-sitting.ts'
import { verifyAudit } from '../../../server/storage/audit.ts'
import { connect, poolOptions } from '../../../server/storage/connect.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createExamDay, type ExamDay } from '../../support/exam-day.ts'

let database: TestDatabase
let ctx: TestContext
let day: ExamDay
let next = 0

beforeAll(async () => {
  database = await createTestDatabase()
  day = await createExamDay(database.db, { candidates: 60 })
})
beforeEach(() => {
  ctx = createTestContext(database.db)
})
afterAll(() => database.drop())

const begin = async (exam = day): Promise<CandidateActor> => {
  const { actor } = exam.candidates[next++ % exam.candidates.length]!
  await startSitting(ctx, actor)
  return actor
}
const save = (actor: CandidateActor, number: number, seq: number, response: unknown) =>
  saveAnswer(ctx, actor, { number, seq, tab: 't', response })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.kind?.code ?? String(error),
  )
const sittingOf = (actor: CandidateActor) =>
  ctx.db
    .selectFrom('sitting')
    .selectAll()
    .where('batch_id', '=', actor.batchId)
    .where('admission_no', '=', actor.admissionNo)
    .executeTakeFirstOrThrow()
const moveDeadline = (actor: CandidateActor, seconds: number) =>
  sql`update sitting set deadline_at = clock_timestamp() + ${seconds} * interval '1 second'
    where batch_id = ${actor.batchId} and admission_no = ${actor.admissionNo}`.execute(ctx.db)

test('the receipt is the hash of what is frozen, and anyone can compute it again', async () => {
  const actor = await begin()
  await save(actor, 2, 1, 'C')
  await save(actor, 1, 2, 'A')
  await save(actor, 13, 3, { '2': '√3', '1': '50' })
  const receipt = await submitSitting(ctx, actor)
  const row = await sittingOf(actor)
  expect(row.answers).toEqual([
    { number: 1, seq: 2, response: 'A' },
    { number: 2, seq: 1, response: 'C' },
    { number: 13, seq: 3, response: { '1': '50', '2': '√3' } },
  ])
  expect(receipt.receipt).toBe(
    contentHash({
      batch: actor.batchId,
      admission: actor.admissionNo,
      form: day.formId,
      answers: row.answers as unknown,
    }),
  )
  expect(receipt).toMatchObject({ answered: 3, itemCount: 20, submittedBy: 'candidate' })
})

test('fault 15: twenty submissions at once give one receipt, one event, one audit event, one marking job', async () => {
  const actor = await begin()
  await save(actor, 1, 1, 'A')
  const receipts = await Promise.all(Array.from({ length: 20 }, () => submitSitting(ctx, actor)))
  expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1)
  expect(ctx.queued).toEqual([
    { name: 'mark-sitting', payload: { batchId: actor.batchId, admissionNo: actor.admissionNo } },
  ])
  const stream = `${actor.batchId}/${actor.admissionNo}`
  const events = await ctx.db.selectFrom('audit_event').selectAll().where('stream', '=', stream).execute()
  expect(events).toMatchObject([{ action: 'sitting.submitted', actor: `candidate:${actor.admissionNo}` }])
  expect((await verifyAudit(ctx.db)).faults).toEqual([])
})

test('an empty sitting can be handed in', async () => {
  expect(await submitSitting(ctx, await begin())).toMatchObject({ answered: 0 })
})

test('after the submission there is a receipt and no paper', async () => {
  const actor = await begin()
  const receipt = await submitSitting(ctx, actor)
  expect(await getReceipt(ctx, actor)).toEqual(receipt)
  expect(await code(getPaper(ctx, actor))).toBe('sitting-closed')
  expect(await code(startSitting(ctx, actor))).toBe('sitting-closed')
})

test('handing in is refused before the start, and before the batch allows it', async () => {
  expect(await code(submitSitting(ctx, day.candidates[59]!.actor))).toBe('sitting-not-started')
  const strict = await createExamDay(database.db, { name: 'strict', earlyLeaveMinutes: 30 })
  const actor = strict.candidates[0]!.actor
  await startSitting(ctx, actor)
  const refusal = await submitSitting(ctx, actor).catch((error) => error)
  expect(refusal.kind.code).toBe('hand-in-too-early')
  expect(refusal.details.seconds).toBeGreaterThan(28 * 60)
  expect(refusal.details.seconds).toBeLessThanOrEqual(29 * 60)
  await moveDeadline(actor, -1)
  expect(await code(submitSitting(ctx, actor))).toBe('ok')
})

test('fault 17: what is overdue is handed in exactly once, by however many processes', async () => {
  const late = await createExamDay(database.db, { name: 'late', candidates: 40 })
  for (const { actor } of late.candidates) {
    await startSitting(ctx, actor)
    await save(actor, 1, 1, 'A')
  }
  const open = late.candidates[0]!.actor
  for (const { actor } of late.candidates.slice(1)) await moveDeadline(actor, -31)
  await moveDeadline(open, -20)
  const others = [1, 2, 3].map(() => connect(database.url, poolOptions.jobs))
  const closed = await Promise.all(
    others.map((db) => closeOverdueSittings({ ...ctx, db }, systemActor('close-overdue-sittings'))),
  )
  await Promise.all(others.map((db) => db.destroy()))
  expect(closed.reduce((sum, count) => sum + count, 0)).toBe(39)
  expect(ctx.queued).toHaveLength(39)
  expect(await sittingOf(open)).toMatchObject({ state: 'open' })
  const events = await ctx.db
    .selectFrom('sitting_event')
    .select(['actor'])
    .where('batch_id', '=', late.batchId)
    .where('kind', '=', 'submitted')
    .execute()
  expect(events).toHaveLength(39)
  expect(events.every((event) => event.actor === 'job:close-overdue-sittings')).toBe(true)
  const { actor } = late.candidates[5]!
  expect(await getReceipt(ctx, actor)).toMatchObject({ submittedBy: 'deadline', answered: 1 })
  expect((await submitSitting(ctx, actor)).submittedBy).toBe('deadline')
})

test('a candidate who presses after deadline and grace is handed in by the deadline', async () => {
  const actor = await begin()
  await moveDeadline(actor, -31)
  expect(await submitSitting(ctx, actor)).toMatchObject({ submittedBy: 'deadline' })
})

test('a reopened sitting keeps its answers, takes more, and gets a new receipt', async () => {
  const actor = await begin()
  await save(actor, 1, 1, 'A')
  const before = await submitSitting(ctx, actor)
  const target = { batchId: actor.batchId, admissionNo: actor.admissionNo }
  expect(await code(reopenSitting(ctx, day.invigilator, { ...target, minutes: 10, reason: '误交' }))).toBe(
    'forbidden',
  )
  expect(await code(reopenSitting(ctx, day.foreigner, { ...target, minutes: 10, reason: '误交' }))).toBe(
    'not-found',
  )
  expect(await code(reopenSitting(ctx, actor, { ...target, minutes: 10, reason: '误交' }))).toBe('not-found')
  expect(await code(reopenSitting(ctx, day.manager, { ...target, minutes: 10, reason: ' ' }))).toBe(
    'reason-missing',
  )
  await reopenSitting(ctx, day.manager, { ...target, minutes: 10, reason: '误交' })
  expect((await getPaper(ctx, actor)).answers).toMatchObject([{ number: 1, response: 'A' }])
  await save(actor, 2, 2, 'B')
  const after = await submitSitting(ctx, actor)
  expect(after.receipt).not.toBe(before.receipt)
  expect(after.answered).toBe(2)
  expect(ctx.queued).toHaveLength(2)
})

test('a voided sitting takes nothing and gives no paper', async () => {
  const actor = await begin()
  await voidSitting(ctx, day.manager, {
    batchId: actor.batchId,
    admissionNo: actor.admissionNo,
    reason: '座位坐错',
  })
  expect(await code(save(actor, 1, 1, 'A'))).toBe('sitting-closed')
  expect(await code(getPaper(ctx, actor))).toBe('sitting-closed')
  expect(await code(submitSitting(ctx, actor))).toBe('sitting-closed')
})

test('a submission that fails half-way leaves the sitting open', async () => {
  const actor = await begin()
  const failing = {
    ...ctx,
    jobs: {
      enqueue: async () => {
        throw new Error('the queue is away')
      },
    },
  }
  await expect(submitSitting(failing, actor)).rejects.toThrow('the queue is away')
  expect(await sittingOf(actor)).toMatchObject({ state: 'open', receipt: null })
  expect(await code(submitSitting(ctx, actor))).toBe('ok')
})
