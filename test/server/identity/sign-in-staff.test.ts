import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createStaff } from '../../../server/identity/create-staff.ts'
import { systemActor } from '../../../server/identity/model.ts'
import { type Browser, createTestSite, type TestSite, testPassword } from '../../support/app.ts'

let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
})
afterAll(() => site.close())

let count = 0
let username: string
let userId: string
beforeEach(async () => {
  username = `person-${++count}`
  userId = await createStaff(site.ctx, systemActor('test'), {
    organisationId: site.centre,
    username,
    name: '张三',
    password: testPassword,
    roles: ['centre-manager'],
  })
})

const signIn = (browser: Browser, password = testPassword, name = username, headers = {}) =>
  browser.post('/api/v1/session', { username: name, password }, headers)
const whoAmI = (browser: Browser) => browser.get('/api/v1/session')
const sessionCookie = (browser: Browser) => browser.cookies.get('liangcai-staff')

test('the right password opens a session that knows name and roles', async () => {
  const browser = site.visitor()
  expect((await whoAmI(browser)).status).toBe(401)
  const answer = await signIn(browser)
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie().join()).toMatch(/liangcai-staff=.*HttpOnly; SameSite=Lax/)
  expect(await (await whoAmI(browser)).json()).toEqual({
    userId,
    name: '张三',
    memberships: [{ organisationId: site.centre, role: 'centre-manager' }],
  })
})

test('the account name is taken in capitals too', async () => {
  expect((await signIn(site.visitor(), testPassword, username.toUpperCase())).status).toBe(200)
})

test('unknown account, wrong password and impossible names are refused in the same words', async () => {
  const bodies = []
  for (const [name, password] of [
    [username, 'wrong-password-1'],
    ['nobody-here', 'wrong-password-1'],
    ['no such name at all', 'wrong-password-1'],
  ] as const) {
    const answer = await signIn(site.visitor(), password, name)
    expect(answer.status).toBe(401)
    const { requestId, ...body } = await answer.json()
    bodies.push(body)
  }
  expect(bodies[1]).toEqual(bodies[0])
  expect(bodies[2]).toEqual(bodies[0])
})

test('unknown and known accounts take the same work', async () => {
  const measure = async (name: string) => {
    const started = performance.now()
    await site.contexts.staffAuth.signIn(new Headers(), name, 'wrong-password-1')
    return performance.now() - started
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 12; round++) {
    known.push(await measure(username))
    unknown.push(await measure('nobody-here'))
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!
  // Both hash once; without that the unknown one would be twenty times faster.
  expect(median(unknown)).toBeGreaterThan(median(known) * 0.6)
  expect(median(unknown)).toBeLessThan(median(known) * 1.6)
})

test('after five failures even the right password waits, and other people do not', async () => {
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await signIn(site.visitor(), 'wrong-password-1')).status).toBe(401)
  const locked = await signIn(site.visitor())
  expect(locked.status).toBe(429)
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(600)
  expect(await locked.json()).toMatchObject({ code: 'sign-in-locked' })
  await site.staff('rater')
})

test('the lock-out is stored: another process sees it', async () => {
  for (let attempt = 0; attempt < 5; attempt++) await signIn(site.visitor(), 'wrong-password-1')
  const { createThrottles } = await import('../../../server/identity/throttle.ts')
  const { signInStaff } = await import('../../../server/identity/sign-in-staff.ts')
  const other = { ...site.contexts, throttles: createThrottles(site.ctx.db) }
  const input = { username, password: testPassword, headers: new Headers(), address: 'unknown' }
  await expect(signInStaff(site.ctx, other, input)).rejects.toMatchObject({
    kind: { code: 'sign-in-locked' },
  })
})

test('parallel guesses cannot overtake the count', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => signIn(site.visitor(), 'wrong-password-1')),
  )
  expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(5)
})

test('a success forgets the failures before it', async () => {
  for (let round = 0; round < 3; round++) {
    for (let attempt = 0; attempt < 4; attempt++) await signIn(site.visitor(), 'wrong-password-1')
    expect((await signIn(site.visitor())).status).toBe(200)
  }
})

test('a forged X-Forwarded-For is ignored when no proxy is trusted', async () => {
  for (let attempt = 0; attempt < 5; attempt++)
    await signIn(site.visitor(), 'wrong-password-1', username, { 'x-forwarded-for': `10.0.0.${attempt}` })
  const answer = await signIn(site.visitor(), testPassword, username, { 'x-forwarded-for': '10.9.9.9' })
  expect(answer.status).toBe(429)
})

