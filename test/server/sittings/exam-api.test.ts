/* The exam room over HTTP: what a browser sends, what a stranger sends, what may never come back. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../../server/storage/audit.ts'
import { type Browser, createTestSite, type TestSite } from '../../support/app.ts'
import { canary, cookieOf, createExamDay, type ExamDay } from '../../support/exam-day.ts'

let site: TestSite
let day: ExamDay
let other: ExamDay
let next = 0

beforeAll(async () => {
  site = await createTestSite()
  day = await createExamDay(site.database.db, { name: 'here', candidates: 60 })
  other = await createExamDay(site.database.db, { name: 'there', candidates: 3 })
})
afterAll(() => site.close())

const browserOf = (exam: ExamDay, index: number): Browser => {
  const browser = site.visitor()
  const [name = '', value = ''] = cookieOf(exam.candidates[index]!).split('=')
  browser.cookies.set(name, value)
  return browser
}
const sitting = async () => {
  const browser = browserOf(day, next++)
  expect((await browser.post('/api/v1/exam/sitting', {})).status).toBe(200)
  return browser
}
const save = (browser: Browser, seq: number, response: unknown = 'A', number: number | string = 1) =>
  browser.put(`/api/v1/exam/answers/${number}`, { seq, tab: 't1', response })
const codeOf = async (answer: Response) => {
  const body = (await answer.json()) as { code?: string }
  return `${answer.status} ${body.code ?? ''}`.trim()
}

test('a candidate starts, saves, hands in and reads the receipt', async () => {
  const browser = browserOf(day, next++)
  expect(await (await browser.get('/api/v1/exam')).json()).toMatchObject({
    sitting: null,
    batch: { state: 'open' },
  })
  const paper = (await (await browser.post('/api/v1/exam/sitting', {})).json()) as {
    delivery: { sections: { items: object[] }[] }
    clock: object
  }
  expect(paper.delivery.sections).toHaveLength(11)
  expect(paper.clock).toMatchObject({ state: 'open', graceSeconds: 30 })
  const saved = await save(browser, 1)
  expect(await saved.json()).toMatchObject({ number: 1, seq: 1, clock: { state: 'open' } })
  expect(await (await browser.get('/api/v1/exam/clock')).json()).toMatchObject({ state: 'open' })
  const receipt = (await (await browser.post('/api/v1/exam/submission', {})).json()) as { receipt: string }
  expect(receipt.receipt).toMatch(/^[0-9a-f]{64}$/)
  expect(await (await browser.get('/api/v1/exam/submission')).json()).toEqual(receipt)
  const page = await browser.get('/exam/receipt')
  expect(page.status).toBe(200)
  expect((await page.text()).replaceAll(' ', '')).toContain(receipt.receipt)
})

test.each<[string, unknown, string]>([
  ['seq 0', { seq: 0, tab: 't', response: 'A' }, '422 invalid-input'],
  ['seq 1.5', { seq: 1.5, tab: 't', response: 'A' }, '422 invalid-input'],
  ['seq as text', { seq: '1', tab: 't', response: 'A' }, '422 invalid-input'],
  ['seq 2^53 + 1', '{"seq":9007199254740993,"tab":"t","response":"A"}', '400 malformed-request'],
  ['no tab', { seq: 1, response: 'A' }, '422 invalid-input'],
  ['a tab with a line break', { seq: 1, tab: 'a\nb', response: 'A' }, '422 invalid-input'],
  ['another name', { seq: 1, tab: 't', response: 'A', score: 100 }, '422 invalid-input'],
  ['another deadline', { seq: 1, tab: 't', response: 'A', deadlineAt: '2099-01-01' }, '422 invalid-input'],
  ['no response', { seq: 1, tab: 't' }, '422 invalid-input'],
  ['an unknown option', { seq: 1, tab: 't', response: 'Z' }, '422 invalid-response'],
  ['NUL', '{"seq":1,"tab":"t","response":"\\u0000"}', '400 malformed-request'],
  ['a lone surrogate', '{"seq":1,"tab":"t","response":"\\ud800"}', '400 malformed-request'],
  ['__proto__', '{"seq":1,"tab":"t","response":"A","__proto__":{}}', '400 malformed-request'],
  ['seq twice', '{"seq":1,"seq":2,"tab":"t","response":"A"}', '400 malformed-request'],
  ['half a document', '{"seq":1', '400 malformed-request'],
  [
    '200,000 levels',
    `{"seq":1,"tab":"t","response":${'['.repeat(70_000)}${']'.repeat(70_000)}}`,
    '400 malformed-request',
  ],
  ['200 kB', `{"seq":1,"tab":"t","response":"${'x'.repeat(200_000)}"}`, '413 body-too-large'],
])('attack S1: a save with %s is refused and nothing is stored', async (_what, body, expected) => {
  const browser = await sitting()
  const answer = await browser.send('PUT', '/api/v1/exam/answers/1', body, {
    'content-type': 'application/json',
  })
  expect(await codeOf(answer)).toBe(expected)
  expect(await codeOf(await save(browser, 1))).toBe('200')
})

test.each([
  ['999', '404 unknown-exam-item'],
  ['0', '404 unknown-exam-item'],
  ['-1', '404 unknown-exam-item'],
  ['10000000000', '404 unknown-exam-item'],
  ['1.5', '404 not-found'],
  ['abc', '404 not-found'],
  ['%00', '400 malformed-request'],
  ["1'--", '404 not-found'],
])('item %s: %s', async (number, expected) => {
  expect(await codeOf(await save(await sitting(), 1, 'A', number))).toBe(expected)
})

test('any JSON as body or response ends as a clear 4xx or as a save, never as a failure', async () => {
  const browser = await sitting()
  let seq = 1000
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue(),
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      async (value, whole, number) => {
        const body = whole ? value : { seq: ++seq, tab: 't', response: value }
        const answer = await browser.send('PUT', `/api/v1/exam/answers/${number}`, JSON.stringify(body), {
          'content-type': 'application/json',
        })
        expect([200, 400, 409, 422]).toContain(answer.status)
      },
    ),
    { numRuns: 150 },
  )
})

test('attack S7: a foreign, a forged and no session are refused in the same words, whatever the state of the sitting', async () => {
  await sitting()
  const [begun] = day.candidates
  const forged = (admissionNo: string, token = 'x'.repeat(32)) => {
    const browser = site.visitor()
    browser.cookies.set('liangcai-exam', `${day.batchId}.${admissionNo}.${token}`)
    return browser
  }
  const attempts = [
    forged(begun!.admissionNo),
    forged(day.candidates[59]!.admissionNo),
    forged('9999999999'),
    forged(begun!.admissionNo, other.candidates[0]!.token),
    forged(day.candidates[59]!.admissionNo, begun!.token),
  ]
  const bodies = await Promise.all(
    attempts.map(async (browser) => {
      const answer = await save(browser, 1)
      const { requestId: _, ...rest } = (await answer.json()) as Record<string, unknown>
      return JSON.stringify([answer.status, rest])
    }),
  )
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).toContain('"session-ended"')
  expect((await save(site.visitor(), 1)).status).toBe(401)
  for (const path of ['/api/v1/exam', '/api/v1/exam/clock', '/api/v1/exam/submission'])
    expect((await attempts[0]!.get(path)).status).toBe(401)
})

test('attack P21: a window that works for another sitting than the session is refused', async () => {
  const browser = await sitting()
  const forOther = { 'x-exam-sitting': `${day.batchId}/0000000000` }
  const body = { seq: 1, tab: 't', response: 'A' }
  expect(await codeOf(await browser.put('/api/v1/exam/answers/1', body, forOther))).toBe('401 session-ended')
  expect(await codeOf(await browser.post('/api/v1/exam/submission', {}, forOther))).toBe('401 session-ended')
  expect(await codeOf(await save(browser, 1))).toBe('200')
})

test('attack S10: a save from another origin is refused', async () => {
  const browser = await sitting()
  const answer = await browser.put(
    '/api/v1/exam/answers/1',
    { seq: 1, tab: 't', response: 'A' },
    { origin: 'http://exam.test:8080' },
  )
  expect(await codeOf(answer)).toBe('403 wrong-origin')
})

test('attack S8: no response, header, page or script of the exam room holds a byte of the keys', async () => {
  const browser = await sitting()
  const answers = [
    await browser.get('/api/v1/exam'),
    await browser.post('/api/v1/exam/sitting', {}),
    await save(browser, 5),
    await save(browser, 5, 'B'),
    await save(browser, 6, 'Z'),
    await browser.get('/api/v1/exam/clock'),
    await browser.get('/exam/paper'),
    await browser.get('/exam/worker.js'),
    await browser.post('/api/v1/exam/submission', {}),
    await save(browser, 7),
    await browser.get('/exam/receipt'),
  ]
  const page = await (await browser.get('/exam/paper')).text()
  for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g))
    answers.push(await browser.get(path!))
  for (const answer of answers) {
    const seen = `${JSON.stringify([...answer.headers])} ${await answer.text()}`
    expect(seen).not.toContain(canary)
    for (const word of ['rationale', 'selfTests', 'login_hash', 'item_revision'])
      expect(seen).not.toContain(word)
  }
})

test('the page of the paper says nothing about who sits there', async () => {
  const [one, nobody] = [await sitting(), site.visitor()]
  const text = async (browser: Browser) => (await browser.get('/exam/paper')).text()
  expect(await text(one)).toBe(await text(nobody))
})

test('100 candidates at the bell: all start, save and hand in; the audit trail has no gap', async () => {
  const bell = await createExamDay(site.database.db, { name: 'bell', candidates: 100 })
  const statuses = await Promise.all(
    bell.candidates.map(async (_, index) => {
      const browser = browserOf(bell, index)
      const started = await browser.post('/api/v1/exam/sitting', {})
      const saved = await Promise.all([1, 2, 3].map((seq) => save(browser, seq, 'C', seq)))
      const handedIn = await browser.post('/api/v1/exam/submission', {})
      return [started, ...saved, handedIn].map((answer) => answer.status).join()
    }),
  )
  expect(new Set(statuses)).toEqual(new Set(['200,200,200,200,200']))
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sitting where batch_id = ${bell.batchId} and state = 'submitted'
      and jsonb_array_length(answers) = 3`.execute(site.database.db)
  expect(rows[0]?.count).toBe(100)
  expect((await verifyAudit(site.database.db)).faults).toEqual([])
})
