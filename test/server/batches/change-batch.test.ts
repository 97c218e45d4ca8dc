import { afterAll, beforeAll, expect, test } from 'vitest'
import { admitCandidates } from '../../../server/batches/admit-candidates.ts'
import { type BatchChange, changeBatch, removeCandidate } from '../../../server/batches/change-batch.ts'
import { confirmBatch } from '../../../server/batches/confirm-batch.ts'
import { getBatch, listAdmissions } from '../../../server/batches/get-batch.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createOpenBatch, createWorld, idNumber, secrets, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let batchId: string

const hour = 3_600_000
const start = Date.parse('2027-03-10T01:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db, '2027-03-01T01:00:00Z')
  world = await createWorld(ctx)
  const made = await createOpenBatch(ctx, world, {
    candidates: 3,
    confirm: false,
    opensAt: new Date(start),
    closesAt: new Date(start + 3 * hour),
  })
  batchId = made.batchId
})
afterAll(() => database.drop())

const manager = () => world.people.manager
async function change(over: Partial<BatchChange>) {
  const batch = await getBatch(ctx, manager(), batchId)
  await changeBatch(ctx, manager(), { ...batch, batchId, ...over })
  return getBatch(ctx, manager(), batchId)
}
const numbers = async () =>
  (await listAdmissions(ctx, manager(), batchId)).map((one) => one.admissionNo.slice(-4))

test('a draft is corrected; what is not valid is refused and changes nothing', async () => {
  const next = await change({
    title: ' 改期后的批次 ',
    opensAt: new Date(start + 24 * hour),
    closesAt: new Date(start + 28 * hour),
  })
  expect(next).toMatchObject({ title: '改期后的批次', opensAt: new Date(start + 24 * hour) })
  await expect(change({ closesAt: new Date(start) })).rejects.toThrow('batch-window-invalid')
  await expect(change({ minutes: 10 })).rejects.toThrow('batch-minutes-too-short')
  await expect(change({ earlyLeaveMinutes: 300 })).rejects.toThrow('batch-early-leave')
  await expect(change({ practicalTaskHash: '0'.repeat(64) })).rejects.toThrow('not-found')
  expect(await getBatch(ctx, manager(), batchId)).toEqual(next)
  await expect(changeBatch(ctx, world.people.rater, { ...next, batchId })).rejects.toThrow('forbidden')
  await expect(changeBatch(ctx, world.foreigner, { ...next, batchId })).rejects.toThrow('not-found')
})

test('a candidate who is taken off the list leaves a number that nobody gets again', async () => {
  const [, second] = await listAdmissions(ctx, manager(), batchId)
  const remove = (admissionNo: string, reason: string) =>
    removeCandidate(ctx, manager(), { batchId, admissionNo, reason })
  await expect(remove(second!.admissionNo, ' ')).rejects.toThrow('removal-reason-missing')
  await expect(remove('000000000000', '报错')).rejects.toThrow('candidate-not-listed')
  await remove(second!.admissionNo, '本人退考')
  const last = (await listAdmissions(ctx, manager(), batchId)).at(-1)!
  await remove(last.admissionNo, '报错名单')
  const row = {
    name: '后来的考生',
    idType: 'resident-id',
    idNumber: idNumber(77),
    room: '第一考场',
    seat: '9',
  }
  await admitCandidates(ctx, secrets, manager(), { batchId, rows: [row] })
  expect(await numbers()).toEqual(['0001', '0004'])
})

test('a seat is given once, within a list and beside those who are there', async () => {
  const row = (n: number, seat: string) => ({
    name: `同座${n}`,
    idType: 'resident-id',
    idNumber: idNumber(100 + n),
    room: ' 第一考场 ',
    seat,
  })
  const admit = (...rows: ReturnType<typeof row>[]) =>
    admitCandidates(ctx, secrets, manager(), { batchId, rows })
  await expect(admit(row(1, '20'), row(2, '20'))).rejects.toThrow('座位 第一考场 20 已安排给同座1')
  await expect(admit(row(1, '9'))).rejects.toThrow('座位 第一考场 9 已安排给后来的考生')
  expect(await numbers()).toEqual(['0001', '0004'])
})

test('a confirmed batch may be postponed, its length stands; a begun one is as it is', async () => {
  await confirmBatch(ctx, manager(), batchId)
  const later = await change({ opensAt: new Date(start + 48 * hour), closesAt: new Date(start + 52 * hour) })
  expect(later.state).toBe('ready')
  await expect(change({ minutes: 100 })).rejects.toThrow('batch-confirmed')
  await expect(change({ practicalTaskHash: null })).rejects.toThrow('batch-confirmed')
  ctx.clock.set(new Date(start + 49 * hour))
  await expect(change({ title: '太晚了' })).rejects.toThrow('batch-begun')
  const [first] = await listAdmissions(ctx, manager(), batchId)
  await expect(
    removeCandidate(ctx, manager(), { batchId, admissionNo: first!.admissionNo, reason: '太晚了' }),
  ).rejects.toThrow('batch-begun')
})
