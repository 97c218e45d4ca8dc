import { afterAll, beforeAll, expect, test } from 'vitest'
import { findScoreRun } from '../../../server/marking/get-score-run.ts'
import { markSitting } from '../../../server/marking/mark-sitting.ts'
import { listRatingQueue, rateAnswer } from '../../../server/marking/rate-answer.ts'
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
    candidates: 3,
    sections: [
      { kind: 'single-choice', count: 16, marksEach: 5 },
      { kind: 'short-answer', count: 1, marksEach: 20 },
    ],
  })
  for (const { admissionNo } of batch.admitted) {
    await sit(ctx, await candidateActor(ctx, batch.batchId, admissionNo), 17)
    await markSitting(ctx, { batchId: batch.batchId, admissionNo })
  }
})
afterAll(() => database.drop())

const no = (place: number) => batch.admitted[place]!.admissionNo
const rate = (who: 'rater' | 'rater2' | 'rater3' | 'manager', place: number, points: number[]) =>
  rateAnswer(ctx, world.people[who], {
    batchId: batch.batchId,
    admissionNo: no(place),
    itemNumber: 17,
    subItem: '',
    points,
  })
const run = (place: number) => findScoreRun(ctx, world.people.manager, batch.batchId, no(place))

test('a written answer waits for raters, and the queue shows no name', async () => {
  expect(await run(0)).toMatchObject({ run: 1, marks: 80, needsRater: true })
  const queue = await listRatingQueue(ctx, world.people.rater, batch.batchId)
  expect(queue).toHaveLength(3)
  expect(queue[0]!.points.length).toBeGreaterThan(1)
  expect(JSON.stringify(queue)).not.toContain('考生')
})

test('two raters who agree settle it, and the sitting is marked again', async () => {
  const all = (await listRatingQueue(ctx, world.people.rater, batch.batchId))[0]!.points.map(
    (_, place) => place,
  )
  expect(await rate('rater', 0, all)).toBe('open')
  await expect(rate('rater', 0, all)).rejects.toThrow('already-rated')
  expect(await rate('rater2', 0, all)).toBe('done')
  expect(await run(0)).toMatchObject({ run: 2, marks: 100, needsRater: false })
  await expect(rate('rater3', 0, all)).rejects.toThrow('rating-not-open')
})

test('raters far apart go to a third, whose rating decides', async () => {
  const all = (await listRatingQueue(ctx, world.people.rater3, batch.batchId))[0]!.points.map(
    (_, place) => place,
  )
  expect(await rate('rater', 1, all)).toBe('open')
  expect(await rate('rater2', 1, [])).toBe('arbitration')
  expect(await run(1)).toMatchObject({ needsRater: true })
  expect(await rate('rater3', 1, all)).toBe('done')
  expect(await run(1)).toMatchObject({ marks: 100, needsRater: false })
})

test('a rater does not read the run: it says what others gave, and to whom', async () => {
  await expect(findScoreRun(ctx, world.people.rater, batch.batchId, no(1))).rejects.toThrow('forbidden')
})

test('who is not on the panel may not rate, a foreign batch does not exist, a point that is not there is refused', async () => {
  await expect(rate('manager', 2, [])).rejects.toThrow('forbidden')
  await expect(
    rateAnswer(ctx, world.foreigner, {
      batchId: batch.batchId,
      admissionNo: no(2),
      itemNumber: 17,
      subItem: '',
      points: [],
    }),
  ).rejects.toThrow('not-found')
  await expect(rate('rater', 2, [99])).rejects.toThrow('rating-points-invalid')
})
