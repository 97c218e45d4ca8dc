/*
 * The whole way on real content, by the operations that doors and jobs call:
 * standard → forms → sittings → marks → results → certificates → back again.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentHash, type Form } from '../../bank-schemas/index.ts'
import { getPublicCertificate } from '../../server/certificates/get-certificate.ts'
import {
  issueCertificates,
  listCertificates,
  nationalQueryUrls,
  requestCertificates,
} from '../../server/certificates/issue-certificates.ts'
import { revokeCertificate } from '../../server/certificates/revoke-certificate.ts'
import { verifyPdf } from '../../server/certificates/verify-pdf.ts'
import { computeResults, listResults, publishResults } from '../../server/marking/compute-results.ts'
import { enterPracticalSheet, listPracticalMarks } from '../../server/marking/enter-practical-sheet.ts'
import { findOwnResult, findScoreRun } from '../../server/marking/get-score-run.ts'
import { markSitting } from '../../server/marking/mark-sitting.ts'
import { closeBatch } from '../../server/sittings/close-batch.ts'
import { verifyAudit } from '../../server/storage/audit.ts'
import { findBlob } from '../../server/storage/blobs.ts'
import { createTestContext, type TestContext } from '../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { candidateActor, createOpenBatch, createWorld, secrets, sit, type World } from '../support/world.ts'

let database: TestDatabase
let ctx: TestContext
let world: World
let batch: Awaited<ReturnType<typeof createOpenBatch>>
const settings = { secrets, publicUrl: 'http://localhost:3000', ...nationalQueryUrls }

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  batch = await createOpenBatch(ctx, world, { candidates: 4 })
})
afterAll(() => database.drop())

const no = (place: number) => batch.admitted[place]!.admissionNo
const sheetOf = (place: number, deductions = {}, vetoes: string[] = []) =>
  Promise.all(
    (['rater', 'rater2', 'rater3'] as const).map((name) =>
      enterPracticalSheet(ctx, world.people[name], {
        batchId: batch.batchId,
        admissionNo: no(place),
        deductions,
        vetoes,
      }),
    ),
  )

test('a submission queues its marking, and the job marks it once', async () => {
  const passing = await candidateActor(ctx, batch.batchId, no(0))
  const failing = await candidateActor(ctx, batch.batchId, no(1))
  const vetoed = await candidateActor(ctx, batch.batchId, no(2))
  await sit(ctx, passing, 18)
  await sit(ctx, failing, 8)
  await sit(ctx, vetoed, 20)
  const marking = ctx.queued.filter((job) => job.name === 'mark-sitting')
  expect(marking).toHaveLength(3)
  for (const job of [...marking, ...marking])
    await markSitting(ctx, job.payload as { batchId: string; admissionNo: string })
  const { manager } = world.people
  expect(await findScoreRun(ctx, manager, batch.batchId, no(0))).toMatchObject({
    run: 1,
    marks: 90,
    needsRater: false,
  })
  expect(await findScoreRun(ctx, manager, batch.batchId, no(1))).toMatchObject({ run: 1, marks: 40 })
  const run = await findScoreRun(ctx, manager, batch.batchId, no(2))
  expect(run).toMatchObject({ run: 1, marks: 100 })
  expect(run!.credits.every((item) => item.credit.reasons.length > 0)).toBe(true)
})

test('three raters enter their sheets; a veto ticked by the majority fails the part', async () => {
  await sheetOf(0)
  await sheetOf(1)
  const practical = await listPracticalMarks(ctx, world.people.manager, batch.batchId)
  await sheetOf(2, {}, [practical!.task.sheet.vetoes[0]!.id])
  const after = await listPracticalMarks(ctx, world.people.manager, batch.batchId)
  const panel = (place: number) => after!.rows.find((row) => row.admissionNo === no(place))!.panel
  expect(panel(0)).toMatchObject({ state: 'settled', marks: 100, failed: false })
  expect(panel(2)).toMatchObject({ state: 'settled', failed: true })
})

test('results follow the standard: every part passed, absent is a state and no zero', async () => {
  const { manager } = world.people
  await closeBatch(ctx, manager, batch.batchId)
  // Candidate 4 never came: theory is absent by itself, practical must be recorded or marked.
  expect(await computeResults(ctx, manager, batch.batchId)).toMatchObject({ results: 4, pending: 1 })
  await expect(publishResults(ctx, manager, batch.batchId)).rejects.toThrow('wrong-state')
  const { setPartStatus } = await import('../../server/marking/set-part-status.ts')
  await setPartStatus(ctx, manager, {
    batchId: batch.batchId,
    admissionNo: no(3),
    part: 'practical',
    state: 'absent',
    reason: '未到场',
  })
  expect(await computeResults(ctx, manager, batch.batchId)).toMatchObject({ results: 4, pending: 0 })
  const results = await listResults(ctx, manager, batch.batchId)
  expect(results.map((result) => result.passed)).toEqual([true, false, false, false])
  const absent = results[3]!.document.parts.find((part) => part.id === 'theory')!
  expect(absent).toMatchObject({ state: 'absent', marks: null, passed: false })
  const own = await candidateActor(ctx, batch.batchId, no(0))
  expect(await findOwnResult(ctx, own)).toBeUndefined()
  await publishResults(ctx, manager, batch.batchId)
  expect(await findOwnResult(ctx, own)).toMatchObject({ passed: true })
  // A result goes to the candidate: it names no member of staff.
  expect(JSON.stringify(results)).not.toContain('usr_')
})

test('only who passed gets a certificate, once, and the way back to the clause holds', async () => {
  const { manager } = world.people
  await requestCertificates(ctx, manager, batch.batchId)
  const job = ctx.queued.find((entry) => entry.name === 'issue-certificates')!.payload as {
    batchId: string
    actor: string
  }
  expect(await issueCertificates(ctx, settings, job)).toBe(1)
  expect(await issueCertificates(ctx, settings, job)).toBe(0)
  const [certificate, ...others] = await listCertificates(ctx, manager, batch.batchId)
  expect(others).toEqual([])
  expect(certificate!.number).toBe('S000032000123274000001')
  expect(certificate!.document).toMatchObject({
    name: '考生1',
    specialisation: '--',
    level: 4,
    levelName: '四级/中级工',
    occupation: '电工',
  })
  expect(certificate!.documentHash).toBe(contentHash(certificate!.document))
  const pdf = (await findBlob(ctx.db, certificate!.pdfSha256))!.bytes
  expect(await verifyPdf(ctx, pdf)).toMatchObject({
    valid: true,
    file: 'genuine',
    number: certificate!.number,
  })
  expect((await verifyPdf(ctx, pdf)).trace.map((step) => [step.step, step.holds])).toEqual([
    ['certificate', true],
    ['score run', true],
    ['answers', true],
    ['form', true],
    ['items', true],
    ['syllabus', true],
    ['clauses', true],
    ['standard', true],
  ])
  const altered = Buffer.concat([pdf, Buffer.from('\n')])
  expect(await verifyPdf(ctx, altered)).toMatchObject({ valid: false, file: 'altered' })
})

test('a certificate whose item, marks or syllabus were changed in the database does not walk back', async () => {
  const { manager } = world.people
  const [certificate] = await listCertificates(ctx, manager, batch.batchId)
  const pdf = (await findBlob(ctx.db, certificate!.pdfSha256))!.bytes
  const broken = async () =>
    (await verifyPdf(ctx, pdf)).trace.filter((step) => !step.holds).map((step) => step.step)
  expect(await broken()).toEqual([])
  const form = await ctx.db
    .selectFrom('form')
    .select(['id', 'document'])
    .where('id', '=', certificate!.document.trace.form!)
    .executeTakeFirstOrThrow()
  const [entry] = (form.document as unknown as Form).sections[0]!.items
  const changes = [
    {
      step: 'items',
      change: sql`update item_revision set document = jsonb_set(document, '{stem}', '"另一道题"') where hash = ${entry!.hash}`,
    },
    {
      step: 'score run',
      change: sql`update score_run set marks = marks + 1 where batch_id = ${batch.batchId}`,
    },
    {
      step: 'answers',
      change: sql`update sitting set answers = '[]'::jsonb where batch_id = ${batch.batchId}`,
    },
    {
      step: 'form',
      change: sql`update form set document = jsonb_set(document, '{minutes}', '1') where id = ${form.id}`,
    },
    {
      step: 'syllabus',
      change: sql`update syllabus_revision set document = jsonb_set(document, '{version}', '"9.9.9"')`,
    },
  ]
  for (const { step, change } of changes) {
    const undo = new Error('undo')
    await ctx.db
      .transaction()
      .execute(async (trx) => {
        await change.execute(trx)
        const verdict = await verifyPdf({ ...ctx, db: trx }, pdf)
        expect(verdict.valid, step).toBe(false)
        expect(
          verdict.trace.filter((one) => !one.holds).map((one) => one.step),
          step,
        ).toEqual([step])
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
  }
  expect(await broken()).toEqual([])
})

test('the public page masks the person, and a revocation keeps the history', async () => {
  const { manager } = world.people
  const [certificate] = await listCertificates(ctx, manager, batch.batchId)
  const before = await getPublicCertificate(ctx, certificate!.publicId)
  expect(before).toMatchObject({ status: 'valid', pdfSha256: certificate!.pdfSha256 })
  expect(before.document.name).toBe('考*1')
  expect(JSON.stringify(before)).not.toContain('考生1')
  expect(before.document.idNumberMasked).toMatch(/^3201\*{10}\w{4}$/)
  await expect(revokeCertificate(ctx, manager, { number: certificate!.number, reason: ' ' })).rejects.toThrow(
    'revocation-reason-missing',
  )
  await expect(
    revokeCertificate(ctx, world.foreigner, { number: certificate!.number, reason: '冒名顶替，已核实' }),
  ).rejects.toThrow('not-found')
  await revokeCertificate(ctx, manager, { number: certificate!.number, reason: '冒名顶替，已核实' })
  const after = await getPublicCertificate(ctx, certificate!.publicId)
  expect(after.status).toBe('revoked')
  expect(after.history.map((event) => [event.status, event.reason])).toEqual([
    ['valid', '发证 / issued'],
    ['revoked', '冒名顶替，已核实'],
  ])
  await expect(
    revokeCertificate(ctx, manager, { number: certificate!.number, reason: '再次撤销试试' }),
  ).rejects.toThrow('certificate-not-valid')
})

test('the audit trail of all of it has no gap', async () => {
  const verdict = await verifyAudit(ctx.db)
  expect(verdict.faults).toEqual([])
  expect(verdict.events).toBeGreaterThan(20)
})
