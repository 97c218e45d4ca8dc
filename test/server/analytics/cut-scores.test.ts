import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentHash } from '../../../bank-schemas/index.ts'
import {
  angoff,
  borderlineRegression,
  contrastingGroups,
  ebel,
  hofstee,
} from '../../../scoring/statistics/index.ts'
import { closeStudy } from '../../../server/analytics/cut-scores/close-study.ts'
import { listPossibleJudges } from '../../../server/analytics/cut-scores/create-study.ts'
import { enterObservations } from '../../../server/analytics/cut-scores/enter-observations.ts'
import { getDesk } from '../../../server/analytics/cut-scores/get-desk.ts'
import { getRecord } from '../../../server/analytics/cut-scores/get-record.ts'
import { getStudy, listJudgeDuties, listStudies } from '../../../server/analytics/cut-scores/get-study.ts'
import { listMarkCounts } from '../../../server/analytics/cut-scores/queries.ts'
import { applyPatch, missingOf, readObservations } from '../../../server/analytics/cut-scores/rules.ts'
import { closeRound, excludeJudge, openRound } from '../../../server/analytics/cut-scores/run-rounds.ts'
import { saveEstimates } from '../../../server/analytics/cut-scores/save-estimates.ts'
import { declineRecord, signRecord } from '../../../server/analytics/cut-scores/sign-record.ts'
import { createStaff } from '../../../server/identity/create-staff.ts'
import { platformOrganisation, type StaffActor, systemActor } from '../../../server/identity/model.ts'
import { createThrottles, type Throttles } from '../../../server/identity/throttle.ts'
import { verifyAudit } from '../../../server/storage/audit.ts'
import { jsonb } from '../../../server/storage/jsonb.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createPanel, sharesOf } from '../../support/panel.ts'
import { type SimulatedBatch, simulateBatch } from '../../support/simulated-batch.ts'
import { createOpenBatch, createWorld, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let throttles: Throttles
let used: SimulatedBatch
let unusedForm: string
let judges: readonly StaffActor[]
let manager: StaffActor

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  throttles = createThrottles(ctx.db)
  used = await simulateBatch(ctx, world, { sittings: 120 })
  unusedForm = (
    await createOpenBatch(ctx, world, {
      candidates: 1,
      confirm: false,
      sections: [{ kind: 'single-choice', count: 20, marksEach: 5 }],
    })
  ).formId
  const { rater, rater2, rater3 } = world.people
  judges = [rater, rater2, rater3]
  manager = world.people.manager
}, 120_000)
afterAll(() => database.drop())

const password = '银杏-Quartz-4711-lake'
const sign = (studyId: string, judge: StaffActor, hash: string) =>
  signRecord(ctx, throttles, judge, { studyId, hash, password, address: '127.0.0.1' })

const items = [1, 2, 3].map((number) => ({ number, id: `i${number}`, hash: `h${number}`, marks: 10 }))
const none = { values: {}, cells: {} }

