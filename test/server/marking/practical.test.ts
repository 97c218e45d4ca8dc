import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeResults } from '../../../server/marking/compute-results.ts'
import {
  enterPracticalSheet,
  listPracticalMarks,
  settlePracticalPanel,
} from '../../../server/marking/enter-practical-sheet.ts'
import { clearPartStatus, setPartStatus } from '../../../server/marking/set-part-status.ts'
import { closeBatch } from '../../../server/sittings/close-batch.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createOpenBatch, createWorld, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let batch: Awaited<ReturnType<typeof createOpenBatch>>

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  batch = await createOpenBatch(ctx, world, { candidates: 4 })
})
afterAll(() => database.drop())

const no = (place: number) => batch.admitted[place]!.admissionNo
const enter = (who: keyof World['people'], place: number, deductions = {}, vetoes: string[] = []) =>
  enterPracticalSheet(ctx, world.people[who], {
    batchId: batch.batchId,
    admissionNo: no(place),
    deductions,
    vetoes,
  })
const panel = async (place: number) => {
  const practical = await listPracticalMarks(ctx, world.people.manager, batch.batchId)
  return practical!.rows.find((row) => row.admissionNo === no(place))!.panel
}
const task = async () => (await listPracticalMarks(ctx, world.people.manager, batch.batchId))!.task

test('marks follow from the deductions, a correction is a new revision, two sheets are not enough', async () => {
  const line = (await task()).sheet.sections[0]!.lines[0]!
  const deduction = line.deductions[0]!
  expect(await enter('rater', 0, { [line.id]: { [deduction.id]: 1 } })).toBe(
    100 - Math.min(line.marks, deduction.each),
  )
  expect(await enter('rater', 0)).toBe(100)
  await enter('rater2', 0)
  expect(await panel(0)).toMatchObject({ state: 'incomplete', marks: null })
  await enter('rater3', 0)
  expect(await panel(0)).toMatchObject({ state: 'settled', marks: 100, failed: false })
})

test('a veto that one of three ticks is not dropped: it goes to arbitration and a person decides with a reason', async () => {
  const veto = (await task()).sheet.vetoes[0]!
  await enter('rater', 1, {}, [veto.id])
  await enter('rater2', 1)
  await enter('rater3', 1)
  expect(await panel(1)).toMatchObject({ state: 'arbitration', marks: null })
  await closeBatch(ctx, world.people.manager, batch.batchId)
  const settle = (reason: string) =>
    settlePracticalPanel(ctx, world.people.manager, {
      batchId: batch.batchId,
      admissionNo: no(1),
      vetoes: { [veto.id]: true },
      reason,
    })
  await expect(settle('')).rejects.toThrow('reason-missing')
  await settle('录像核实，确属带电作业')
  expect(await panel(1)).toMatchObject({ state: 'settled', failed: true })
})

test('a sheet corrected after the decision opens the panel again: nobody has decided on what it says now', async () => {
  const [, other] = (await task()).sheet.vetoes
  ctx.clock.set('2027-03-01T01:10:00Z')
  await enter('rater2', 1, {}, [other!.id])
  expect(await panel(1)).toMatchObject({ state: 'arbitration', marks: null })
})

test('a rater sees their own sheets only, and not what the panel comes to', async () => {
  const seen = await listPracticalMarks(ctx, world.people.rater, batch.batchId)
  const sheets = seen!.rows.flatMap((row) => row.sheets)
  expect(sheets.length).toBeGreaterThan(0)
  expect(sheets.every((sheet) => sheet.raterId === world.people.rater.userId)).toBe(true)
  expect(seen!.rows.every((row) => row.panel.marks === null)).toBe(true)
})

test('an unknown line, a count that is no count, an unknown veto are refused and nothing is written', async () => {
  await expect(enter('rater', 2, { '99': { a: 1 } })).rejects.toThrow('sheet-invalid')
  await expect(enter('rater', 2, {}, ['V99'])).rejects.toThrow('sheet-invalid')
  expect((await panel(2)).sheets).toEqual([])
})

test('only named raters enter sheets; a foreign batch does not exist', async () => {
  await expect(enter('manager', 2)).rejects.toThrow('forbidden')
  await expect(
    enterPracticalSheet(ctx, world.foreigner, {
      batchId: batch.batchId,
      admissionNo: no(2),
      deductions: {},
      vetoes: [],
    }),
  ).rejects.toThrow('not-found')
})

test('absent and violation are states without marks, and can be taken back', async () => {
  const status = {
    batchId: batch.batchId,
    admissionNo: no(0),
    part: 'practical' as const,
    reason: '夹带手机',
  }
  await expect(setPartStatus(ctx, world.people.manager, { ...status, state: 'absent' })).rejects.toThrow(
    'part-has-marks',
  )
  await setPartStatus(ctx, world.people.manager, { ...status, state: 'violation' })
  await computeResults(ctx, world.people.manager, batch.batchId)
  await expect(enter('rater', 0)).rejects.toThrow('candidate-absent')
  await clearPartStatus(ctx, world.people.manager, { ...status, reason: '查无实据' })
  await expect(clearPartStatus(ctx, world.people.manager, { ...status, reason: '再次' })).rejects.toThrow(
    'not-found',
  )
})
