import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeStatistics } from '../../server/analytics/compute-statistics.ts'
import { loadItemBanks } from '../../server/banks/load-item-banks.ts'
import { listBatches } from '../../server/batches/get-batch.ts'
import { listCertificates, nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'
import { loadDemo } from '../../server/demo/load-demo.ts'
import { ensurePlatform } from '../../server/identity/ensure-platform.ts'
import { systemActor } from '../../server/identity/model.ts'
import { signInCandidate } from '../../server/identity/sign-in-candidate.ts'
import { createThrottles } from '../../server/identity/throttle.ts'
import { listResults } from '../../server/marking/compute-results.ts'
import { startSitting } from '../../server/sittings/start-sitting.ts'
import { createTestContext, type TestContext } from '../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { itemBanks, secrets } from '../support/world.ts'

let database: TestDatabase
let ctx: TestContext
beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db, new Date().toISOString())
  await ensurePlatform(ctx, { administrator: false })
  await loadItemBanks(ctx, systemActor('test'), itemBanks)
})
afterAll(() => database.drop())

test('the demo has a certified batch and one a newcomer can sit; a second start adds nothing', async () => {
  const settings = {
    secrets,
    publicUrl: 'http://localhost:3000',
    throttles: createThrottles(ctx.db),
    ...nationalQueryUrls,
  }
  const demo = await loadDemo(ctx, settings)
  const batches = await listBatches(ctx, systemActor('test'))
  expect(batches.map((batch) => batch.state).sort()).toEqual(['certified', 'ready'])
  const held = batches.find((batch) => batch.state !== 'ready')!
  const results = await listResults(ctx, systemActor('test'), held.id)
  const passed = results.filter((result) => result.passed).map((result) => result.name)
  expect(results).toHaveLength(30)
  expect(passed).toEqual(expect.arrayContaining(['张伟', '欧阳雪梅']))
  expect(passed).not.toContain('刘洋')
  expect(await listCertificates(ctx, systemActor('test'), held.id)).toHaveLength(passed.length)
  // Enough candidates on one form that its items are judged.
  const { items } = await computeStatistics(ctx, { batchId: held.id })
  expect(items.map((item) => item.n)).toEqual(new Array(20).fill(30))
  const [candidate] = demo.candidates
  const { actor } = await signInCandidate(ctx, settings, {
    admissionNo: candidate!.admissionNo,
    idNumber: candidate!.idNumber,
    address: '127.0.0.1',
  })
  const paper = await startSitting(ctx, actor)
  expect(paper.delivery.sections.flatMap((section) => section.items)).toHaveLength(20)
  const again = await loadDemo(ctx, settings)
  expect(again).toEqual(demo)
  expect(await listBatches(ctx, systemActor('test'))).toHaveLength(2)
})
