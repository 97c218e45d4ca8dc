/*
 * The exam page in a real browser: with the network cut, in two windows, on a
 * machine that several candidates share, at the deadline.
 */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { sql } from 'kysely'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestSite, type TestSite } from '../support/app.ts'
import { cookieOf, createExamDay, type ExamCandidate, type ExamDay } from '../support/exam-day.ts'

let site: TestSite
let day: ExamDay
let browser: Browser
let base: string
let close: () => void
let next = 0
const contexts: BrowserContext[] = []
const faults: string[] = []

beforeAll(async () => {
  site = await createTestSite()
  day = await createExamDay(site.database.db, { candidates: 20 })
  const server = serve({ fetch: site.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((listening) => server.once('listening', listening))
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  close = () => server.close()
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(faults.splice(0)).toEqual([])
})
afterAll(async () => {
  await browser?.close()
  close?.()
  await site?.close()
})

const machine = async (): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  contexts.push(context)
  return context
}
const signIn = async (context: BrowserContext, candidate: ExamCandidate) => {
  const [name = '', value = ''] = cookieOf(candidate).split('=')
  await context.addCookies([{ name, value, url: base }])
}
const open = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  await page.goto(`${base}/exam/paper`)
  return page
}
const begin = async (page: Page) => {
  await page.check('#accept')
  await page.click('text=开始考试')
  await page.waitForSelector('.paper')
}
const candidateAtMachine = async () => {
  const candidate = day.candidates[next++]!
  const context = await machine()
  await signIn(context, candidate)
  const page = await open(context)
  await begin(page)
  return { candidate, context, page }
}
const option = (page: Page, question: number, index: number) =>
  page.locator(`#question-${question} .option`).nth(index)
const section = (page: Page, index: number) => page.locator('.tabs button').nth(index).click()
const allSaved = (page: Page) => page.waitForSelector('.save-state.saved', { timeout: 15_000 })
const stored = async ({ actor }: ExamCandidate) => {
  const rows = await site.database.db
    .selectFrom('answer')
    .select(['item_number', 'response'])
    .where('batch_id', '=', actor.batchId)
    .where('admission_no', '=', actor.admissionNo)
    .orderBy('item_number')
    .execute()
  return new Map(rows.map((row) => [row.item_number, row.response]))
}
const canReload = (page: Page) =>
  page.waitForFunction(async () => {
    const names = await caches.keys()
    return navigator.serviceWorker.controller !== null && names.includes('liangcai-exam-shell')
  })

test('every kind of question is answered, by pointer or by keyboard, and stored', async () => {
  const { candidate, page } = await candidateAtMachine()
  await option(page, 1, 2).click()
  await section(page, 1)
  await option(page, 11, 0).click()
  await option(page, 11, 3).click()
  await section(page, 2)
  await page.locator('#question-12 input').first().focus()
  await page.keyboard.press('Space')
  await section(page, 3)
  await page.locator('.blank').nth(0).fill('50')
  await page.locator('.blank').nth(1).fill('√3')
  await section(page, 4)
  await page.locator('.numeric input').fill('0.45 A')
  await section(page, 5)
  for (const index of [0, 1, 2])
    await page
      .locator('.match select')
      .nth(index)
      .selectOption({ index: index + 1 })
  await section(page, 6)
  await page.locator('.ordering li').nth(2).locator('button').first().focus()
  await page.keyboard.press('Enter')
  await section(page, 7)
  await page.locator('.hotspot').focus()
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowUp', 'Enter'])
    await page.keyboard.press(key)
  await section(page, 8)
  await page.locator('#question-18 textarea').fill('切断电源，拨打 120。')
  await section(page, 9)
  await page.locator('#question-19 textarea').fill('一、电源\n二、电动机')
  await section(page, 10)
  await page.locator('#question-20 .option').nth(1).click()
  await page.locator('#question-20 textarea').fill('一相无电流')
  await page.locator('#question-20 h3').click()
  await allSaved(page)
  const answers = await stored(candidate)
  expect(answers.size).toBe(11)
  expect(answers.get(12)).toBe(true)
  expect(answers.get(13)).toEqual({ '1': '50', '2': '√3' })
  expect(answers.get(14)).toBe('0.45 A')
  expect(Object.keys(answers.get(15) as object)).toEqual(['1', '2', '3'])
  expect((answers.get(16) as string[]).length).toBe(4)
  expect(answers.get(17)).toEqual([{ x: 400, y: 176 }])
  expect(answers.get(19)).toBe('一、电源\n二、电动机')
  expect(answers.get(20)).toMatchObject({ '3': '一相无电流' })
})

