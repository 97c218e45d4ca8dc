import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findCandidateSession } from '../../../server/identity/find-candidate-session.ts'
import { loginHash } from '../../../server/identity/login-hash.ts'
import { signInCandidate } from '../../../server/identity/sign-in-candidate.ts'
import { createThrottles } from '../../../server/identity/throttle.ts'
import { type Browser, createTestSite, type TestSite } from '../../support/app.ts'

const idNumber = '11010519491231002X'

let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
})
afterAll(() => site.close())

let count = 0
let batchId: string
let admissionNo: string

/** A batch with one candidate; times in minutes from now. */
async function makeBatch({ state = 'ready', opens = 10, closes = 130, extra = 0 } = {}) {
  batchId = `bat_${++count}`
  admissionNo = `27112300${String(count).padStart(5, '0')}`
  const hash = loginHash(site.contexts.secrets, admissionNo, idNumber)
  await sql`insert into standard_revision (hash, standard_id, edition, name, kind, document) values ('s', 's', '1', 's', 'national', '{}') on conflict do nothing`.execute(
    site.ctx.db,
  )
  await sql`insert into bank (id, name, version, standard_id, standard_edition, document) values ('b', 'b', '1', 's', '1', '{}') on conflict do nothing`.execute(
    site.ctx.db,
  )
  await sql`insert into batch (id, organisation_id, title, standard_hash, bank_id, level, state, opens_at, closes_at, minutes, rules, created_by)
    values (${batchId}, ${site.centre}, '考试', 's', 'b', 4, ${state}, now() + make_interval(mins => ${opens}), now() + make_interval(mins => ${closes}), 90, '{}', 'x')`.execute(
    site.ctx.db,
  )
  await sql`insert into admission (batch_id, admission_no, candidate_id, name, id_number_masked, login_hash, seed, extra_minutes)
    values (${batchId}, ${admissionNo}, ${`can_${count}`}, '李四', '1101**********002X', ${hash}, 1, ${extra})`.execute(
    site.ctx.db,
  )
}
beforeEach(() => makeBatch())

const signIn = (browser: Browser = site.visitor(), number = admissionNo, id = idNumber) =>
  browser.post('/api/v1/exam/session', { admissionNo: number, idNumber: id })
const sessionOf = (browser: Browser) => findCandidateSession(site.ctx, browser.cookies.get('liangcai-exam'))

test('both numbers open a session; the cookie is closed to scripts and other sites', async () => {
  const browser = site.visitor()
  const answer = await signIn(browser)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ batchId, admissionNo, name: '李四' })
  expect(answer.headers.getSetCookie().join()).toMatch(/liangcai-exam=.*HttpOnly.*SameSite=Strict/)
  expect(await sessionOf(browser)).toMatchObject({ kind: 'candidate', batchId, admissionNo })
})

test('blanks, a small x and full-width digits do not keep anybody out', async () => {
  const wide = [...admissionNo].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
  expect((await signIn(site.visitor(), ` ${wide} `, '1101 0519 4912 3100 2x')).status).toBe(200)
})

test('only the hash of the token is stored', async () => {
  const browser = site.visitor()
  await signIn(browser)
  const token = browser.cookies.get('liangcai-exam')!.split('.')[2]!
  expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
  const { rows } = await sql<{
    row: string
  }>`select candidate_session::text as row from candidate_session where batch_id = ${batchId}`.execute(
    site.ctx.db,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]!.row).not.toContain(token)
})

test('unknown number and wrong ID number are refused in the same words', async () => {
  const wrong = await signIn(site.visitor(), admissionNo, '110105194912310001')
  const unknown = await signIn(site.visitor(), '9999999999999', idNumber)
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  const { requestId: _1, ...one } = await wrong.json()
  const { requestId: _2, ...two } = await unknown.json()
  expect(one).toEqual(two)
  expect(wrong.headers.getSetCookie()).toEqual([])
})

test.each([
  ['31 minutes before the start', { opens: 31 }, 'sign-in-not-open'],
  ['29 minutes before the start', { opens: 29 }, undefined],
  ['in a draft', { state: 'draft' }, 'sign-in-not-open'],
  ['opened by hand before its time', { state: 'open', opens: 50 }, undefined],
  ['after the end', { opens: -120, closes: -1 }, 'sign-in-closed'],
  ['after the end, with extra time', { opens: -120, closes: -1, extra: 30 }, undefined],
  ['in a closed batch', { state: 'closed', opens: -10 }, 'sign-in-closed'],
  ['once results are published', { state: 'published', opens: -5000, closes: -4000 }, undefined],
])('%s', async (_when, batch, code) => {
  await makeBatch(batch)
  const answer = await signIn()
  expect(answer.status).toBe(code ? 403 : 200)
  if (code) expect(await answer.json()).toMatchObject({ code })
})

