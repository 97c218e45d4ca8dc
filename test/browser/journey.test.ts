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
  // The banner that comes and goes moves the paper: like a person, look where the option is now and click again.
  await expect
    .poll(
      async () => {
        await input.evaluate((element) => element.scrollIntoView({ block: 'center' }))
        if (!(await input.isChecked())) await input.click({ force: true })
        return input.isChecked()
      },
      { timeout: 10_000 },
    )
    .toBe(true)
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

let certificatePage = ''

test('as centre manager: close, compute, publish, certify, open the PDF', async () => {
  const context = await newContext()
  const page = await context.newPage()
  await page.goto(`${platform.url}/sign-in`)
  await page.fill('input[name="username"]', manager.username)
  await page.fill('input[name="password"]', manager.password)
  await page.click('form button[type="submit"]')
  const batch = await platform.db
    .selectFrom('batch')
    .select('id')
    .where('title', 'like', '演示批次%')
    .executeTakeFirstOrThrow()
  const at = (tab = '') => `${platform.url}/centre/batches/${batch.id}${tab}`
  const press = async (action: string) => {
    const form = page.locator(`form[action$="${action}"]`).first()
    for (const box of await form.locator('input[type="checkbox"][required]').all()) await box.check()
    await form.locator('button').click()
    await page.waitForLoadState('load')
    expect(await page.locator('.alert-danger').allInnerTexts()).toEqual([])
  }
  // The job has marked it by now, or does within seconds.
  await expect
    .poll(
      async () =>
        (
          await platform.db
            .selectFrom('score_run')
            .select('marks')
            .where('admission_no', '=', candidate.admissionNo)
            .execute()
        ).map((run) => run.marks),
      { timeout: 20_000 },
    )
    .toEqual([100])
  await page.goto(at())
  await press('/closure')
  await page.goto(at('/results'))
  await press('/results')
  await page.goto(at('/results'))
  await press('/publication')
  await page.goto(at('/certificates'))
  await press('/certificates')
  const issued = () =>
    platform.db
      .selectFrom('certificate')
      .select(['number', 'public_id'])
      .where('batch_id', '=', batch.id)
      .execute()
  await expect.poll(async () => (await issued()).length, { timeout: 20_000 }).toBe(1)
  const [certificate] = await issued()
  await page.goto(at('/certificates'))
  await page.getByText(certificate!.number).first().waitFor()
  const link = page
    .locator(`a[href*="${certificate!.number}"][href$=".pdf"], a[href*="${certificate!.number}/pdf"]`)
    .first()
  const pdf = await context.request.get(new URL((await link.getAttribute('href'))!, platform.url).href)
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  const path = join(platform.folder, 'opened.pdf')
  writeFileSync(path, await pdf.body())
  expect(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })).toContain(candidate.name)
  certificatePage = `${platform.url}/verify/${certificate!.public_id}`
  await context.close()
})

test('anybody verifies it: the public page, the file, and the file with one byte more', async () => {
  const context = await newContext()
  const page = await context.newPage()
  await page.goto(certificatePage)
  await page.getByText('有效').first().waitFor()
  const shown = await page.locator('main, body').first().innerText()
  expect(shown).not.toContain(candidate.name)
  expect(shown).not.toContain(candidate.idNumber)
  const cli = (path: string) => {
    try {
      return execFileSync('node_modules/.bin/tsx', ['server/cli.ts', 'verify', path, '--json'], {
        encoding: 'utf8',
        env: { ...process.env, LIANGCAI_DATA: platform.folder },
      })
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }
  const path = join(platform.folder, 'opened.pdf')
  expect(JSON.parse(cli(path))).toMatchObject({ valid: true, file: 'genuine' })
  execFileSync('sh', ['-c', `printf ' ' >> ${path}`])
  expect(JSON.parse(cli(path))).toMatchObject({ valid: false, file: 'altered' })
  await context.close()
})

test('the candidate finds the result and the certificate', async () => {
  const context = await newContext()
  const page = await context.newPage()
  await page.goto(`${platform.url}/exam`)
  await page.fill('input[name="admissionNo"]', candidate.admissionNo)
  await page.fill('input[name="idNumber"]', candidate.idNumber)
  await page.click('button[type="submit"]')
  await page.goto(`${platform.url}/exam/result`)
  await page.getByText('合格').first().waitFor()
  const pdf = await context.request.get(`${platform.url}/exam/certificate.pdf`)
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  await context.close()
})
