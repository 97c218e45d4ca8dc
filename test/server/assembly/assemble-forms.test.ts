import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentHash, validateDocument } from '../../../bank-schemas/index.ts'
import { assembleForms } from '../../../server/assembly/assemble-forms.ts'
import { compileForm } from '../../../server/assembly/compile-form.ts'
import { forecastAssembly } from '../../../server/assembly/forecast-assembly.ts'
import { getAssembly } from '../../../server/assembly/get-assembly.ts'
import { getDelivery } from '../../../server/assembly/get-delivery.ts'
import { getForm, listUncompiled } from '../../../server/assembly/get-form.ts'
import { listAssemblies } from '../../../server/assembly/list-assemblies.ts'
import { WorkerSolver } from '../../../server/assembly/solver.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { organisationId, staff, storeBank } from './stored-bank.ts'
import { bankId, level, makeItems, patterns } from './synthetic-bank.ts'

let database: TestDatabase
let ctx: TestContext
const solver = new WorkerSolver()
const manager = staff('centre-manager')
const twice = {
  ...patterns.standard,
  id: 'twice',
  sections: [patterns.standard.sections[0]!, patterns.standard.sections[0]!],
}

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  await storeBank(database.db, makeItems(), [twice])
})
afterAll(async () => {
  await solver.close()
  await database.drop()
})

const input = { organisationId, bankId, level, forms: 2, seed: 7 }
const assemble = (
  change: Partial<typeof input> & { patternId?: string; overrides?: object } = {},
  actor = manager,
) => assembleForms(ctx, actor, { ...input, ...change }, solver)

describe('assembleForms', () => {
  test('keeps valid forms, the blueprint, the report and an audit event', async () => {
    const assembly = await assemble()
    expect(assembly.report.certificate.violations).toEqual([])
    expect(validateDocument('blueprint', assembly.blueprint)).toEqual([])
    expect(assembly.assembled).toHaveLength(2)
    for (const { form, hash, id, number } of assembly.assembled) {
      expect(validateDocument('form', form)).toEqual([])
      expect({ id: form.id, hash: contentHash(form), number: form.index }).toEqual({ id, hash, number })
      expect(form.sections.flatMap((section) => section.items.map((item) => item.number))).toEqual(
        Array.from({ length: 100 }, (_, k) => k + 1),
      )
    }
    const events = await ctx.db
      .selectFrom('audit_event')
      .select(['action', 'subject'])
      .where('stream', '=', organisationId)
      .execute()
    expect(events).toContainEqual({ action: 'forms.assembled', subject: `assembly:${assembly.id}` })
  })

  test('the same again is the same and changes nothing', async () => {
    const first = await assemble()
    ctx.clock.set('2027-03-02T01:00:00Z')
    expect(await assemble()).toEqual(first)
    expect((await listAssemblies(ctx, manager, { page: 1, size: 20 })).total).toBe(1)
  })

  test('another organisation gets forms of its own', async () => {
    const foreign = await assemble(
      { organisationId: 'org_elsewhere' },
      staff('centre-manager', 'org_elsewhere'),
    )
    const own = await assemble()
    expect(foreign.assembled.map((form) => form.id)).not.toContain(own.assembled[0]!.id)
  })

  test.each([
    ['forms-out-of-range', { forms: 21 }],
    ['forms-out-of-range', { forms: 0 }],
    ['seed-out-of-range', { seed: -1 }],
    ['seed-out-of-range', { seed: 1.5 }],
    ['pattern-unknown', { patternId: 'none' }],
    ['pattern-repeats-kind', { patternId: 'twice' }],
    ['not-found', { bankId: '6-31-01-99' }],
    ['not-found', { organisationId: 'org_nowhere' }],
  ])('refuses %s for %j', async (code, change) => {
    await expect(assemble(change)).rejects.toMatchObject({ kind: { code } })
  })

  test('refuses what the bank cannot give, with reasons', async () => {
    const refused = await assemble({ forms: 5 }).catch((error) => error)
    expect(refused).toMatchObject({ kind: { code: 'assembly-infeasible', status: 422 } })
    expect(refused.sentence('zh')).toMatch(/题库不能满足组卷方案：5 套卷合计，\w\w 需要 \d+ 题/)
    expect(refused.details.reasons[0]).toMatchObject({ kind: 'cell', itemKind: 'single-choice' })
  })

  test.each([
    ['forbidden', staff('invigilator')],
    ['not-found', staff('centre-manager', 'org_elsewhere')],
    ['not-found', { kind: 'candidate', batchId: 'b', admissionNo: '1', sessionHash: 'x' } as const],
  ])('is %s to %j', async (code, actor) => {
    await expect(assembleForms(ctx, actor, input, solver)).rejects.toMatchObject({ kind: { code } })
  })

  test('says so when the solver had to be stopped', async () => {
    const impatient = new WorkerSolver(0.001)
    await expect(assembleForms(ctx, manager, input, impatient)).rejects.toMatchObject({
      kind: { code: 'assembly-timed-out', status: 503 },
    })
    await impatient.close()
  })
})

