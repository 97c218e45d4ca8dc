/*
 * A person's way through real pages in a real browser: sit the exam with the
 * network cut in the middle, hand in; as staff close, publish, certify; open
 * the certificate, verify it.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Form, Item } from '../../bank-schemas/index.ts'
import { examRoomScreen, openBrowser } from '../support/browser.ts'
import { type RunningPlatform, startPlatform } from '../support/platform.ts'

let platform: RunningPlatform
let browser: Browser
let candidate: { name: string; admissionNo: string; idNumber: string }
const manager = { username: 'demo.manager', password: '' }

beforeAll(async () => {
  platform = await startPlatform()
  browser = await openBrowser()
  const printed = platform.greeting.join('\n')
  const [, name, admissionNo, idNumber] = /\n\s+(\S+)\s+准考证号 (\d+)\s+证件号码 (\w+)/.exec(printed)!
  candidate = { name: name!, admissionNo: admissionNo!, idNumber: idNumber! }
  manager.password = /demo\.manager\s+(\S+)/.exec(printed)![1]!
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

const newContext = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: examRoomScreen, locale: 'zh-CN', acceptDownloads: true })

/** Number on the canonical form → the right answer. */
async function keys(): Promise<Map<number, string>> {
  const { form_id } = await platform.db
    .selectFrom('admission')
    .select('form_id')
    .where('admission_no', '=', candidate.admissionNo)
    .executeTakeFirstOrThrow()
  const { document } = await platform.db
    .selectFrom('form')
    .select('document')
    .where('id', '=', form_id!)
    .executeTakeFirstOrThrow()
  const found = new Map<number, string>()
  for (const entry of (document as Form).sections.flatMap((section) => section.items)) {
    const row = await platform.db
      .selectFrom('item_revision')
      .select('document')
      .where('hash', '=', entry.hash)
      .executeTakeFirstOrThrow()
    const item = row.document as Item
    if (item.kind === 'single-choice' || item.kind === 'true-false') found.set(entry.number, String(item.key))
  }
  return found
}

async function savedAnswers(): Promise<number> {
  const rows = await platform.db
    .selectFrom('answer')
    .select('item_number')
    .where('admission_no', '=', candidate.admissionNo)
    .execute()
  return rows.length
}

async function answer(page: Page, number: number, value: string): Promise<void> {
  const input = page.locator(`input[name="q${number}"][value="${value}"]`)
  // Each part of the paper is behind its own tab.
  if (!(await input.isVisible())) await page.locator('nav.tabs button', { hasText: /判断/ }).click()
  await input.check({ force: true })
}

test('a candidate sits the exam, loses the network, gets it back and hands in', async () => {
  const context = await newContext()
  const page = await context.newPage()
  const right = await keys()
  expect(right.size).toBe(20)
  await page.goto(`${platform.url}/exam`)
  await page.fill('input[name="admissionNo"]', candidate.admissionNo)
  await page.fill('input[name="idNumber"]', candidate.idNumber)
  await page.click('button[type="submit"]')
  await page.waitForURL('**/exam/paper')
  await page.getByText(candidate.name).first().waitFor()
  await page.check('#accept')
  await page.getByRole('button', { name: '开始考试' }).click()
  await page.locator('section.question').first().waitFor()

  const numbers = [...right.keys()].sort((a, b) => a - b)
  for (const number of numbers.slice(0, 8)) await answer(page, number, right.get(number)!)
  await expect.poll(savedAnswers, { timeout: 15_000 }).toBe(8)

  await context.setOffline(true)
  for (const number of numbers.slice(8, 13)) await answer(page, number, right.get(number)!)
  await page.locator('.banner:not([hidden])').getByText('网络中断').waitFor({ timeout: 10_000 })
  expect(await savedAnswers()).toBe(8)
  // A reload with the network cut brings the paper back, with what was answered.
  await page.reload()
  await page.locator('section.question').first().waitFor({ timeout: 15_000 })
  expect(
    await page.locator(`input[name="q${numbers[10]}"][value="${right.get(numbers[10]!)}"]`).isChecked(),
  ).toBe(true)
  await context.setOffline(false)
  await expect.poll(savedAnswers, { timeout: 30_000 }).toBe(13)

  for (const number of numbers.slice(13)) await answer(page, number, right.get(number)!)
  await expect.poll(savedAnswers, { timeout: 15_000 }).toBe(20)
  await page.getByRole('button', { name: '交卷' }).first().click()
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: /确认交卷|交卷/ })
    .click()
  await page.waitForURL('**/exam/receipt')
  const shown = (await page.locator('.receipt-hash').innerText()).replaceAll(/\s/g, '')
  const { receipt } = await platform.db
    .selectFrom('sitting')
    .select('receipt')
    .where('admission_no', '=', candidate.admissionNo)
    .executeTakeFirstOrThrow()
  expect(shown).toBe(receipt)
  await context.close()
})