test('fault 7: with the network cut answers are kept, the banner says so within 10 s, a reload loses nothing, and all arrive afterwards', async () => {
  const { candidate, context, page } = await candidateAtMachine()
  await option(page, 1, 0).click()
  await allSaved(page)
  await canReload(page)
  await context.setOffline(true)
  await option(page, 2, 1).click()
  await option(page, 3, 2).click()
  await page.waitForSelector('.banner:not([hidden])', { timeout: 10_000 })
  expect(await page.textContent('.banner')).toContain('2 题的答案已保存在本机')
  expect((await stored(candidate)).size).toBe(1)

  await page.reload()
  await page.waitForSelector('.paper')
  expect(await page.textContent('.bar-who strong')).toBe(candidate.name)
  for (const [question, index] of [
    [1, 0],
    [2, 1],
    [3, 2],
  ] as const)
    expect(await option(page, question, index).locator('input').isChecked()).toBe(true)
  await option(page, 4, 3).click()
  expect(await page.textContent('.save-state')).toContain('3 题未保存')

  await context.setOffline(false)
  await allSaved(page)
  expect((await stored(candidate)).size).toBe(4)
  await page.click('.bar .button.primary')
  expect(await page.textContent('.dialog-name')).toContain(candidate.name)
  await page.click('.dialog .button.primary')
  await page.waitForURL('**/exam/receipt')
  const sitting = await site.database.db
    .selectFrom('sitting')
    .select(['receipt', 'state'])
    .where('admission_no', '=', candidate.admissionNo)
    .executeTakeFirstOrThrow()
  expect((await page.textContent('.receipt-hash'))?.replaceAll(' ', '')).toBe(sitting.receipt)
  const left = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('liangcai-exam')
      request.onsuccess = () => resolve(request.result)
    })
    const count = (store: string) =>
      new Promise((resolve) => {
        const request = database.transaction(store).objectStore(store).count()
        request.onsuccess = () => resolve(request.result)
      })
    return [await count('answers'), await count('papers')]
  })
  expect(left).toEqual([0, 0])
})

test('fault 13: two windows on one machine agree; a stale answer from another machine is shown and the person decides', async () => {
  const { candidate, context, page } = await candidateAtMachine()
  const beside = await open(context)
  await beside.waitForSelector('.paper')
  await option(page, 1, 1).click()
  await beside.waitForFunction(() => document.querySelectorAll('#question-1 input')[1]?.matches(':checked'))

  const elsewhere = await machine()
  await signIn(elsewhere, candidate)
  const far = await open(elsewhere)
  await far.waitForSelector('.paper')
  // The far machine answers several times: its numbers are ahead of this one's.
  for (const index of [0, 2, 3, 0]) {
    await option(far, 2, index).click()
    await allSaved(far)
  }
  await option(page, 2, 1).click()
  await page.waitForSelector('#question-2 .conflict')
  expect(await page.textContent('#question-2 .conflict')).toMatch(/另一处的作答.*A.*本窗口的作答.*B/s)
  await page.click('#question-2 .conflict-actions button >> nth=0')
  await allSaved(page)
  const placed = await page.locator('#question-2 .option').nth(1).locator('input').getAttribute('value')
  const number = Number((await page.locator('#question-2 input').first().getAttribute('name'))?.slice(1))
  expect((await stored(candidate)).get(number)).toBe(placed)
})

test('attack P21: whoever sits down next neither sees nor sends the answers of the former candidate, even with the old window open', async () => {
  const { candidate, context, page } = await candidateAtMachine()
  await option(page, 1, 0).click()
  await allSaved(page)
  await context.setOffline(true)
  await option(page, 2, 1).click()
  await page.waitForSelector('#question-2 .state.unsent')

  const follower = day.candidates[next++]!
  await context.clearCookies()
  await signIn(context, follower)
  await context.setOffline(false)
  const theirs = await open(context)
  expect(await theirs.textContent('.start-facts')).toContain(follower.name)
  await begin(theirs)
  expect(await theirs.locator('input:checked').count()).toBe(0)
  await option(theirs, 5, 0).click()
  await allSaved(theirs)
  await page.waitForSelector('.message:has-text("请重新登录")')
  expect(await page.locator('.paper').count()).toBe(0)
  expect((await stored(follower)).size).toBe(1)
  expect((await stored(candidate)).size).toBe(1)
  await theirs.close()
  await page.close()

  await context.clearCookies()
  await signIn(context, candidate)
  const again = await open(context)
  await again.waitForSelector('.paper')
  await allSaved(again)
  expect(await option(again, 2, 1).locator('input').isChecked()).toBe(true)
  expect((await stored(candidate)).size).toBe(2)
})

test('at the deadline the rest is sent and the paper handed in by itself', async () => {
  const { candidate, page } = await candidateAtMachine()
  await sql`update sitting set deadline_at = clock_timestamp() + interval '5 seconds'
    where admission_no = ${candidate.admissionNo}`.execute(site.database.db)
  // The next answer brings the new deadline.
  await option(page, 1, 0).click()
  await section(page, 8)
  await page.locator('#question-18 textarea').pressSequentially('写到最后一刻', { delay: 30 })
  await page.waitForURL('**/exam/receipt', { timeout: 20_000 })
  expect((await stored(candidate)).size).toBe(2)
})

test('an extension shows on the clock; an invigilator closing the sitting ends the page', async () => {
  const { candidate, page } = await candidateAtMachine()
  await sql`update sitting set deadline_at = deadline_at + interval '20 minutes'
    where admission_no = ${candidate.admissionNo}`.execute(site.database.db)
  await option(page, 1, 0).click()
  await page.waitForSelector('.notice:not([hidden])')
  expect(await page.textContent('.notice')).toContain('考试时间已延长')
  await page.waitForFunction(() => /^01:(49|50)/.test(document.querySelector('.time')?.textContent ?? ''))
  await sql`update sitting set state = 'cancelled' where admission_no = ${candidate.admissionNo}`.execute(
    site.database.db,
  )
  await option(page, 2, 0).click()
  await page.waitForSelector('.message')
  expect(await page.textContent('.message')).toContain('立即报告监考人员')
})
