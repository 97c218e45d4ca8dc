/* What anybody may open: standards, banks, verification. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CentreSite, createCentreSite, textOf } from '../../support/pages.ts'

let centre: CentreSite
beforeAll(async () => {
  centre = await createCentreSite()
})
afterAll(() => centre.site.close())

const bank = '/banks/6-31-01-03'

test.each([
  ['/standards', '电工'],
  ['/standards/6-31-01-03/2026-1', '它不是政府文件'],
  ['/banks', '电工题库'],
  [bank, '四级标准卷'],
  [`${bank}/levels/4`, '重要程度比例 (03:02:00)'],
  [`${bank}/levels/4/points/ABA001`, '欧姆定律'],
  ['/verify', '证书编号'],
])('%s is open to a visitor and says %s', async (path, text) => {
  const visitor = centre.site.visitor()
  const answer = await visitor.get(path)
  expect(answer.status).toBe(200)
  expect(await textOf(answer)).toContain(text)
  const english = await visitor.get(`${path}?lang=en`)
  expect(english.status).toBe(200)
  expect(await english.text()).toContain('<html lang="en">')
})

test.each([
  '/standards/6-31-01-03/1999-1',
  '/standards/nothing/2026-1',
  '/banks/9-99-99-99',
  `${bank}/levels/1`,
  `${bank}/levels/9`,
  `${bank}/levels/4/points/ZZZ999`,
  '/verify/aaaaaaaaaaaaaaaaaaaaaaaa',
  '/verify/short',
])('%s is absent', async (path) => {
  expect((await centre.site.visitor().get(path)).status).toBe(404)
})

test('a standard has an anchor for every clause, and a dash where a level lacks a function', async () => {
  const html = await (await centre.site.visitor().get('/standards/6-31-01-03/2026-1')).text()
  for (const clause of ['2.1.1.1', '4S1.1.1', '4K1.2.3', '1S1.1.1']) expect(html).toContain(`id="${clause}"`)
  expect(html).toContain('<td class="text-center">—</td>')
})

test('a visitor sees open items only, an item writer all of them', async () => {
  const path = `${bank}/levels/4/points/ABA001`
  const visible = await (await centre.site.visitor().get(path)).text()
  expect(visible).toContain('6-31-01-03_4_ABA001_07')
  expect(visible).not.toContain('6-31-01-03_4_ABA001_01')
  expect(visible).toMatch(/另有 \d+ 道题保密/)
  const writer = await (await centre.site.staff('item-writer')).get(path)
  const all = await writer.text()
  expect(all).toContain('6-31-01-03_4_ABA001_01')
  expect(all).not.toMatch(/另有 \d+ 道题保密/)
})

test('a practical task needs a sign-in and a role', async () => {
  const path = `${bank}/levels/4/tasks/6-31-01-03_4_P02`
  const visitor = await centre.site.visitor().get(path)
  expect([visitor.status, visitor.headers.get('location')]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent(path)}`,
  ])
  expect((await (await centre.site.staff('auditor')).get(path)).status).toBe(403)
  const rater = await (await centre.as('rater')).get(path)
  const text = await textOf(rater)
  for (const document of ['准备通知单（考场）', '准备通知单（考生）', '考核试卷', '评分记录表', '否定项'])
    expect(text).toContain(document)
})

test('searching by number and name keeps what was typed, tells nothing, and slows down', async () => {
  const visitor = centre.site.visitor()
  const search = (name: string) => visitor.submit('/verify', { number: 'S000032000123274000001', name })
  const missing = await search('张三')
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('value="S000032000123274000001"')
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => search(`张${n}`)))
  const slowed = answers.find((answer) => answer.status === 429)
  expect(slowed).toBeDefined()
  expect(Number(slowed!.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a file that is no certificate is unknown, and one that is no PDF is refused', async () => {
  const upload = async (bytes: string) => {
    const form = new FormData()
    form.set('file', new File([bytes], 'certificate.pdf', { type: 'application/pdf' }))
    return centre.site.visitor().send('POST', '/verify/file', form)
  }
  const unknown = await upload('%PDF-1.7 nothing of ours')
  expect(unknown.status).toBe(200)
  expect(await textOf(unknown)).toContain('不是本平台签发的文件')
  expect((await upload('hello')).status).toBe(422)
})