test('a running sitting is reached again after the window has closed', async () => {
  await makeBatch({ opens: -120, closes: -1 })
  expect((await signIn()).status).toBe(403)
  await sql`insert into sitting (batch_id, admission_no, form_id, delivery_hash, seed, item_count, state, started_at, deadline_at, grace_seconds)
    values (${batchId}, ${admissionNo}, 'f', 'h', 1, 1, 'open', now() - interval '80 minutes', now() + interval '10 minutes', 30)`.execute(
    site.ctx.db,
  )
  expect((await signIn()).status).toBe(200)
})

test('before the window nothing is told to those who cannot prove the numbers', async () => {
  await makeBatch({ opens: 500 })
  expect(await (await signIn(site.visitor(), admissionNo, '110105194912310001')).json()).toMatchObject({
    code: 'candidate-sign-in-failed',
  })
})

test('a session is dead at once after signing out, and after its time', async () => {
  const browser = site.visitor()
  await signIn(browser)
  const kept = browser.cookies.get('liangcai-exam')
  expect(await findCandidateSession(site.ctx, kept)).toBeDefined()
  await browser.delete('/api/v1/exam/session')
  expect(browser.cookies.has('liangcai-exam')).toBe(false)
  expect(await findCandidateSession(site.ctx, kept)).toBeUndefined()

  const late = site.visitor()
  await signIn(late)
  await sql`update candidate_session set expires_at = now() - interval '1 second' where batch_id = ${batchId}`.execute(
    site.ctx.db,
  )
  expect(await sessionOf(late)).toBeUndefined()
})

test.each([
  ['another admission number', (cookie: string) => cookie.replace(/\.\d+\./, '.2711230099999.')],
  ['another batch', (cookie: string) => cookie.replace(/^bat_\d+/, 'bat_0')],
  ['another token', (cookie: string) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
  ['no token', (cookie: string) => cookie.split('.').slice(0, 2).join('.')],
  ['nonsense', () => '....'],
  ['a long one', () => 'x.'.repeat(5000)],
])('a cookie with %s is nobody', async (_what, change) => {
  const browser = site.visitor()
  await signIn(browser)
  expect(await findCandidateSession(site.ctx, change(browser.cookies.get('liangcai-exam')!))).toBeUndefined()
})

test('a cookie planted before signing in is replaced', async () => {
  const browser = site.visitor()
  browser.cookies.set('liangcai-exam', `${batchId}.${admissionNo}.planted`)
  await signIn(browser)
  expect(browser.cookies.get('liangcai-exam')).not.toContain('planted')
})

test('one admission number is guessed at ten times, then it waits; the next one does not', async () => {
  const answers = []
  for (let guess = 0; guess < 12; guess++)
    answers.push((await signIn(site.visitor(), admissionNo, `11010519491231${1000 + guess}`)).status)
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(answers.slice(10)).toEqual([429, 429])
  expect((await signIn()).status).toBe(429)
  await makeBatch()
  expect((await signIn()).status).toBe(200)
})

test('a room of 40 behind one address signs in at the bell although some mistype', async () => {
  const room: string[] = []
  for (let seat = 0; seat < 40; seat++) {
    await makeBatch()
    room.push(admissionNo)
  }
  const answers = await Promise.all(
    room.map(async (number, seat) => {
      if (seat % 3 === 0) await signIn(site.visitor(), number, '110105194912310001')
      return (await signIn(site.visitor(), number)).status
    }),
  )
  expect(answers).toEqual(Array(40).fill(200))
})

test('ten thousand guesses from one address get 300 tries, also when sent at once', async () => {
  const deps = { secrets: site.contexts.secrets, throttles: createThrottles(site.ctx.db) }
  const guess = (number: number) =>
    signInCandidate(site.ctx, deps, { admissionNo: `88${number}`, idNumber, address: '203.0.113.9' }).then(
      () => 'in',
      (error) => error.kind.code,
    )
  const outcomes: string[] = []
  for (let start = 0; start < 10_000; start += 50)
    outcomes.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => guess(start + i)))))
  const tried = outcomes.filter((code) => code === 'candidate-sign-in-failed').length
  expect(tried).toBeLessThanOrEqual(350)
  expect(outcomes.filter((code) => code === 'sign-in-locked').length).toBe(10_000 - tried)
})

test('the form signs in without a script', async () => {
  const browser = site.visitor()
  const page = await browser.get('/exam')
  expect(await page.text()).toContain('准考证号')
  const wrong = await browser.submit('/exam', { admissionNo, idNumber: '1' })
  expect(wrong.status).toBe(401)
  expect(await wrong.text()).toContain('不匹配')
  const answer = await browser.submit('/exam', { admissionNo, idNumber })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/exam/paper'])
  expect(await sessionOf(browser)).toBeDefined()
})
