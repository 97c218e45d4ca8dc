import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeState } from '../../../server/batches/confirm-batch.ts'
import { lockBatchFor } from '../../../server/batches/get-batch.ts'
import { computeResults, listResults, publishResults } from '../../../server/marking/compute-results.ts'
import { findScoreRun } from '../../../server/marking/get-score-run.ts'
import { markSitting } from '../../../server/marking/mark-sitting.ts'
import { listRatingQueue, rateAnswer } from '../../../server/marking/rate-answer.ts'
import { setPartStatus } from '../../../server/marking/set-part-status.ts'
import { closeBatch } from '../../../server/sittings/close-batch.ts'
import { reopenSitting } from '../../../server/sittings/reopen-sitting.ts'
import { saveAnswer } from '../../../server/sittings/save-answer.ts'
import { submitSitting } from '../../../server/sittings/submit-sitting.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { candidateActor, createOpenBatch, createWorld, sit, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let batch: Awaited<ReturnType<typeof createOpenBatch>>

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  batch = await createOpenBatch(ctx, world, {
    candidates: 2,
    sections: [
      { kind: 'single-choice', count: 16, marksEach: 5 },
      { kind: 'short-answer', count: 1, marksEach: 20 },
    ],
  })
})
afterAll(() => database.drop())

const no = (place: number) => batch.admitted[place]!.admissionNo
const mark = (place: number) => markSitting(ctx, { batchId: batch.batchId, admissionNo: no(place) })
const rate = (who: 'rater' | 'rater2', place: number, points: number[]) =>
  rateAnswer(ctx, world.people[who], {
    batchId: batch.batchId,
    admissionNo: no(place),
    itemNumber: 17,
    subItem: '',
    points,
  })
const theory = async (place: number) => {
  await computeResults(ctx, world.people.manager, batch.batchId)
  const results = await listResults(ctx, world.people.manager, batch.batchId)
  const { document } = results.find((result) => result.admissionNo === no(place))!
  return document.parts.find((part) => part.id === 'theory')!
}

test('a candidate recorded as absent who sat after all is not graded as absent: someone must say which it was', async () => {
  await setPartStatus(ctx, world.people.manager, {
    batchId: batch.batchId,
    admissionNo: no(1),
    part: 'theory',
    state: 'absent',
    reason: '点名未到',
  })
  for (const place of [0, 1]) {
    await sit(ctx, await candidateActor(ctx, batch.batchId, no(place)), 17)
    await mark(place)
    await rate('rater', place, [0])
    await rate('rater2', place, [0])
  }
  await closeBatch(ctx, world.people.manager, batch.batchId)
  expect(await theory(1)).toMatchObject({ state: 'pending', passed: null })
  expect(await theory(0)).toMatchObject({ state: 'marked' })
})

test('a sitting is not opened again while results are being published', async () => {
  let published = false
  const publishing = ctx.db.transaction().execute(async (trx) => {
    const found = await lockBatchFor(trx, world.people.manager, batch.batchId, 'result.publish')
    await sleep(300)
    await changeState(trx, ctx, world.people.manager, found, 'published')
    published = true
  })
  await sleep(100)
  const reopening = reopenSitting(ctx, world.people.manager, {
    batchId: batch.batchId,
    admissionNo: no(0),
    minutes: 30,
    reason: '停电',
  })
  await expect(reopening).rejects.toThrow('wrong-state')
  expect(published).toBe(true)
  await publishing
  await ctx.db.updateTable('batch').set({ state: 'closed' }).where('id', '=', batch.batchId).execute()
})

test('while a sitting is open again, and until its new answers are marked, the old marks do not count', async () => {
  await reopenSitting(ctx, world.people.manager, {
    batchId: batch.batchId,
    admissionNo: no(0),
    minutes: 30,
    reason: '停电',
  })
  expect(await theory(0)).toMatchObject({ state: 'pending', marks: null })
  await expect(publishResults(ctx, world.people.manager, batch.batchId)).rejects.toThrow('wrong-state')

  const candidate = await candidateActor(ctx, batch.batchId, no(0))
  await saveAnswer(ctx, candidate, { number: 17, seq: 100, tab: 'tab-1', response: '重新作答' })
  await submitSitting(ctx, candidate)
  expect(await theory(0)).toMatchObject({ state: 'pending', marks: null })
})

test('a written answer that was changed is rated anew: old ratings do not count for it', async () => {
  await mark(0)
  expect(await findScoreRun(ctx, world.people.manager, batch.batchId, no(0))).toMatchObject({
    marks: 80,
    needsRater: true,
  })
  const queue = await listRatingQueue(ctx, world.people.rater, batch.batchId)
  expect(queue.map((entry) => [entry.task.admissionNo, entry.task.response])).toEqual([[no(0), '重新作答']])
  const all = queue[0]!.points.map((_, place) => place)
  expect(await rate('rater', 0, all)).toBe('open')
  expect(await rate('rater2', 0, all)).toBe('done')
  expect(await theory(0)).toMatchObject({ state: 'marked', marks: 100 })
})

test('an answer that was taken back leaves no task behind that would hold up the rest', async () => {
  await reopenSitting(ctx, world.people.manager, {
    batchId: batch.batchId,
    admissionNo: no(0),
    minutes: 30,
    reason: '停电',
  })
  const candidate = await candidateActor(ctx, batch.batchId, no(0))
  await saveAnswer(ctx, candidate, { number: 17, seq: 200, tab: 'tab-1', response: '' })
  await submitSitting(ctx, candidate)
  await mark(0)
  expect(await listRatingQueue(ctx, world.people.rater, batch.batchId)).toEqual([])
  expect(await theory(0)).toMatchObject({ state: 'marked', marks: 80 })
})
