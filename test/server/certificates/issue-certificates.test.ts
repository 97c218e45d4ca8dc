import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getBatch } from '../../../server/batches/get-batch.ts'
import { drawCertificate } from '../../../server/certificates/draw-certificate.ts'
import { getPublicCertificate } from '../../../server/certificates/get-certificate.ts'
import {
  issueCertificates,
  listCertificates,
  nationalQueryUrls,
} from '../../../server/certificates/issue-certificates.ts'
import { computeResults, publishResults } from '../../../server/marking/compute-results.ts'
import { enterPracticalSheet } from '../../../server/marking/enter-practical-sheet.ts'
import { markSitting } from '../../../server/marking/mark-sitting.ts'
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
const settings = { secrets, publicUrl: 'https://example.test', ...nationalQueryUrls }

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
})
afterAll(() => database.drop())

/** A batch of so many who all passed, published. */
async function publishedBatch(candidates: number) {
  const batch = await createOpenBatch(ctx, world, { candidates })
  for (const { admissionNo } of batch.admitted) {
    await sit(ctx, await candidateActor(ctx, batch.batchId, admissionNo), 20)
    await markSitting(ctx, { batchId: batch.batchId, admissionNo })
    for (const rater of ['rater', 'rater2', 'rater3'] as const) {
      await enterPracticalSheet(ctx, world.people[rater], {
        batchId: batch.batchId,
        admissionNo,
        deductions: {},
        vetoes: [],
      })
    }
  }
  await closeBatch(ctx, world.people.manager, batch.batchId)
  await computeResults(ctx, world.people.manager, batch.batchId)
  await publishResults(ctx, world.people.manager, batch.batchId)
  return batch
}

test('jobs that run at the same time give every passer one certificate and leave no gap', async () => {
  const batch = await publishedBatch(25)
  const payload = { batchId: batch.batchId, actor: 'staff:x' }
  const counts = await Promise.all(Array.from({ length: 4 }, () => issueCertificates(ctx, settings, payload)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(25)
  const numbers = (await listCertificates(ctx, world.people.manager, batch.batchId)).map(
    (certificate) => certificate.number,
  )
  expect(new Set(numbers).size).toBe(25)
  expect(numbers.map((number) => Number(number.slice(-6)))).toEqual(
    Array.from({ length: 25 }, (_, i) => i + 1),
  )
})

test('the public page hides the admission number wherever it stands', async () => {
  const [first] = (
    await sql<{ public_id: string; admission_no: string }>`
    select public_id, admission_no from certificate limit 1`.execute(ctx.db)
  ).rows
  const shown = await getPublicCertificate(ctx, first!.public_id)
  expect(shown.document.trace).toMatchObject({
    admission: '***',
    scoreRun: expect.stringMatching(/^bat_\d+\/\*\*\*\/1$/),
  })
  expect(JSON.stringify(shown)).not.toContain(first!.admission_no)
})

test('the same certificate drawn with another seal is another file: its hash does not tell the ID number', async () => {
  const [row] = (await sql<{ document: never }>`select document from certificate limit 1`.execute(ctx.db))
    .rows
  const drawn = await Promise.all(
    ['a', 'a', 'b'].map((letter) =>
      drawCertificate({
        certificate: row!.document,
        idNumber: '11010519491231002X',
        verificationUrl: 'https://example.test/verify/x',
        seal: letter.repeat(32),
        ...nationalQueryUrls,
      }),
    ),
  )
  expect(drawn[0]!.equals(drawn[1]!)).toBe(true)
  expect(drawn[0]!.equals(drawn[2]!)).toBe(false)
})

test('one whose name cannot be printed does not hold up the others, and the batch is not certified', async () => {
  const batch = await publishedBatch(3)
  const rename = (name: string) =>
    ctx.db
      .updateTable('admission')
      .set({ name })
      .where('batch_id', '=', batch.batchId)
      .where('admission_no', '=', batch.admitted[0]!.admissionNo)
      .execute()
  const issue = () => issueCertificates(ctx, settings, { batchId: batch.batchId, actor: 'staff:x' })
  const state = async () => (await getBatch(ctx, world.people.manager, batch.batchId)).state
  await rename('王\u{2A6D6}')
  await expect(issue()).rejects.toThrow('certificate-glyph-missing')
  expect(await listCertificates(ctx, world.people.manager, batch.batchId)).toHaveLength(2)
  expect(await state()).toBe('published')
  await rename('王五')
  expect(await issue()).toBe(1)
  expect(await state()).toBe('certified')
})

test('a name with a character the font lacks is refused, not printed as an empty box', async () => {
  const [row] = (await sql<{ document: never }>`select document from certificate limit 1`.execute(ctx.db))
    .rows
  const certificate = { ...(row!.document as object), name: '王\u{2A6D6}' } as never
  const drawing = {
    certificate,
    idNumber: '11010519491231002X',
    verificationUrl: 'https://example.test/verify/x',
    seal: 'x'.repeat(32),
    ...nationalQueryUrls,
  }
  await expect(drawCertificate(drawing)).rejects.toThrow('certificate-glyph-missing')
})

test.each(['张)三(\\', '王\n五', '李‮四', '赵'.repeat(40)])(
  'the name %j gives one page that names it literally or is refused',
  async (name) => {
    const [row] = (await sql<{ document: never }>`select document from certificate limit 1`.execute(ctx.db))
      .rows
    const certificate = { ...(row!.document as object), name } as never
    const drawing = {
      certificate,
      idNumber: '11010519491231002X',
      verificationUrl: 'https://example.test/verify/x',
      seal: 'x'.repeat(32),
      ...nationalQueryUrls,
    }
    const pdf = await drawCertificate(drawing).catch((error: Error) => error)
    if (pdf instanceof Error) expect(pdf.message).toContain('certificate-glyph-missing')
    else {
      const text = pdf.toString('latin1')
      expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
      expect(text).not.toMatch(/\/JavaScript|\/JS\b|\/Launch|\/OpenAction/)
      expect(pdf.length).toBeLessThanOrEqual(27_000)
    }
  },
)
