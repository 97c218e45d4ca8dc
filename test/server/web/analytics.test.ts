import { afterAll, beforeAll, expect, test } from 'vitest'
import { computeStatistics } from '../../../server/analytics/compute-statistics.ts'
import type { Browser } from '../../support/app.ts'
import { type CentreSite, createCentreSite, textOf } from '../../support/pages.ts'
import { type SimulatedBatch, simulateBatch } from '../../support/simulated-batch.ts'

let centre: CentreSite
let batch: SimulatedBatch
let writer: Browser
let manager: Browser

const bank = '6-31-01-03'

beforeAll(async () => {
  centre = await createCentreSite()
  writer = await centre.site.staff('item-writer')
  manager = await centre.as('manager')
  batch = await simulateBatch(centre.ctx, centre.world, {
    sittings: 250,
    sections: [
      { kind: 'single-choice', count: 24, marksEach: 3 },
      { kind: 'multiple-response', count: 4, marksEach: 4 },
      { kind: 'true-false', count: 12, marksEach: 1 },
    ],
    wrongKey: 3,
    copied: [5, 9],
  })
  await computeStatistics(centre.ctx, { batchId: batch.batchId })
}, 120_000)
afterAll(() => centre.site.close())

test('the list of a level shows what was used and says what it means', async () => {
  const text = await textOf(await writer.get(`/banks/${bank}/levels/4/statistics`))
  expect(text).toContain('40 考过的题')
  expect(text).toContain('全部已标定题目的信息量')
  expect(text).toMatch(/区分度为负|干扰项 . 吸引水平高的人/)
  const flagged = await textOf(await writer.get(`/banks/${bank}/levels/4/statistics?only=flagged`))
  expect(flagged.length).toBeLessThan(text.length)
})

test('an item has its curves, its options and its sentences', async () => {
  for (const place of [3, 25, 30]) {
    const answer = await writer.get(`/banks/${bank}/statistics/${batch.hashes[place]}`)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html.match(/<svg/g)!.length).toBeGreaterThanOrEqual(3)
    expect(html).toContain('（n = 250）')
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  }
  expect((await writer.get(`/banks/${bank}/statistics/nothing`)).status).toBe(404)
  expect((await writer.get(`/banks/6-18-02-04/statistics/${batch.hashes[3]}`)).status).toBe(404)
})

test('every view of a key is in the audit trail', async () => {
  const rows = await centre.ctx.db
    .selectFrom('audit_event')
    .select('subject')
    .where('action', '=', 'item.viewed')
    .execute()
  expect(rows.filter((row) => row.subject.startsWith(`item:${bank}_4_`)).length).toBeGreaterThanOrEqual(3)
})

test('item figures are for those who write and review, and for nobody else', async () => {
  for (const path of [
    `/banks/${bank}/levels/4/statistics`,
    `/banks/${bank}/statistics/${batch.hashes[3]}`,
    '/review-tasks',
    `/api/v1/banks/${bank}/levels/4/statistics`,
    `/api/v1/item-revisions/${batch.hashes[3]}/statistics`,
    '/api/v1/review-tasks',
  ]) {
    expect((await manager.get(path)).status, path).toBe(403)
    expect([303, 401], path).toContain((await centre.site.visitor().get(path)).status)
  }
})

test('a finding is decided on with a reason, once', async () => {
  const tasks = (await (await writer.get('/api/v1/review-tasks?state=open')).json()).tasks
  expect(tasks[0]).toMatchObject({ urgency: 'urgent', bankId: bank })
  expect(await textOf(await writer.get('/centre'))).toContain('条试题疑点等待复核')
  const url = `/review-tasks/${tasks[0].id}/verdict`
  const empty = await writer.submit(url, { verdict: 'withdraw', reason: ' ' })
  expect(empty.status).toBe(422)
  expect(await textOf(empty)).toContain('请选择结论')
  expect((await writer.submit(url, { verdict: 'withdraw', reason: '答案错误' })).status).toBe(303)
  expect((await writer.submit(url, { verdict: 'keep', reason: '重看' })).status).toBe(409)
  expect(await textOf(await writer.get('/review-tasks'))).toContain('答案错误')
  const raw = await writer.post(`/api/v1/review-tasks/${tasks[0].id}/verdict`, {
    verdict: 'maybe',
    reason: 'x',
  })
  expect(raw.status).toBe(422)
})

