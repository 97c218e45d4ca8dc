import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeStatistics } from '../../../server/analytics/compute-statistics.ts'
import { countUrgentFindings, listBatchItems } from '../../../server/analytics/get-batch-items.ts'
import { getForm } from '../../../server/assembly/get-form.ts'
import { getItemRevisions } from '../../../server/banks/list-items.ts'
import { listReviewTasks } from '../../../server/banks/review-tasks.ts'
import { getBatch } from '../../../server/batches/get-batch.ts'
import { getOwnCertificate } from '../../../server/certificates/get-certificate.ts'
import {
  issueCertificates,
  listCertificates,
  nationalQueryUrls,
} from '../../../server/certificates/issue-certificates.ts'
import { systemActor } from '../../../server/identity/model.ts'
import { computeResults, listResults, publishResults } from '../../../server/marking/compute-results.ts'
import { enterPracticalSheet } from '../../../server/marking/enter-practical-sheet.ts'
import { markSitting } from '../../../server/marking/mark-sitting.ts'
import { reviseResults } from '../../../server/marking/revise-results.ts'
import { listRulings, listUnrevised, ruleOnItem } from '../../../server/marking/rule-on-item.ts'
import { closeBatch } from '../../../server/sittings/close-batch.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import {
  candidateActor,
  createOpenBatch,
  createWorld,
  secrets,
  sit,
  type World,
} from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let batch: Awaited<ReturnType<typeof createOpenBatch>>
/** Item revisions by their number on the form, from 0. */
let hashes: string[]

const settings = { secrets, publicUrl: 'https://example.test', ...nationalQueryUrls }
const no = (place: number) => batch.admitted[place]!.admissionNo
const manager = () => world.people.manager
const marksOf = async (place: number) =>
  (await listResults(ctx, manager(), batch.batchId))
    .find((line) => line.admissionNo === no(place))!
    .document.parts.find((part) => part.id === 'theory')!.marks
const certificates = () => listCertificates(ctx, manager(), batch.batchId)
const issue = () => issueCertificates(ctx, settings, { batchId: batch.batchId, actor: 'staff:manager' })

/** The marking jobs that were queued, and nothing else. */
async function runMarking(): Promise<number> {
  const jobs = ctx.queued.splice(0).filter(({ name }) => name === 'mark-sitting')
  for (const { payload } of jobs) await markSitting(ctx, payload as never)
  return jobs.length
}

// Twenty items of five marks: the first has 100, the second 60, the third 55.
const right = [20, 12, 11]

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  batch = await createOpenBatch(ctx, world, { candidates: 3 })
  for (const [place, count] of right.entries()) {
    await sit(ctx, await candidateActor(ctx, batch.batchId, no(place)), count)
    await markSitting(ctx, { batchId: batch.batchId, admissionNo: no(place) })
    for (const rater of ['rater', 'rater2', 'rater3'] as const)
      await enterPracticalSheet(ctx, world.people[rater], {
        batchId: batch.batchId,
        admissionNo: no(place),
        deductions: {},
        vetoes: [],
      })
  }
  await closeBatch(ctx, manager(), batch.batchId)
  await computeResults(ctx, manager(), batch.batchId)
  const form = await getForm(ctx, systemActor('test'), batch.formId)
  hashes = form.document.sections.flatMap((section) => section.items.map((item) => item.hash))
  ctx.queued.length = 0
})
afterAll(() => database.drop())

const rule = (place: number, ruling: Parameters<typeof ruleOnItem>[2]['ruling'], reason = '答案有误') =>
  ruleOnItem(ctx, manager(), { batchId: batch.batchId, itemHash: hashes[place]!, ruling, reason })

test('what cannot be ruled is refused with a sentence, and nothing is written', async () => {
  await expect(rule(0, { kind: 'also-accept', keys: ['Z'] })).rejects.toThrow('ruling-invalid')
  await expect(rule(0, { kind: 'full-marks' }, ' ')).rejects.toThrow('marking-reason-missing')
  await expect(rule(0, null)).rejects.toThrow('not-found')
  const ruling = {
    batchId: batch.batchId,
    itemHash: hashes[0]!,
    ruling: { kind: 'full-marks' },
    reason: '好的',
  } as const
  await expect(ruleOnItem(ctx, world.people.rater, ruling)).rejects.toThrow('forbidden')
  await expect(ruleOnItem(ctx, world.foreigner, ruling)).rejects.toThrow('not-found')
  await expect(ruleOnItem(ctx, manager(), { ...ruling, itemHash: 'nothing' })).rejects.toThrow('not-found')
  expect(await listRulings(ctx, manager(), batch.batchId)).toEqual([])
  expect(ctx.queued).toEqual([])
})

test('before publication: marked again, not published until computed anew', async () => {
  expect(await rule(15, { kind: 'full-marks' })).toBe(3)
  expect(await runMarking()).toBe(3)
  expect(await marksOf(2)).toBe(55)
  await expect(publishResults(ctx, manager(), batch.batchId)).rejects.toThrow('results-outdated')
  await computeResults(ctx, manager(), batch.batchId)
  expect([await marksOf(0), await marksOf(1), await marksOf(2)]).toEqual([100, 65, 60])
})

