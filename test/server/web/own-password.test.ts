import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestSite, type TestSite, testPassword } from '../../support/app.ts'
import { textOf } from '../../support/pages.ts'

let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
})
afterAll(() => site.close())

test('a member of staff changes the password by giving the old one; every session ends', async () => {
  const person = await site.staff('centre-manager')
  const next = '梧桐-Harbour-2093'
  const change = (current: string, one: string, again = one) =>
    person.submit('/account/password', { current, next: one, again })
  expect((await site.visitor().get('/account/password')).status).toBe(303)
  expect(await textOf(await person.get('/account/password'))).toContain('新密码')
  expect((await change('something else 1', next)).status).toBe(422)
  expect(await textOf(await change(testPassword, next, '梧桐-Harbour-2094'))).toContain(
    '两次输入的新密码不同',
  )
  expect((await change(testPassword, '12345678901')).status).toBe(422)
  expect((await person.get('/centre')).status).toBe(200)
  const done = await change(testPassword, next)
  expect(done.headers.get('location')).toBe('/sign-in?done=password')
  expect((await person.get('/centre')).status).toBe(303)
  expect(await textOf(await person.get('/sign-in?done=password'))).toContain('密码已修改')
})
