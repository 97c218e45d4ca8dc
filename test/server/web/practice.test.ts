/* Self-assessment as a visitor meets it, on the pages and through the JSON door. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Item } from '../../../bank-schemas/index.ts'
import { loadItemBanks } from '../../../server/banks/load-item-banks.ts'
import { systemActor } from '../../../server/identity/model.ts'
import { getSelfAssessment } from '../../../server/practice/get-self-assessment.ts'
import {
  blankField,
  pairField,
  placeField,
  readResponse,
} from '../../../server/web/practice/read-response.ts'
import { type Browser, createTestSite, type TestSite } from '../../support/app.ts'
import { textOf } from '../../support/pages.ts'
import { itemBanks, rightAnswer } from '../../support/world.ts'

const choice = '6-31-07-03/3'
let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
  await loadItemBanks(site.ctx, systemActor('test'), itemBanks)
})
afterAll(() => site.close())

const clean = (html: string) => expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/)

async function begin(visitor: Browser, mode = 'measure'): Promise<string> {
  const answer = await visitor.submit('/practice', { choice, mode })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

/** The fields a person would fill in to say this. */
function fieldsOf(item: Item, response: unknown): Record<string, string | string[]> {
  switch (item.kind) {
    case 'fill-in':
      return Object.fromEntries(
        Object.entries(response as object).map(([id, text]) => [blankField(id), text]),
      )
    case 'matching':
      return Object.fromEntries(
        Object.entries(response as object).map(([left, right]) => [pairField(left), right]),
      )
    case 'ordering':
      return Object.fromEntries((response as string[]).map((id, place) => [placeField(place + 1), id]))
    case 'multiple-response':
      return { answer: response as string[] }
    default:
      return { answer: String(response) }
  }
}

test('every open item can be answered rightly by its form', async () => {
  const rows = await site.ctx.db
    .selectFrom('item_revision')
    .select('document')
    .where('secrecy', '=', 'open')
    .where('kind', 'not in', ['short-answer', 'essay', 'case', 'hotspot'])
    .execute()
  const kinds = new Set<string>()
  for (const row of rows) {
    const item = row.document as Item
    kinds.add(item.kind)
    const sent = fieldsOf(item, rightAnswer(item))
    const fields = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, [value].flat().at(-1)!]),
    )
    expect(readResponse(item, fields, [sent.answer ?? []].flat()), item.id).toEqual(rightAnswer(item))
    expect(readResponse(item, {}, []), item.id).toBeNull()
  }
  expect(kinds.size).toBe(7)
})

