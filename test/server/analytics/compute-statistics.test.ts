import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeStatistics } from '../../../server/analytics/compute-statistics.ts'
import type { Analysis } from '../../../server/analytics/model.ts'
import { listFindings } from '../../../server/analytics/queries.ts'
import { assembleForms } from '../../../server/assembly/assemble-forms.ts'
import { getItemHealth } from '../../../server/banks/item-health.ts'
import { listReviewTasks, settleReviewTask } from '../../../server/banks/review-tasks.ts'
import { platformOrganisation, type StaffActor } from '../../../server/identity/model.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type SimulatedBatch, simulateBatch, simulatedSlope } from '../../support/simulated-batch.ts'
import { createWorld, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let first: SimulatedBatch
let analysis: Analysis

const sections = [
  { kind: 'single-choice', count: 30, marksEach: 2.5 },
  { kind: 'true-false', count: 10, marksEach: 2.5 },
] as const
const writer: StaffActor = {
  kind: 'staff',
  userId: 'writer',
  name: '命题专家',
  memberships: [{ organisationId: platformOrganisation, role: 'item-writer' }],
}

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  first = await simulateBatch(ctx, world, { sittings: 400, sections, wrongKey: 4, copied: [10, 11] })
  analysis = await computeStatistics(ctx, { batchId: first.batchId })
}, 120_000)
afterAll(() => database.drop())

test('figures of every revision, from every sitting', () => {
  expect(analysis.items.map((item) => item.hash).sort()).toEqual([...first.hashes].sort())
  for (const item of analysis.items) {
    expect(item.n).toBe(400)
    expect(item.options.reduce((sum, option) => sum + option.n, 0)).toBe(400)
    expect(item.options.map((option) => option.option)).toEqual(
      item.kind === 'true-false' ? ['false', 'true'] : ['A', 'B', 'C', 'D'],
    )
    expect(item.groups.reduce((sum, n) => sum + n, 0)).toBe(400)
    expect(item.history).toEqual([{ batchId: first.batchId, n: 400, facility: item.facility }])
  }
})

test('item parameters are those that were simulated', () => {
  expect(analysis.calibration).toMatchObject({ model: '2pl', converged: true, persons: 400 })
  first.hashes.forEach((hash, place) => {
    const irt = analysis.items.find((item) => item.hash === hash)!.irt!
    if (place === 4) return
    expect(Math.abs(irt.b - first.b[place]!)).toBeLessThan(4 * irt.seB!)
    expect(Math.abs(irt.a - simulatedSlope)).toBeLessThan(4 * irt.seA!)
    expect(irt.observed.reduce((sum, group) => sum + group.n, 0)).toBe(400)
  })
})

test('the figures of the paper are in marks', () => {
  const [form] = analysis.forms
  expect(form).toMatchObject({ n: 400, items: 40, fullMarks: 100, cut: 60 })
  expect(form!.mean).toBeGreaterThan(40)
  expect(form!.alpha!).toBeGreaterThan(0.8)
  expect(form!.sem!).toBeGreaterThan(3)
  expect(form!.semAtCut!).toBeGreaterThan(3)
  expect(form!.semAtCut!).toBeLessThan(12)
  expect(form!.histogram.reduce((sum, n) => sum + n, 0)).toBe(400)
  expect(form!.consistency!).toBeGreaterThan(0.7)
})

test('a wrong key and a copied paper are found, and nothing else', async () => {
  const tasks = await listReviewTasks(ctx, writer, { state: 'open' })
  const wrong = analysis.items.find((item) => item.hash === first.hashes[4])!
  expect(tasks.map((task) => [task.itemId, task.kind])).toContainEqual([wrong.itemId, 'key-suspect'])
  expect(new Set(tasks.map((task) => task.itemId))).toEqual(new Set([wrong.itemId]))
  expect(await listFindings(ctx.db, first.batchId)).toMatchObject([
    { first: first.admissionNo(10), second: first.admissionNo(11), state: 'open' },
  ])
})

test('computing again opens nothing twice, and what was answered stays answered', async () => {
  const before = await listReviewTasks(ctx, writer)
  await computeStatistics(ctx, { batchId: first.batchId })
  expect(await listReviewTasks(ctx, writer)).toHaveLength(before.length)
  await settleReviewTask(ctx, writer, {
    taskId: before[0]!.id,
    verdict: 'withdraw',
    reason: '答案与规范不符，停用',
  })
  await computeStatistics(ctx, { batchId: first.batchId })
  const after = await listReviewTasks(ctx, writer)
  expect(after).toHaveLength(before.length)
  expect(after.find((task) => task.id === before[0]!.id)).toMatchObject({ verdict: 'withdraw' })
  await expect(
    settleReviewTask(ctx, writer, { taskId: before[0]!.id, verdict: 'keep', reason: '再看一次' }),
  ).rejects.toThrow('review-settled')
})

test('a verdict needs its reason, and the right to give it', async () => {
  const verdict = { taskId: 'rev_x', verdict: 'keep', reason: ' ' } as const
  await expect(settleReviewTask(ctx, writer, verdict)).rejects.toThrow('review-reason-missing')
  await expect(settleReviewTask(ctx, world.people.manager, { ...verdict, reason: '好' })).rejects.toThrow(
    'forbidden',
  )
})

test('the bank learns: observed facility goes into the next forms, and a withdrawn item into none', async () => {
  const health = await getItemHealth(ctx, '6-31-01-03', 4)
  expect(health.size).toBe(40)
  const assembly = await assembleForms(ctx, world.people.manager, {
    organisationId: world.organisationId,
    bankId: '6-31-01-03',
    level: 4,
    forms: 3,
    seed: 5,
  })
  expect(assembly.report.supply.observed).toBe(39)
  expect(assembly.report.supply.leftOut.withdrawn).toBe(1)
  const used = assembly.assembled.flatMap(({ form }) =>
    form.sections.flatMap((section) => section.items.map((item) => item.hash)),
  )
  expect(used).not.toContain(first.hashes[4])
})

test('an item that became easy for a cohort no more able is reported as possibly leaked', async () => {
  ctx.clock.set('2027-06-01T01:00:00Z')
  const second = await simulateBatch(ctx, world, {
    sittings: 200,
    seed: 12,
    ability: 0.4,
    formId: first.formId,
    sections,
    leaked: 36,
    wrongKey: 4,
  })
  const found = await computeStatistics(ctx, { batchId: second.batchId })
  const leaked = found.items.find((item) => item.hash === first.hashes[36])!
  expect(leaked.n).toBe(600)
  expect(leaked.history.map((use) => use.n)).toEqual([400, 200])
  expect(found.alarms.filter((alarm) => alarm.kind === 'possibly-leaked').map((alarm) => alarm.hash)).toEqual(
    [first.hashes[36]],
  )
  expect(found.batch.n).toBe(200)
  expect(found.forms[0]!.n).toBe(600)
}, 60_000)
