import { afterAll, beforeAll, expect, test } from 'vitest'
import { getItemRevisions, listItems, listOpenItems } from '../../../server/banks/list-items.ts'
import { loadItemBanks } from '../../../server/banks/load-item-banks.ts'
import { openReviewTasks, settleReviewTask } from '../../../server/banks/review-tasks.ts'
import { ensurePlatform } from '../../../server/identity/ensure-platform.ts'
import { platformOrganisation, type StaffActor, systemActor } from '../../../server/identity/model.ts'
import { createThrottles, type Throttles } from '../../../server/identity/throttle.ts'
import { answerItem } from '../../../server/practice/answer-item.ts'
import { endSelfAssessment } from '../../../server/practice/end-self-assessment.ts'
import { forgetSelfAssessments } from '../../../server/practice/forget-self-assessments.ts'
import { getFeedback, getSelfAssessment } from '../../../server/practice/get-self-assessment.ts'
import { listOffers } from '../../../server/practice/list-offers.ts'
import type { PracticeMode } from '../../../server/practice/model.ts'
import { findRun, getPool } from '../../../server/practice/queries.ts'
import { stepOf } from '../../../server/practice/rules.ts'
import { startSelfAssessment } from '../../../server/practice/start-self-assessment.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { practise } from '../../support/practice-candidate.ts'
import { itemBanks, rightAnswer } from '../../support/world.ts'

const bankId = '6-31-01-03'
const level = 4
let database: TestDatabase
let ctx: TestContext
let throttles: Throttles

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  throttles = createThrottles(ctx.db)
  await ensurePlatform(ctx, { administrator: false })
  await loadItemBanks(ctx, systemActor('test'), itemBanks)
})
afterAll(() => database.drop())

const begin = (mode: PracticeMode = 'measure', address = '10.0.0.1') =>
  startSelfAssessment(ctx, throttles, { bankId, level, mode, address })
const poolOfRun = async (id: string) => getPool(ctx.db, (await findRun(ctx.db, id))!.poolHash)

test.each([
  [1.5, 'pass'],
  [-1.5, 'fail'],
])('a candidate %d logits from the cut is classified: %s', async (above, decision) => {
  const run = await practise(ctx, await begin('classify'), above, 11)
  expect(run.state).toBe('ended')
  expect(run.report).toMatchObject({ decision, reason: 'classified' })
  expect(run.report!.passChance > 0.5).toBe(decision === 'pass')
  expect(run.answers.length).toBeGreaterThanOrEqual(10)
  expect(run.answers.length).toBeLessThanOrEqual(40)
})

test.each([
  [1.5, 'pass'],
  [-1.5, 'fail'],
])('measured, a candidate %d logits from the cut is on the side of a %s', async (above, side) => {
  const { report, answers } = await practise(ctx, await begin('measure'), above, 5)
  expect(report!.theta > report!.cut).toBe(side === 'pass')
  expect(report!.se <= 0.4 || answers.length === 30).toBe(true)
  expect(report!.weakPoints.every((point) => point.clauses.length > 0)).toBe(true)
})

test('a stored run is replayed item by item from its pool, rules, seed and answers', async () => {
  const id = await begin('measure')
  await practise(ctx, id, 0.2, 3)
  const run = (await findRun(ctx.db, id))!
  const pool = await poolOfRun(id)
  run.answers.forEach((answer, place) => {
    const step = stepOf({ ...run, answers: run.answers.slice(0, place) }, pool)
    expect(step).toMatchObject({ kind: 'item', id: answer.item })
    const after = stepOf({ ...run, answers: run.answers.slice(0, place + 1) }, pool)
    expect([after.theta, after.se]).toEqual([answer.theta, answer.se])
  })
  expect(stepOf(run, pool)).toMatchObject({ kind: 'stop', reason: run.result!.reason })
})

test('nothing but released open items is in a pool, and no withdrawn one', async () => {
  const [gone] = await listOpenItems(ctx, bankId, level)
  await ctx.db.transaction().execute((trx) =>
    openReviewTasks(trx, ctx, bankId, level, [
      {
        itemId: gone!.item.id,
        itemHash: gone!.hash,
        kind: 'key-suspect',
        urgency: 'urgent',
        value: 0,
        bound: 0,
        n: 100,
        zh: '疑错',
        en: 'suspect',
      },
    ]),
  )
  const before = await poolOfRun(await begin())
  expect(before.items.map((entry) => entry.parameters.id)).toContain(gone!.hash)
  const reviewer: StaffActor = {
    kind: 'staff',
    userId: 'r',
    name: '审题',
    memberships: [{ organisationId: platformOrganisation, role: 'reviewer' }],
  }
  const { id: taskId } = await ctx.db.selectFrom('review_task').select('id').executeTakeFirstOrThrow()
  await settleReviewTask(ctx, reviewer, { taskId, verdict: 'withdraw', reason: '答案错误' })

  const pool = await poolOfRun(await begin())
  const hashes = pool.items.map((entry) => entry.parameters.id)
  expect(hashes).not.toContain(gone!.hash)
  for (const { item } of (await getItemRevisions(ctx, hashes)).values())
    expect([item.secrecy, item.status]).toEqual(['open', 'released'])
  expect(hashes.length).toBeLessThan((await listItems(ctx, bankId, level)).length)
  const offer = (await listOffers(ctx)).find((one) => one.bankId === bankId && one.level === level)
  expect(offer!.items).toBe(hashes.length)
})