describe('reading', () => {
  test('an assembly and its forms are seen by the organisation, and do not exist for others', async () => {
    const { id, assembled } = await assemble()
    const foreigner = staff('centre-manager', 'org_elsewhere')
    expect((await getAssembly(ctx, manager, id)).bankName).toBe('电工题库')
    expect((await getForm(ctx, manager, assembled[0]!.id)).document.bank).toBe(bankId)
    const absent = await getAssembly(ctx, foreigner, 'asm_none').catch((error) => error.kind)
    await expect(getAssembly(ctx, foreigner, id)).rejects.toMatchObject({ kind: absent })
    await expect(getForm(ctx, foreigner, assembled[0]!.id)).rejects.toMatchObject({ kind: absent })
    await expect(getForm(ctx, staff('invigilator'), assembled[0]!.id)).rejects.toMatchObject({
      kind: { code: 'forbidden' },
    })
    await expect(listAssemblies(ctx, foreigner, { page: 1, size: 20, organisationId })).rejects.toMatchObject(
      { kind: { code: 'not-found' } },
    )
    expect(
      (await listAssemblies(ctx, staff('centre-manager', 'org_third'), { page: 1, size: 20 })).rows,
    ).toEqual([])
  })

  test('the forecast counts what the organisation has not used', async () => {
    const { id } = await assemble()
    const forecast = await forecastAssembly(ctx, manager, id, solver)
    expect(forecast.furtherForms).toBe(0)
    expect(forecast.runsDry[0]!.zh).toMatch(/需要 \d+ 题/)
    expect(forecast.thinPoints[0]!.unused).toBeLessThanOrEqual(forecast.thinPoints.at(-1)!.unused)
  })
})

describe('compileForm', () => {
  test('renders once; again is no change and no event', async () => {
    const { assembled } = await assemble({ patternId: 'mixed' })
    const { id } = assembled[0]!
    await expect(getDelivery(ctx, id)).rejects.toMatchObject({ kind: { code: 'not-found' } })
    expect(await listUncompiled(ctx, [id])).toEqual([id])
    const first = await compileForm(ctx, manager, id)
    expect(await compileForm(ctx, manager, id)).toEqual(first)
    const { delivery, hash, itemCount } = await getDelivery(ctx, id)
    expect(hash).toBe(first.deliveryHash)
    expect(contentHash(delivery)).toBe(hash)
    expect({ itemCount, fullMarks: delivery.fullMarks, minutes: delivery.minutes }).toEqual({
      itemCount: 90,
      fullMarks: 100,
      minutes: 90,
    })
    expect(delivery.title).toBe('电工（四级/中级工）理论知识试卷')
    expect(delivery.sections.map((section) => section.title)).toEqual([
      '一、单项选择题',
      '二、多项选择题',
      '三、判断题',
    ])
    expect(await listUncompiled(ctx, [id])).toEqual([])
    const events = await ctx.db
      .selectFrom('audit_event')
      .select('action')
      .where('subject', '=', `form:${id}`)
      .execute()
    expect(events).toEqual([{ action: 'form.compiled' }])
  })

  test.each([
    ['forbidden', staff('reviewer')],
    ['not-found', staff('centre-manager', 'org_elsewhere')],
  ])('is %s to %j', async (code, actor) => {
    const { assembled } = await assemble()
    await expect(compileForm(ctx, actor, assembled[0]!.id)).rejects.toMatchObject({ kind: { code } })
  })

  test('refuses a form that does not exist', async () => {
    await expect(compileForm(ctx, manager, 'form_none')).rejects.toMatchObject({
      kind: { code: 'not-found' },
    })
  })
})