test('every sign-in makes a new session; one planted before is not taken over', async () => {
  const victim = site.visitor()
  victim.cookies.set('liangcai-staff', 'planted.by-someone-else')
  await signIn(victim)
  expect(sessionCookie(victim)).not.toContain('planted')
  const first = sessionCookie(victim)
  await signIn(victim)
  expect(sessionCookie(victim)).not.toBe(first)
})

test('a session is dead at once after signing out', async () => {
  const browser = site.visitor()
  await signIn(browser)
  const kept = sessionCookie(browser)!
  await browser.delete('/api/v1/session')
  const thief = site.visitor()
  thief.cookies.set('liangcai-staff', kept)
  expect((await whoAmI(thief)).status).toBe(401)
})

test.each([
  ['roles', 'put', { roles: ['rater'] }],
  ['password-reset', 'post', { password: 'Another-phrase-99' }],
] as const)('a session is dead at once after %s', async (what, method, body) => {
  const browser = site.visitor()
  await signIn(browser)
  const administrator = await site.staff('administrator')
  const answer = await administrator[method](
    `/api/v1/organisations/${site.centre}/staff/${userId}/${what}`,
    body,
  )
  expect(answer.status).toBe(200)
  expect((await whoAmI(browser)).status).toBe(401)
})

test('a session ends an hour after its last use, and eight hours after it began', async () => {
  const browser = site.visitor()
  await signIn(browser)
  await sql`update staff_session set "createdAt" = now() - interval '7 hours 59 minutes' where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  expect((await whoAmI(browser)).status).toBe(200)
  await sql`update staff_session set "createdAt" = now() - interval '8 hours 1 minute' where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  expect((await whoAmI(browser)).status).toBe(401)

  const idle = site.visitor()
  await signIn(idle)
  const { rows } = await sql<{
    left: number
  }>`select extract(epoch from "expiresAt" - now())::int as left from staff_session where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  expect(rows[0]!.left).toBeGreaterThan(3500)
  expect(rows[0]!.left).toBeLessThanOrEqual(3600)
  await sql`update staff_session set "expiresAt" = now() - interval '1 second' where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  expect((await whoAmI(idle)).status).toBe(401)
})

test('use prolongs a session, and the cookie with it', async () => {
  const browser = site.visitor()
  await signIn(browser)
  await sql`update staff_session set "expiresAt" = now() + interval '30 minutes' where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  const answer = await whoAmI(browser)
  expect(answer.headers.getSetCookie().join()).toContain('liangcai-staff=')
  expect((await whoAmI(browser)).status).toBe(200)
  const { rows } = await sql<{
    left: number
  }>`select extract(epoch from "expiresAt" - now())::int as left from staff_session where "userId" = ${userId}`.execute(
    site.ctx.db,
  )
  expect(rows[0]!.left).toBeGreaterThan(3500)
})

test('the table of sessions holds no token that would open one', async () => {
  const browser = site.visitor()
  await signIn(browser)
  const token = decodeURIComponent(sessionCookie(browser)!).split('.')[0]!
  expect(token.length).toBeGreaterThanOrEqual(22)
  const { rows } = await sql<{
    token: string
  }>`select token from staff_session where "userId" = ${userId}`.execute(site.ctx.db)
  expect(rows).toHaveLength(1)
  expect(rows[0]!.token).not.toContain(token)
})

test('over https the cookie is __Host- and secure', async () => {
  const secure = await createTestSite({ PUBLIC_URL: 'https://exam.test' })
  await createStaff(secure.ctx, systemActor('test'), {
    organisationId: secure.centre,
    username: 'safe',
    name: 'Safe',
    password: testPassword,
    roles: ['rater'],
  })
  const browser = secure.visitor()
  const answer = await signIn(browser, testPassword, 'safe')
  expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-liangcai-staff=.*Secure/)
  expect((await whoAmI(browser)).status).toBe(200)
  await secure.close()
})

test('a password is refused when short, common or like the account', async () => {
  const administrator = await site.staff('administrator')
  for (const password of ['short-1', 'password2027', `${username}-2027`, 'aaaaaaaaaaaa']) {
    const answer = await administrator.post(
      `/api/v1/organisations/${site.centre}/staff/${userId}/password-reset`,
      { password },
    )
    expect(answer.status, password).toBe(422)
  }
})

test('the form signs in without a script and goes on to a place on this site only', async () => {
  const browser = site.visitor()
  const answer = await browser.submit('/sign-in', { username, password: testPassword, next: '//evil.test/x' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/centre')
  const wrong = await site.visitor().submit('/sign-in', { username, password: 'nope-nope-nope' })
  expect(wrong.status).toBe(401)
  expect(await wrong.text()).toContain('账号或密码不正确')
})
