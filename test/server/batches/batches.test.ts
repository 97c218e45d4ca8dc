import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admitCandidates, type CandidateRow } from '../../../server/batches/admit-candidates.ts'
import { confirmBatch, listGaps } from '../../../server/batches/confirm-batch.ts'
import { createBatch } from '../../../server/batches/create-batch.ts'
import { getBatch, listAdmissions, listBatches } from '../../../server/batches/get-batch.ts'
import { setStaff } from '../../../server/batches/set-staff.ts'
import { Refusal } from '../../../server/kernel/refusal.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { createOpenBatch, createWorld, idNumber, secrets, type World } from '../../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
})
afterAll(() => database.drop())

const opensAt = new Date('2027-05-01T01:00:00Z')
const draft = (changes = {}) =>
  createBatch(ctx, world.people.manager, {
    organisationId: world.organisationId,
    title: '五月批次',
    bankId: '6-31-01-03',
    level: 4,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 3 * 3_600_000),
    ...changes,
  })

describe('a batch', () => {
  test('takes its rules from the standard', async () => {
    const batch = await getBatch(ctx, world.people.manager, await draft())
    expect(batch.rules.parts.map((part) => [part.id, part.fullMarks, part.passMark])).toEqual([
      ['theory', 100, 60],
      ['practical', 100, 60],
    ])
    expect(batch.rules.theoryInvigilators).toEqual({ candidatesEach: 15, minimumPerRoom: 2 })
    expect(batch).toMatchObject({ state: 'draft', specialisation: '--', minutes: expect.any(Number) })
  })

  test.each([
    [
      'a window shorter than the paper',
      { closesAt: new Date(opensAt.getTime() + 60_000) },
      'batch-window-invalid',
    ],
    ['less time than the standard asks', { minutes: 60 }, 'batch-minutes-too-short'],
    [
      'a level without a practical task of its own',
      { level: 5, practicalTaskHash: '0'.repeat(64) },
      'not-found',
    ],
    ['an unknown bank', { bankId: '9-99-99-99' }, 'not-found'],
  ])('with %s is refused', async (_what, changes, code) => {
    await expect(draft(changes)).rejects.toThrow(code)
  })

  test('of another organisation does not exist, is on no list, and is refused in the same words', async () => {
    const id = await draft()
    const foreign = await getBatch(ctx, world.foreigner, id).catch((error: Refusal) => error)
    const absent = await getBatch(ctx, world.foreigner, `${id}x`).catch((error: Refusal) => error)
    expect((foreign as Refusal).kind).toBe((absent as Refusal).kind)
    expect((foreign as Refusal).sentence('zh')).toBe((absent as Refusal).sentence('zh').replace(`${id}x`, id))
    expect(await listBatches(ctx, world.foreigner)).toEqual([])
  })

  test('cannot be confirmed while something the standard asks for is missing', async () => {
    const { batchId } = await createOpenBatch(ctx, world, { confirm: false, candidates: 2 })
    const { invigilator, rater, rater2 } = world.people
    await setStaff(ctx, world.people.manager, {
      batchId,
      staff: [
        { userId: invigilator.userId, role: 'invigilator' },
        { userId: rater.userId, role: 'practical-rater' },
        { userId: rater2.userId, role: 'practical-rater' },
      ],
    })
    const gaps = await listGaps(ctx, world.people.manager, batchId)
    expect(gaps.map((gap) => gap.zh)).toEqual([
      '监考人员需要 2 名（每 15 名考生 1 名，每考场不少于 2 名），现有 1 名',
      '操作技能考评人员须不少于 3 名且为奇数，现有 2 名',
    ])
    await expect(confirmBatch(ctx, world.people.manager, batchId)).rejects.toThrow('batch-not-complete')
    await expect(
      setStaff(ctx, world.people.manager, {
        batchId,
        staff: [{ userId: world.foreigner.userId, role: 'invigilator' }],
      }),
    ).rejects.toThrow('not-found')
  })
})

describe('candidates', () => {
  const good: CandidateRow = { name: '某甲', idType: 'resident-id', idNumber: idNumber(501) }
  const admit = async (rows: CandidateRow[], batchId?: string) => {
    const id = batchId ?? (await draft())
    return { id, admitted: await admitCandidates(ctx, secrets, world.people.manager, { batchId: id, rows }) }
  }

  test('get admission numbers of date, batch and place; ID numbers are masked', async () => {
    const { id, admitted } = await admit([good, { ...good, name: '某乙', idNumber: idNumber(502) }])
    expect(admitted.map((row) => row.admissionNo.slice(-4))).toEqual(['0001', '0002'])
    expect(admitted[0]!.admissionNo).toMatch(/^270501\d{7}$/)
    const [row] = await listAdmissions(ctx, world.people.manager, id)
    expect(row!.idNumberMasked).toBe(`3201**********${good.idNumber.slice(-4)}`)
  })

  test.each([
    ['a wrong check digit', { ...good, idNumber: '110105194912310020' }, '校验码'],
    ['no name', { ...good, name: ' ' }, '缺少姓名'],
    ['a birth date that never was', { ...good, idNumber: '110105194913310021' }, '出生日期'],
    ['an unknown document type', { ...good, idType: 'library-card' }, '证件类型'],
  ])('%s refuses the whole list and names the row', async (_what, bad, words) => {
    const id = await draft()
    const refused = await admit([good, bad], id).catch((error: Refusal) => error as Refusal)
    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).sentence('zh')).toContain('第 2 行')
    expect((refused as Refusal).sentence('zh')).toContain(words)
    expect(await listAdmissions(ctx, world.people.manager, id)).toEqual([])
  })

  test('the same person twice, in one list or in two, is refused', async () => {
    await expect(admit([good, { ...good, name: '某甲二' }])).rejects.toThrow('admission-rows-invalid')
    const { id } = await admit([good])
    await expect(admit([good], id)).rejects.toThrow('admission-rows-invalid')
  })

  test('who meets no condition of the standard is refused; who does has the clause on record', async () => {
    const id = await draft()
    await expect(admit([{ ...good, facts: { age: 17, workYears: 1 } }], id)).rejects.toThrow(
      'admission-rows-invalid',
    )
    await admit([{ ...good, facts: { age: 30, workYears: 6 } }], id)
    const [row] = await listAdmissions(ctx, world.people.manager, id)
    expect(row!.eligibility).toMatchObject({ eligible: true })
  })
})