describe('what may be entered', () => {
  test.each([
    ['angoff', { '1': '65' }, { '1': 65 }, ''],
    ['angoff', { '1': '６５％' }, { '1': 65 }, ''],
    ['angoff', { '1': '' }, {}, ''],
    ['angoff', { '2': 62.5 }, { '2': 62.5 }, ''],
    ['angoff', { '1': '120' }, {}, '第 1 题填的是“120”，应为 0–100 的数'],
    ['angoff', { '1': '-1' }, {}, '第 1 题填的是“-1”'],
    ['angoff', { '1': '约六成' }, {}, '第 1 题填的是“约六成”'],
    ['angoff', { '9': '50' }, {}, '没有“9”这一项'],
    ['ebel', { 'essential/easy': '90' }, { 'essential/easy': 90 }, ''],
    ['ebel', { 'essential/easy': '190' }, {}, '“关键·易”格填的是“190”'],
    ['ebel', { 'essential/none': '9' }, {}, '没有“essential/none”这一项'],
    ['hofstee', { lowestCut: '31' }, {}, '可接受的最低合格线填的是“31”，应为 0–30 的数'],
    ['hofstee', { lowestFail: '40', highestFail: '20' }, { lowestFail: 40, highestFail: 20 }, '应小于'],
  ] as const)('%s %j gives %j, says “%s”', (method, values, kept, said) => {
    const { estimates, faults } = applyPatch({ method, fullMarks: 30 }, items, none, { values })
    expect(estimates.values).toEqual(kept)
    expect(faults.map((fault) => fault.zh).join()).toContain(said)
    expect(faults.length > 0).toBe(said !== '')
    expect(faults.every((fault) => fault.en.length > 0)).toBe(true)
  })

  test('Ebel is complete when every item has a cell and every cell in use a share', () => {
    const cells = { '1': 'essential/easy', '2': 'essential/easy', '3': 'important/hard' }
    expect(missingOf('ebel', items, undefined)).toEqual(['1', '2', '3'])
    expect(missingOf('ebel', items, { cells, values: { 'essential/easy': 80 } })).toEqual(['important/hard'])
    const study = { method: 'ebel' as const, fullMarks: 30 }
    expect(applyPatch(study, items, none, { cells: { '1': 'vital/easy' } }).faults[0]!.zh).toContain(
      '第 1 题',
    )
  })

  test('a row says where it is wrong', () => {
    const { faults } = readObservations({ method: 'borderline-regression', fullMarks: 100 }, [
      { candidate: 'K1', score: '60', rating: '临界' },
      { candidate: 'K1', score: '101', rating: '6' },
      { candidate: ' ', score: 'x', rating: '' },
    ])
    expect(faults.map((fault) => [fault.row, fault.zh.slice(0, 6)])).toEqual([
      [2, '考生“K1”'],
      [2, '成绩填的是“'],
      [2, '总体评定“6'],
      [3, '考生编号应为'],
      [3, '成绩填的是“'],
      [3, '总体评定“”'],
    ])
  })
})