test('the centre sees its forms, the odd pair, and records the check', async () => {
  const path = `/centre/batches/${batch.batchId}/statistics`
  const answer = await manager.get(path)
  expect(answer.status).toBe(200)
  const text = await textOf(answer)
  expect(text).toContain('再考一次')
  expect(text).toContain('作答雷同排查')
  expect(text).toContain(batch.admissionNo(9))
  const settle = (note: string) =>
    manager.submit(`/centre/batches/${batch.batchId}/agreement`, {
      first: batch.admissionNo(5),
      second: batch.admissionNo(9),
      note,
    })
  expect((await settle('')).status).toBe(422)
  expect((await settle('调看监控：同桌，已处理')).status).toBe(303)
  expect((await settle('再写一次')).status).toBe(404)
  expect(await textOf(await manager.get(path))).toContain('调看监控')
})

test('the download holds a line a form', async () => {
  const csv = await (await manager.get(`/centre/batches/${batch.batchId}/statistics.csv`)).text()
  const [head, line, rest] = csv.replace('\uFEFF', '').trim().split('\r\n')
  expect(head!.split(',')).toHaveLength(16)
  expect(line!.split(',')[1]).toBe('250')
  expect(rest).toBeUndefined()
})

test('a foreign centre and a rater see nothing of it', async () => {
  const foreign = await centre.as('foreign')
  const rater = await centre.as('rater')
  for (const path of [
    `/centre/batches/${batch.batchId}/statistics`,
    `/api/v1/batches/${batch.batchId}/statistics`,
  ]) {
    expect((await foreign.get(path)).status).toBe(404)
    expect((await rater.get(path)).status).toBe(403)
  }
})

test('the forms of an assembly are laid over each other', async () => {
  const { assembly_id } = await centre.ctx.db
    .selectFrom('form')
    .select('assembly_id')
    .where('id', '=', batch.formId)
    .executeTakeFirstOrThrow()
  const answer = await manager.get(`/centre/assemblies/${assembly_id}`)
  const html = await answer.text()
  expect(html).toContain('40 题中有 40 题的参数来自实际作答')
  expect(html).not.toMatch(/NaN/)
})

test('a faulty item is ruled on from its page, before the results go out', async () => {
  const base = `/centre/batches/${batch.batchId}`
  expect(await textOf(await manager.get(`${base}/results`))).toContain('建议先处理再公示')
  const doubtful = await textOf(await manager.get(`${base}/items`))
  expect(doubtful).toContain('№ 4')
  expect(doubtful).not.toContain('№ 20')
  expect(await textOf(await manager.get(`${base}/items?all`))).toContain('№ 20')
  const url = `${base}/items/${batch.hashes[3]}/ruling`
  const rule = (fields: Record<string, string | string[]>) =>
    manager.submit(url, { kind: 'single-choice', reason: '答案有误', keys: [], ...fields })
  expect((await rule({ ruling: 'also-accept' })).status).toBe(422)
  expect((await rule({ ruling: 'maybe' })).status).toBe(422)
  expect((await rule({ ruling: 'full-marks', reason: '' })).status).toBe(422)
  const done = await rule({ ruling: 'full-marks' })
  expect(done.headers.get('location')).toBe(`${base}/items?marked=250`)
  expect(await textOf(await manager.get(`${base}/items?marked=250`))).toContain('全体考生本题得满分')
  expect(await textOf(await manager.get(`${base}/results`))).not.toContain('建议先处理再公示')
  expect((await (await centre.as('rater')).get(`${base}/items`)).status).toBe(403)
  const listed = await (await manager.get(`/api/v1/batches/${batch.batchId}/item-rulings`)).json()
  expect(listed.rulings).toMatchObject([{ itemHash: batch.hashes[3], ruling: { kind: 'full-marks' } }])
  const again = await manager.post(`/api/v1/batches/${batch.batchId}/results/revision`, { reason: '试一试' })
  expect((await again.json()).code).toBe('wrong-state')
})