test.each(['zh', 'en'])('a visitor goes from the choice to the report (%s)', async (lang) => {
  const visitor = site.visitor()
  const start = await (await visitor.get(`/practice?lang=${lang}`)).text()
  expect(start).toContain('value="6-31-01-03/4"')
  expect(start).toContain(lang === 'zh' ? '仅供自我了解，不是考试成绩，不发证书' : 'no certificate')
  const path = await begin(visitor, lang === 'zh' ? 'measure' : 'classify')
  const id = path.split('/').at(-1)!
  const seen = new Set<string>()
  let number = 0
  for (;;) {
    const run = await getSelfAssessment(site.ctx, id)
    if (!run.current) break
    number++
    const { hash, item } = run.current
    seen.add(item.kind)
    const page = await visitor.get(path)
    expect(page.status).toBe(200)
    const html = await page.text()
    clean(html)
    expect(html).toContain(`value="${hash}"`)
    expect(html).not.toContain('is-key')
    expect(html).not.toContain('item-key')
    const answer = number % 3 === 0 ? { skip: 'yes' } : fieldsOf(item, rightAnswer(item))
    const sent = await visitor.submit(`${path}/answers`, { item: hash, ...answer })
    expect(sent.headers.get('location')).toBe(`${path}?after=${number}`)
    const feedback = await (await visitor.get(`${path}?after=${number}`)).text()
    clean(feedback)
    expect(feedback).toContain('item-key')
    const [right, skipped] = lang === 'zh' ? ['答对了', '跳过'] : ['Right', 'Skipped']
    expect(feedback).toContain(number % 3 === 0 ? skipped : right)
  }
  expect(number).toBeGreaterThanOrEqual(10)
  const report = await (await visitor.get(path)).text()
  clean(report)
  expect(report.match(/<svg/g)).toHaveLength(1)
  expect(report).toMatch(/\/banks\/6-31-07-03\/levels\/3\/points\/[A-Z]{3}\d{3}/)
  expect(report).toMatch(/\/standards\/6-31-07-03\/[\w-]+#/)
  expect(report).toContain(lang === 'zh' ? '命题人的估计' : 'estimated by the writer')
  // Any answer can be looked at again, also with the run ended.
  expect((await visitor.get(`${path}?after=1`)).status).toBe(200)
})

test('an empty form is sent back with what to do; what does not belong is refused', async () => {
  const visitor = site.visitor()
  const path = await begin(visitor)
  const { current } = await getSelfAssessment(site.ctx, path.split('/').at(-1)!)
  const empty = await visitor.submit(`${path}/answers`, { item: current!.hash })
  expect(empty.status).toBe(422)
  expect(await textOf(empty)).toContain('还没有作答')
  for (const item of ['nothing', ''])
    expect((await visitor.submit(`${path}/answers`, { item, answer: 'A' })).status).toBe(404)
  expect((await visitor.submit(`${path}/conclusion`, {})).status).toBe(409)
  for (const wrong of ['/practice/nothing', `${path}?after=1`, `${path}?after=x`])
    expect((await visitor.get(wrong)).status, wrong).toBe(404)
  expect((await visitor.submit('/practice', { choice: 'x', mode: 'measure' })).status).toBe(422)
  expect((await visitor.submit('/practice', { choice: '9-99-99-99/4', mode: 'measure' })).status).toBe(404)
})

test('a form from another site begins nothing', async () => {
  const answer = await site
    .visitor()
    .send('POST', '/practice', new URLSearchParams({ choice, mode: 'measure' }), {
      origin: 'http://elsewhere.test',
    })
  expect(answer.status).toBe(403)
})

test('the menu and the front page lead to it', async () => {
  const home = await (await site.visitor().get('/')).text()
  expect(home.match(/href="\/practice"/g)!.length).toBeGreaterThanOrEqual(2)
})

test('through the JSON door: begin, answer, look, end; no key before the answer', async () => {
  const visitor = site.visitor()
  const api = '/api/v1/self-assessments'
  const begun = await visitor.post(api, { bankId: '6-31-07-03', level: 3, mode: 'classify' })
  expect(begun.status).toBe(201)
  const run = await begun.json()
  expect(run).toMatchObject({ state: 'running', answered: 0, report: null, confidence: 'low' })
  expect(Object.keys(run.current)).not.toContain('key')
  expect(JSON.stringify(run)).not.toContain('rationale')
  const { item } = run.current
  const sent = await visitor.post(`${api}/${run.id}/answers`, { item, response: null })
  expect(sent.status).toBe(200)
  const answered = await sent.json()
  expect(answered).toMatchObject({ number: 1, right: false, fraction: 0 })
  expect(answered.rationale).toBeTruthy()
  const again = await (await visitor.post(`${api}/${run.id}/answers`, { item, response: null })).json()
  expect(again).toEqual(answered)
  const stale = await visitor.post(`${api}/${run.id}/answers`, { item: 'nothing', response: null })
  expect([stale.status, (await stale.json()).code]).toEqual([409, 'not-the-current-item'])
  const ended = await (await visitor.post(`${api}/${run.id}/conclusion`)).json()
  expect(ended).toMatchObject({ state: 'ended', current: null, report: { answers: 1, decision: 'fail' } })
  expect(await (await visitor.get(`${api}/${run.id}`)).json()).toEqual(ended)
  expect((await visitor.get(`${api}/nothing`)).status).toBe(404)
  expect((await visitor.post(api, { bankId: '6-31-07-03', level: 9, mode: 'classify' })).status).toBe(422)
})