describe('a whole Angoff study, three judges, two rounds', () => {
  let id: string
  let hash: string

  test('needs a description, two judges, and judges who may', async () => {
    const make = (change: object) => createPanel(ctx, world, used.formId, change)
    await expect(make({ description: '差不多的人' })).rejects.toThrow('cut-score-description-missing')
    await expect(make({ title: ' ' })).rejects.toThrow('cut-score-title-missing')
    await expect(make({ judges: [judges[0]!.userId] })).rejects.toThrow('cut-score-judges-too-few')
    for (const stranger of [world.foreigner.userId, world.people.auditor.userId, 'nobody'])
      await expect(make({ judges: [judges[0]!.userId, stranger] })).rejects.toThrow('cut-score-judge-unknown')
    const possible = await listPossibleJudges(ctx, manager, world.organisationId)
    expect(possible.map((one) => one.userId)).not.toContain(world.foreigner.userId)
    id = await make({})
    expect(await getStudy(ctx, manager, id)).toMatchObject({ study: { state: 'draft', fullMarks: 100 } })
  })

  test('is run by managers, read by auditors, and does not exist for others', async () => {
    await expect(openRound(ctx, world.foreigner, id)).rejects.toThrow('not-found')
    await expect(getStudy(ctx, world.foreigner, id)).rejects.toThrow('not-found')
    await expect(getDesk(ctx, world.foreigner, { studyId: id, page: 1 })).rejects.toThrow('not-found')
    await expect(openRound(ctx, judges[0]!, id)).rejects.toThrow('forbidden')
    await expect(openRound(ctx, world.people.auditor, id)).rejects.toThrow('forbidden')
    await expect(getStudy(ctx, judges[0]!, id)).rejects.toThrow('forbidden')
    expect((await getStudy(ctx, world.people.auditor, id)).judges).toHaveLength(3)
    expect(await listStudies(ctx, world.foreigner)).toEqual([])
    expect((await listStudies(ctx, judges[0]!)).map((study) => study.id)).toEqual([id])
  })

  test('takes estimates from its judges alone, while a round is open', async () => {
    const early = saveEstimates(ctx, judges[0]!, { studyId: id, patch: { values: { '1': 50 } } })
    await expect(early).rejects.toThrow('wrong-state')
    await openRound(ctx, manager, id)
    for (const stranger of [manager, world.people.invigilator, world.people.auditor])
      await expect(saveEstimates(ctx, stranger, { studyId: id, patch: {} })).rejects.toThrow('forbidden')
    await expect(
      saveEstimates(ctx, judges[0]!, { studyId: id, patch: { values: { '1': 130 } } }),
    ).rejects.toThrow('cut-score-estimates-invalid: Something entered is not right: item 1 is "130"')
    expect(await listJudgeDuties(ctx, judges[0]!)).toMatchObject([{ duty: 'estimate' }])
  })

  test('shows a judge the items with their keys, and writes down that it did', async () => {
    const desk = await getDesk(ctx, judges[0]!, { studyId: id, page: 2 })
    expect(desk).toMatchObject({ page: 2, pages: 2, panel: undefined, previous: undefined, facilities: [] })
    expect(desk.shown.map((one) => one.number)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
    expect(desk.shown[0]!.item).toHaveProperty('key')
    const views = await ctx.db
      .selectFrom('audit_event')
      .select('subject')
      .where('action', '=', 'item.viewed')
      .where('actor', '=', `staff:${judges[0]!.userId}`)
      .execute()
    expect(views).toEqual([{ subject: `cut-score:${id}` }])
  })

  test('a round is closed when every judge is through', async () => {
    const { items: all } = await getStudy(ctx, manager, id)
    for (const judge of [0, 1])
      await saveEstimates(ctx, judges[judge]!, { studyId: id, patch: { values: sharesOf(all, judge, 1) } })
    const last = sharesOf(all, 2, 1)
    const half = Object.fromEntries(Object.entries(last).slice(0, 12))
    const { missing } = await saveEstimates(ctx, judges[2]!, { studyId: id, patch: { values: half } })
    expect(missing).toHaveLength(8)
    await expect(closeRound(ctx, manager, id)).rejects.toThrow('员工rater3')
    await saveEstimates(ctx, judges[2]!, { studyId: id, patch: { values: last } })
    expect(await listJudgeDuties(ctx, judges[2]!)).toEqual([])
    await closeRound(ctx, manager, id)
  })

  test('in the second round a judge sees the panel, the own estimate and what candidates made of it', async () => {
    await openRound(ctx, manager, id)
    const desk = await getDesk(ctx, judges[0]!, { studyId: id, page: 1 })
    expect(desk.previous!.values['1']).toBe(59)
    expect(desk.panel!.items[0]!.mean).toBeCloseTo(0.67, 10)
    for (const [place, judge] of judges.entries())
      await saveEstimates(ctx, judge, {
        studyId: id,
        patch: { values: sharesOf((await getStudy(ctx, manager, id)).items, place, 2) },
      })
    await closeRound(ctx, manager, id)
  })

  test('the result is that of the pure function, and past candidates are counted at it', async () => {
    const { result, impact, items: all, sittings } = await getStudy(ctx, manager, id)
    const shares = (judge: number, round: number) =>
      Object.values(sharesOf(all, judge, round)).map((value) => value / 100)
    const expected = angoff(
      [1, 2].map((round) => [0, 1, 2].map((judge) => shares(judge, round))),
      all.map((item) => item.marks),
    )
    expect(result!.cut).toBeCloseTo(expected.cut, 10)
    expect(result!.se).toBeCloseTo(expected.se, 10)
    expect(result!.rounds.map((round) => round.sd!)).toEqual(
      expected.rounds.map((round) => expect.closeTo(round.sd, 10)),
    )
    expect(result!.rounds[1]!.sd!).toBeLessThan(result!.rounds[0]!.sd!)
    expect(sittings).toBe(120)
    const counts = await listMarkCounts(ctx.db, used.formId)
    const atCut = counts.filter((one) => one.marks >= expected.cut).reduce((sum, one) => sum + one.n, 0)
    expect(impact.map((one) => one.at)).toEqual(['lower', 'cut', 'upper', 'regulation'])
    expect(impact[1]).toMatchObject({ passed: atCut })
    expect(impact[3]).toMatchObject({ marks: 60 })
  })

  test('the record is signed by its hash, with the password', async () => {
    hash = await closeStudy(ctx, manager, id)
    const { document } = await getRecord(ctx, judges[0]!, id)
    expect(contentHash(document)).toBe(hash)
    await expect(getRecord(ctx, world.foreigner, id)).rejects.toThrow('not-found')
    await expect(getRecord(ctx, world.people.invigilator, id)).rejects.toThrow('forbidden')
    await expect(sign(id, world.people.invigilator, hash)).rejects.toThrow('forbidden')
    await expect(sign(id, judges[0]!, contentHash('another'))).rejects.toThrow('cut-score-record-changed')
    await expect(
      signRecord(ctx, throttles, judges[0]!, { studyId: id, hash, password: 'wrong', address: '127.0.0.1' }),
    ).rejects.toThrow('password-wrong')
    await sign(id, judges[0]!, hash)
    await expect(sign(id, judges[0]!, hash)).rejects.toThrow('cut-score-answered')
  })

  test('a document that was changed is signed by nobody, and the page says so', async () => {
    const { document } = await getRecord(ctx, judges[1]!, id)
    const write = (value: unknown) =>
      ctx.db
        .updateTable('cut_score_study')
        .set({ document: jsonb<unknown>(value) })
        .where('id', '=', id)
        .execute()
    await write({ ...document, result: { ...document.result, cut: 40 } })
    await expect(sign(id, judges[1]!, hash)).rejects.toThrow('cut-score-record-changed')
    expect((await getRecord(ctx, judges[1]!, id)).verification).toEqual({
      intact: false,
      signaturesMatch: true,
      recomputed: false,
    })
    await write(document)
  })

  test('when all have answered it is final, and nothing moves any more', async () => {
    await sign(id, judges[1]!, hash)
    await expect(declineRecord(ctx, judges[2]!, { studyId: id, hash, reason: ' ' })).rejects.toThrow(
      'cut-score-reason-missing',
    )
    await declineRecord(ctx, judges[2]!, { studyId: id, hash, reason: '第 12 题应先修改' })
    const record = await getRecord(ctx, world.people.auditor, id)
    expect(record.study.state).toBe('final')
    expect(record.panel.map((judge) => judge.answer?.kind)).toEqual(['signed', 'signed', 'declined'])
    expect(record.verification).toEqual({ intact: true, signaturesMatch: true, recomputed: true })
    for (const work of [
      () => openRound(ctx, manager, id),
      () => closeStudy(ctx, manager, id),
      () => excludeJudge(ctx, manager, { studyId: id, userId: judges[0]!.userId, reason: '离职' }),
      () => sign(id, judges[2]!, hash),
      () => saveEstimates(ctx, judges[0]!, { studyId: id, patch: { values: { '1': 1 } } }),
    ])
      await expect(work()).rejects.toThrow('wrong-state')
  })

  test('every step is in the audit trail, and the chain holds', async () => {
    const rows = await ctx.db
      .selectFrom('audit_event')
      .select(['action', 'detail'])
      .where('subject', '=', `cut-score:${id}`)
      .where('action', '!=', 'item.viewed')
      .orderBy('sequence')
      .execute()
    expect([...new Set(rows.map((row) => row.action))]).toEqual([
      'cut-score.created',
      'cut-score.round-opened',
      'cut-score.estimates-saved',
      'cut-score.round-closed',
      'cut-score.closed',
      'cut-score.signed',
      'cut-score.declined',
      'cut-score.finalised',
    ])
    expect(rows.find((row) => row.action === 'cut-score.signed')!.detail).toMatchObject({ hash })
    expect((await verifyAudit(ctx.db)).faults).toEqual([])
  })
})

test('a judge leaves with a reason; two must stay; a form nobody sat tells no pass rate', async () => {
  const id = await createPanel(ctx, world, unusedForm)
  await openRound(ctx, manager, id)
  const { items: all } = await getStudy(ctx, manager, id)
  for (const judge of [0, 1])
    await saveEstimates(ctx, judges[judge]!, { studyId: id, patch: { values: sharesOf(all, judge, 1) } })
  const exclude = (place: number, reason: string) =>
    excludeJudge(ctx, manager, { studyId: id, userId: judges[place]!.userId, reason })
  await expect(exclude(2, '')).rejects.toThrow('cut-score-reason-missing')
  await exclude(2, '临时出差，未能参加')
  await expect(exclude(1, '也走了')).rejects.toThrow('cut-score-judges-too-few')
  await expect(
    saveEstimates(ctx, judges[2]!, { studyId: id, patch: { values: { '1': 50 } } }),
  ).rejects.toThrow('cut-score-judge-left')
  await closeRound(ctx, manager, id)
  const report = await getStudy(ctx, manager, id)
  expect(report.result).toMatchObject({ n: 2 })
  expect(report.result!.rounds[0]!.withFacility).toBeNull()
  expect(report.impact.every((one) => one.passed === null)).toBe(true)
  const hash = await closeStudy(ctx, manager, id)
  await expect(sign(id, judges[2]!, hash)).rejects.toThrow('cut-score-judge-left')
  await sign(id, judges[0]!, hash)
  // One who cannot be reached any more does not keep the record open for ever.
  await exclude(1, '已离职，联系不上')
  const { study, panel } = await getRecord(ctx, manager, id)
  expect(study.state).toBe('final')
  expect(panel.map((judge) => judge.answer!.kind)).toEqual(['signed', 'absent'])
})

test('a judge may come from the platform: the panel of the study opens the desk, and no other', async () => {
  const userId = await createStaff(ctx, systemActor('test'), {
    organisationId: platformOrganisation,
    username: 'writer',
    name: '命题专家',
    password,
    roles: ['item-writer'],
  })
  const membership = { organisationId: platformOrganisation, role: 'item-writer' } as const
  const writer: StaffActor = { kind: 'staff', userId, name: '命题专家', memberships: [membership] }
  const own = await createPanel(ctx, world, unusedForm, { judges: [judges[0]!.userId, userId] })
  const other = await createPanel(ctx, world, unusedForm)
  for (const id of [own, other]) await openRound(ctx, manager, id)
  expect((await listStudies(ctx, writer)).map((study) => study.id)).toEqual([own])
  const { missing } = await saveEstimates(ctx, writer, { studyId: own, patch: { values: { '1': 70 } } })
  expect(missing).toHaveLength(19)
  await expect(getDesk(ctx, writer, { studyId: other, page: 1 })).rejects.toThrow('not-found')
  await expect(getStudy(ctx, writer, own)).rejects.toThrow('not-found')
  // Who has left the house has left the panel.
  const gone: StaffActor = { ...writer, memberships: [] }
  await expect(getDesk(ctx, gone, { studyId: own, page: 1 })).rejects.toThrow('not-found')
})

test('Ebel: items into cells, shares by cell', async () => {
  const id = await createPanel(ctx, world, unusedForm, { method: 'ebel' })
  await openRound(ctx, manager, id)
  const { items: all } = await getStudy(ctx, manager, id)
  const cells = Object.fromEntries(
    all.map(({ number }) => [String(number), number % 2 ? 'essential/easy' : 'important/hard']),
  )
  for (const [place, judge] of judges.entries())
    await saveEstimates(ctx, judge, {
      studyId: id,
      patch: { cells, values: { 'essential/easy': 80 + place * 5, 'important/hard': 50 } },
    })
  await closeRound(ctx, manager, id)
  const expected = ebel(
    [0, 1, 2].map((place) => ({
      cells: Object.values(cells),
      expected: { 'essential/easy': (80 + place * 5) / 100, 'important/hard': 0.5 },
    })),
    all.map((item) => item.marks),
  )
  const { result } = await getStudy(ctx, manager, id)
  expect(result!.cut).toBeCloseTo(expected.cut, 10)
  expect(result!.se).toBeCloseTo(expected.se, 10)
})

test('Hofstee: bounds of the judges against the scores of the form', async () => {
  const bounds = [
    { lowestCut: 50, highestCut: 66, lowestFail: 20, highestFail: 60 },
    { lowestCut: 52, highestCut: 70, lowestFail: 15, highestFail: 70 },
    { lowestCut: 48, highestCut: 64, lowestFail: 25, highestFail: 65 },
  ]
  const unused = await createPanel(ctx, world, unusedForm, { method: 'hofstee' })
  await expect(openRound(ctx, manager, unused)).rejects.toThrow('nobody has sat it')
  const id = await createPanel(ctx, world, used.formId, { method: 'hofstee' })
  await openRound(ctx, manager, id)
  await expect(
    saveEstimates(ctx, judges[0]!, { studyId: id, patch: { values: { lowestCut: 70, highestCut: 60 } } }),
  ).rejects.toThrow('must be below')
  for (const [place, judge] of judges.entries())
    await saveEstimates(ctx, judge, { studyId: id, patch: { values: bounds[place] } })
  await closeRound(ctx, manager, id)
  const scores = (await listMarkCounts(ctx.db, used.formId)).flatMap(({ marks, n }) =>
    Array.from({ length: n }, () => marks),
  )
  const expected = hofstee(
    bounds.map((one) => ({
      ...one,
      lowestFail: one.lowestFail / 100,
      highestFail: one.highestFail / 100,
    })),
    scores,
  )
  const { result } = await getStudy(ctx, manager, id)
  expect(result).toMatchObject({ cut: expected.cut, se: expected.se, n: 3 })
  const hash = await closeStudy(ctx, manager, id)
  expect((await getRecord(ctx, manager, id)).verification.recomputed).toBe(true)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
})

test('borderline regression and contrasting groups start from candidates', async () => {
  const rows = Array.from({ length: 30 }, (_, n) => ({
    candidate: `K${n}`,
    score: 40 + ((n * 13) % 50),
    rating: Math.min(5, 1 + Math.floor(((n * 13) % 50) / 10)),
  }))
  const regression = await createPanel(ctx, world, unusedForm, { method: 'borderline-regression' })
  await expect(openRound(ctx, manager, regression)).rejects.toThrow('cut-score-not-judged')
  await expect(closeStudy(ctx, manager, regression)).rejects.toThrow('cut-score-not-computable')
  await expect(
    enterObservations(ctx, manager, {
      studyId: regression,
      rows: [...rows, { candidate: 'K1', score: 'x', rating: 9 }],
    }),
  ).rejects.toMatchObject({ details: { count: 3, row: 31 } })
  await expect(enterObservations(ctx, judges[0]!, { studyId: regression, rows })).rejects.toThrow('forbidden')
  await enterObservations(ctx, manager, { studyId: regression, rows })
  const first = (await getStudy(ctx, manager, regression)).result!
  expect(first).toMatchObject({
    n: 30,
    cut: borderlineRegression(
      rows.map((one) => one.score),
      rows.map((one) => one.rating),
      2,
    ).cut,
  })
  await closeStudy(ctx, manager, regression)
  expect((await getRecord(ctx, judges[0]!, regression)).verification.recomputed).toBe(true)

  const groups = await createPanel(ctx, world, unusedForm, { method: 'contrasting-groups' })
  const isCompetent = (n: number) => rows[n]!.score + ((n * 5) % 11) > 65
  await enterObservations(ctx, manager, {
    studyId: groups,
    rows: rows.map((row, n) => ({ ...row, rating: isCompetent(n) ? '合格' : '不合格' })),
  })
  const scores = (wanted: boolean) => rows.filter((_, n) => isCompetent(n) === wanted).map((one) => one.score)
  const { result } = await getStudy(ctx, manager, groups)
  expect(result!.cut).toBeCloseTo(contrastingGroups(scores(true), scores(false)).cut, 10)
})