test('a ruling can be taken back while nothing is published', async () => {
  await rule(15, null, '经复核答案无误')
  await runMarking()
  await computeResults(ctx, manager(), batch.batchId)
  expect([await marksOf(0), await marksOf(1), await marksOf(2)]).toEqual([100, 60, 55])
  expect(await listRulings(ctx, manager(), batch.batchId)).toMatchObject([{ revision: 2, ruling: null }])
})

test('a sheet can be corrected between marking and publication', async () => {
  await enterPracticalSheet(ctx, world.people.rater, {
    batchId: batch.batchId,
    admissionNo: no(0),
    deductions: {},
    vetoes: [],
    comment: '复核无误',
  })
  await computeResults(ctx, manager(), batch.batchId)
  await publishResults(ctx, manager(), batch.batchId)
  await issue()
  expect((await certificates()).map((one) => one.admissionNo)).toEqual([no(0), no(1)])
})

test('after certification: marks rise, who newly passed is certified, a printed mark is replaced', async () => {
  await expect(reviseResults(ctx, manager(), batch.batchId, '没有裁定')).rejects.toThrow('nothing-to-revise')
  const form = await getForm(ctx, systemActor('test'), batch.formId)
  const entry = form.document.sections.flatMap((section) => section.items)[15]!
  const { item } = (await getItemRevisions(ctx, [entry.hash])).get(entry.hash)!
  // The wrong answer everybody of the second and third gave is right as well.
  const wrong = item.kind === 'single-choice' ? item.options.find(({ id }) => id !== item.key)!.id : undefined
  expect(wrong).toBeDefined()
  await rule(15, { kind: 'also-accept', keys: [wrong] }, '两个选项都对')
  await runMarking()
  await expect(rule(15, null)).rejects.toThrow('ruling-published')
  const revision = await reviseResults(ctx, manager(), batch.batchId, '第 16 题两个选项都对')
  expect(revision).toEqual({ changed: 2, newlyPassed: 1 })
  expect([await marksOf(0), await marksOf(1), await marksOf(2)]).toEqual([100, 65, 60])
  expect((await getBatch(ctx, manager(), batch.batchId)).state).toBe('published')

  expect(await issue()).toBe(2)
  const all = await certificates()
  expect(all.map((one) => [one.admissionNo, one.status]).sort()).toEqual(
    [
      [no(0), 'valid'],
      [no(1), 'superseded'],
      [no(1), 'valid'],
      [no(2), 'valid'],
    ].sort(),
  )
  expect(new Set(all.map((one) => one.number)).size).toBe(4)
  expect((await getBatch(ctx, manager(), batch.batchId)).state).toBe('certified')
  const own = await getOwnCertificate(ctx, await candidateActor(ctx, batch.batchId, no(1)))
  expect(own!.record.status).toBe('valid')
  expect(own!.record.document.marks.find((mark) => mark.part === 'theory')!.marks).toBe(65)
  expect(await issue()).toBe(0)
})

test('what was corrected is said with the result, and nothing is left to follow', async () => {
  const lines = await listResults(ctx, manager(), batch.batchId)
  const third = lines.find((line) => line.admissionNo === no(2))!
  expect(third.document.reasons.at(-1)).toMatch(
    /^更正（\d{4}-\d\d-\d\d）：理论知识 55 → 60；第 16 题两个选项都对$/,
  )
  expect(await listUnrevised(ctx, manager())).toEqual([])
})

test('figures are those of the original key: a ruling does not hide what was wrong', async () => {
  const { items, forms } = await computeStatistics(ctx, { batchId: batch.batchId })
  // Item 16 was right for the first alone, whatever was ruled.
  expect(items.find((one) => one.hash === hashes[15])!.facility).toBeCloseTo(1 / 3, 9)
  expect(forms[0]!.mean).toBeCloseTo((100 + 65 + 60) / 3, 9)
  const tasks = await listReviewTasks(ctx, systemActor('test'), { itemHash: hashes[15]! })
  expect(tasks.map((task) => task.kind)).toContain('ruled')
})

test('every step of it is in the audit trail', async () => {
  const rows = await ctx.db
    .selectFrom('audit_event')
    .select('action')
    .where('organisation_id', '=', world.organisationId)
    .execute()
  const actions = rows.map((row) => row.action)
  for (const action of ['item.ruled', 'result.revised', 'certificate.superseded'])
    expect(actions).toContain(action)
})

test('the items of the batch are listed with their rulings', async () => {
  const items = await listBatchItems(ctx, manager(), batch.batchId)
  expect(items).toHaveLength(20)
  expect(items[15]!.ruling).toMatchObject({ reason: '两个选项都对' })
  expect(await countUrgentFindings(ctx, manager(), batch.batchId)).toBe(0)
})