test('the first answer stands: sent again, even otherwise, it changes nothing', async () => {
  const id = await begin()
  const { current } = await getSelfAssessment(ctx, id)
  const answer = { id, item: current!.hash, response: rightAnswer(current!.item) }
  const first = await answerItem(ctx, answer)
  expect(first).toMatchObject({ number: 1, ended: false, answer: { score: 1 } })
  const next = (await getSelfAssessment(ctx, id)).current!.hash
  expect(await answerItem(ctx, { ...answer, response: null })).toEqual(first)
  const both = await Promise.all([1, 2].map(() => answerItem(ctx, { id, item: next, response: null })))
  expect(both[0]).toEqual(both[1])
  expect((await getSelfAssessment(ctx, id)).answers).toHaveLength(2)
})

test('another item than the current one is refused, and so is what cannot be scored', async () => {
  const id = await begin()
  const { current } = await getSelfAssessment(ctx, id)
  const other = (await poolOfRun(id)).items.find((entry) => entry.parameters.id !== current!.hash)!
  const item = other.parameters.id
  await expect(answerItem(ctx, { id, item, response: null })).rejects.toThrow('not-the-current-item')
  await expect(answerItem(ctx, { id, item: 'nothing', response: null })).rejects.toThrow(
    'not-the-current-item',
  )
  await expect(answerItem(ctx, { id, item: current!.hash, response: { strange: true } })).rejects.toThrow(
    'response-unreadable',
  )
  await expect(answerItem(ctx, { id: 'nothing', item, response: null })).rejects.toThrow('not-found')
  expect((await getSelfAssessment(ctx, id)).answers).toEqual([])
})

test('ended by hand it has its report, and takes no further answer', async () => {
  const id = await begin('classify')
  await expect(endSelfAssessment(ctx, id)).rejects.toThrow('nothing-answered')
  const { current } = await getSelfAssessment(ctx, id)
  await answerItem(ctx, { id, item: current!.hash, response: null })
  const next = (await getSelfAssessment(ctx, id)).current!
  await endSelfAssessment(ctx, id)
  await endSelfAssessment(ctx, id)
  const ended = await getSelfAssessment(ctx, id)
  expect(ended.current).toBeNull()
  expect(ended.report).toMatchObject({ reason: 'ended-by-hand', answers: 1, decision: 'fail' })
  await expect(answerItem(ctx, { id, item: next.hash, response: null })).rejects.toThrow(
    'self-assessment-ended',
  )
  expect((await getFeedback(ctx, id, 1)).answer.score).toBe(0)
  await expect(getFeedback(ctx, id, 2)).rejects.toThrow('not-found')
})

test('a run with answers is kept 90 days, one without a day, a pool as long as a run needs it', async () => {
  ctx.clock.set('2028-01-01T00:00:00Z')
  const answered = await begin()
  const { current } = await getSelfAssessment(ctx, answered)
  await answerItem(ctx, { id: answered, item: current!.hash, response: null })
  const empty = await begin()
  ctx.clock.set('2028-01-03T00:00:00Z')
  await forgetSelfAssessments(ctx)
  expect(await findRun(ctx.db, empty)).toBeUndefined()
  expect((await getSelfAssessment(ctx, answered)).answers).toHaveLength(1)
  ctx.clock.set('2028-04-02T00:00:00Z')
  await forgetSelfAssessments(ctx)
  expect(await findRun(ctx.db, answered)).toBeUndefined()
  expect(await ctx.db.selectFrom('practice_pool').select('hash').execute()).toEqual([])
})

test('from one address the table cannot be filled', async () => {
  const key = throttles.practiceAddress.keyOf('10.9.9.9')
  for (let n = 0; n < 299; n++) await key.throttle.failed(key.key)
  await begin('measure', '10.9.9.9')
  await expect(begin('measure', '10.9.9.9')).rejects.toThrow('too-many-requests')
  await begin('measure', '10.9.9.8')
})
