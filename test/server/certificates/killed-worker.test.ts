/*
 * Fault 18: the worker that issues certificates is killed (SIGKILL) at several
 * moments; the next one goes on. Every passer ends with one number, no gap.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const passers = 30
let database: TestDatabase
let ctx: TestContext
let world: World
let batchId: string

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  world = await createWorld(ctx)
  const batch = await createOpenBatch(ctx, world, { candidates: passers })
  batchId = batch.batchId
  for (const { admissionNo } of batch.admitted) {
    await sit(ctx, await candidateActor(ctx, batchId, admissionNo), 20)
    await markSitting(ctx, { batchId, admissionNo })
    for (const rater of ['rater', 'rater2', 'rater3'] as const) {
      await enterPracticalSheet(ctx, world.people[rater], {
        batchId,
        admissionNo,
        deductions: {},
        vetoes: [],
      })
    }
  }
  await closeBatch(ctx, world.people.manager, batchId)
  await computeResults(ctx, world.people.manager, batchId)
  await publishResults(ctx, world.people.manager, batchId)
})
afterAll(() => database.drop())

/** Starts a worker and kills it so many milliseconds after it began to issue. */
function killAfter(milliseconds: number): Promise<void> {
  const root = join(import.meta.dirname, '../../..')
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/issue-worker.ts', database.url, batchId],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise((ended) => {
    worker.stdout.once('data', () => setTimeout(() => worker.kill('SIGKILL'), milliseconds))
    worker.once('exit', () => ended())
  })
}

test('whenever the worker dies, the next goes on: one number each, without a gap', async () => {
  for (const milliseconds of [15, 120, 260]) await killAfter(milliseconds)
  await issueCertificates(
    ctx,
    { secrets, publicUrl: 'https://example.test', ...nationalQueryUrls },
    { batchId, actor: 'staff:x' },
  )
  const certificates = await listCertificates(ctx, world.people.manager, batchId)
  expect(certificates).toHaveLength(passers)
  expect(new Set(certificates.map((one) => one.admissionNo)).size).toBe(passers)
  expect(certificates.map((one) => Number(one.number.slice(-6)))).toEqual(
    Array.from({ length: passers }, (_, i) => i + 1),
  )
})
