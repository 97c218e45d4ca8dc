/*
 * What every request passes: headers, origin, size, deadline, and how an error
 * becomes an answer.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../../server/app.ts'
import { connect, poolOptions } from '../../../server/storage/connect.ts'
import { Browser, createTestSite, type TestSite } from '../../support/app.ts'

let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
})
afterAll(() => site.close())

test.each(['/', '/sign-in', '/exam', '/nothing-here', '/api/docs', '/api/errors', '/api/v1/session'])(
  '%s carries the headers that keep strangers out',
  async (path) => {
    const { headers } = await site.visitor().get(path)
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).not.toContain('http')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/^\w+-\d+$/)
  },
)

test('pages hold no script or style that the policy would block', async () => {
  const administrator = await site.staff('administrator')
  for (const path of ['/', '/sign-in', '/exam', '/api/docs', '/admin/staff', '/admin/audit']) {
    const html = await (await administrator.get(path)).text()
    expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|javascript:/i)
    expect(html, path).not.toMatch(/(src|href)="(https?:)?\/\//i)
  }
})

test('assets are cached for ever under their hash and compressed', async () => {
  const html = await (await site.visitor().get('/')).text()
  const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
  expect(urls.length).toBeGreaterThanOrEqual(3)
  for (const url of urls) {
    const answer = await site.visitor().get(url, { 'accept-encoding': 'gzip, br' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('content-type')).toMatch(/^text\/(css|javascript)/)
  }
  expect((await site.visitor().get(urls[0]!.replace(/-\w+\./, '-000000000000.'))).status).toBe(404)
})

test.each([
  [{ origin: 'http://exam.test' }, true],
  [{ origin: 'http://exam.test:8080' }, false],
  [{ origin: 'https://evil.test' }, false],
  [{ origin: 'http://exam.test.evil.test' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'not an address' }, false],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://exam.test' }, false],
  [{}, true],
])('a change sent with %j is let in: %s', async (headers, letIn) => {
  for (const [path, type, body] of [
    ['/api/v1/session', 'application/json', '{"username":"nobody","password":"nothing-at-all"}'],
    ['/sign-in', 'application/x-www-form-urlencoded', 'username=nobody&password=nothing-at-all'],
    ['/sign-out', 'text/plain', 'x'],
  ]) {
    const answer = await site.app.request(`http://exam.test${path}`, {
      method: 'POST',
      headers: { host: 'exam.test', 'content-type': type!, ...headers } as Record<string, string>,
      body: body!,
    })
    const refused = answer.status === 403 && (await answer.text()).includes('wrong-origin')
    expect(refused, path).toBe(!letIn)
  }
})

test('reading is never refused for its origin', async () => {
  expect(
    (await site.visitor().get('/', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })).status,
  ).toBe(200)
})

test.each([
  ['declared', (size: number) => ({ 'content-length': String(size) })],
  ['undeclared', () => ({})],
])('a body of 65 kB is refused, its length %s', async (_how, headers) => {
  const body = JSON.stringify({ username: 'x', password: 'y'.repeat(65 * 1024) })
  const answer = await site
    .visitor()
    .post('/api/v1/session', body, { 'content-type': 'application/json', ...headers(body.length) } as never)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'body-too-large', details: { limit: 65536 } })
})

test('what is sent as something else than JSON is refused', async () => {
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
    const answer = await site
      .visitor()
      .post('/api/v1/session', '{"username":"x","password":"y"}', { 'content-type': type })
    expect(answer.status, type).toBe(415)
    expect(await answer.json()).toMatchObject({ code: 'unsupported-media-type' })
  }
})

test('a schema that is not met is told by pointer, in both languages; hidden fields are refused', async () => {
  const answer = await site.visitor().post('/api/v1/session', { username: 5, role: 'administrator' })
  expect(answer.status).toBe(422)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const problem = await answer.json()
  expect(problem).toMatchObject({ type: '/api/errors#invalid-input', status: 422, code: 'invalid-input' })
  expect(problem.issues.map((issue: { pointer: string }) => issue.pointer)).toContain('/username')
  expect(JSON.stringify(problem.issues)).toMatch(/[\u4e00-\u9fff]/)
  const hidden = await site
    .visitor()
    .post('/api/v1/session', { username: 'x', password: 'y', role: 'administrator' })
  expect(hidden.status).toBe(422)
})

test('a request without rights is a problem for programs, a sign-in page for people', async () => {
  const problem = await site.visitor().get('/api/v1/organisations')
  expect([problem.status, (await problem.json()).code]).toEqual([401, 'sign-in-required'])
  const page = await site.visitor().get('/admin/staff')
  expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fadmin%2Fstaff'])
})

test('an unknown address is 404 in the language of the person, without an echo that could run', async () => {
  const answer = await site.visitor().get('/%3Cscript%3Ealert(1)%3C/script%3E', { cookie: 'lang=en' })
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('<script>alert')
})

test('the language is switched by the address and remembered', async () => {
  const browser = site.visitor()
  expect(await (await browser.get('/')).text()).toContain('考生登录')
  expect(await (await browser.get('/?lang=en')).text()).toContain('Candidate sign-in')
  expect(await (await browser.get('/sign-in')).text()).toContain('lang="en"')
  expect(await (await browser.get('/?lang=zh')).text()).toContain('考生登录')
})

test('with the database away every door answers 503 with Retry-After in time, and the probe says so', async () => {
  const url = new URL(site.database.url)
  url.port = '1'
  const db = connect(url.href, { ...poolOptions.staff, name: 'liangcai-test-away' })
  const away = { ...site.ctx, db, log: { info() {}, warn() {}, error() {} } }
  const { createStaffAuth } = await import('../../../server/identity/staff-auth.ts')
  const { createThrottles } = await import('../../../server/identity/throttle.ts')
  const { secrets, config } = site.contexts
  const app = createApp({
    ...site.contexts,
    saves: away,
    exam: away,
    staff: away,
    jobs: away,
    staffAuth: createStaffAuth({ db, secrets, publicUrl: config.publicUrl }),
    throttles: createThrottles(db),
  })
  const signedIn = await site.staff('administrator')
  const browser = new Browser(app)
  for (const [name, value] of signedIn.cookies) browser.cookies.set(name, value)
  const started = performance.now()
  const answers = await Promise.all([
    browser.get('/api/v1/organisations'),
    browser.get('/admin/organisations'),
    browser.post('/api/v1/session', { username: 'admin', password: 'some-password' }),
    browser.post('/api/v1/exam/session', { admissionNo: '1', idNumber: '2' }),
    browser.submit('/exam', { admissionNo: '1', idNumber: '2' }),
    browser.get('/health/ready'),
  ])
  expect(performance.now() - started).toBeLessThan(6000)
  expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(503))
  for (const answer of answers) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await browser.get('/health/live')).status).toBe(200)
  expect(await (await browser.get('/metrics')).text()).toContain('liangcai_http_request_seconds')
  await db.destroy()
})

test('one locked table ends as 503 within the deadline, and other pages go on', async () => {
  const administrator = await site.staff('administrator')
  const blocker = connect(site.database.url, { ...poolOptions.jobs, name: 'liangcai-test-lock' })
  const { sql } = await import('kysely')
  let release = () => {}
  const held = blocker.transaction().execute(async (trx) => {
    await sql`lock table organisation in access exclusive mode`.execute(trx)
    await new Promise<void>((done) => {
      release = done
    })
  })
  await new Promise((resume) => setTimeout(resume, 200))
  const started = performance.now()
  const locked = administrator.get('/api/v1/organisations')
  const free = await administrator.get('/api/v1/session')
  expect(free.status).toBe(200)
  expect(performance.now() - started).toBeLessThan(500)
  const answer = await locked
  expect(answer.status).toBe(503)
  expect(performance.now() - started).toBeLessThan(5500)
  release()
  await held
  await blocker.destroy()
  expect((await administrator.get('/api/v1/organisations')).status).toBe(200)
})
