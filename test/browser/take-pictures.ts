/*
 * The pictures of the README, taken from the running platform with its demo
 * data: tsx test/browser/take-pictures.ts [folder]
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoBank, demoPassword } from '../../server/demo/demo-people.ts'
import { examRoomScreen, openBrowser, phoneScreen } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

/** The statistics of the demo batch are made by a job soon after the start. */
async function computedItem(): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const row = await platform.db
      .selectFrom('item_statistics')
      .select('item_hash')
      .orderBy('item_hash')
      .executeTakeFirst()
    if (row) return row.item_hash
    await halfSecond()
  }
  throw new Error('no item statistics were computed')
}
const halfSecond = () => new Promise((resume) => setTimeout(resume, 500))

const folder = process.argv[2] ?? join(import.meta.dirname, 'pictures')
mkdirSync(folder, { recursive: true })
const platform = await startPlatform()
const browser = await openBrowser()
try {
  const printed = platform.greeting.join('\n')
  const [, admissionNo, idNumber] = /准考证号 (\d+)\s+证件号码 (\w+)/.exec(printed)!
  const context = await browser.newContext({ viewport: examRoomScreen, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${platform.url}/exam`)
  await page.fill('input[name="admissionNo"]', admissionNo!)
  await page.fill('input[name="idNumber"]', idNumber!)
  await page.click('button[type="submit"]')
  await page.waitForURL('**/exam/paper')
  await page.locator('#accept').waitFor()
  await page.screenshot({ path: join(folder, 'exam-start.png') })
  await page.check('#accept')
  await page.getByRole('button', { name: '开始考试' }).click()
  await page.locator('section.question').first().waitFor()
  for (const number of [1, 2, 3, 5])
    await page
      .locator(`input[name="q${number}"]`)
      .nth(number % 4)
      .check({ force: true })
  await page.waitForTimeout(1500)
  await page.screenshot({ path: join(folder, 'exam.png') })
  await page.setViewportSize(phoneScreen)
  await page.screenshot({ path: join(folder, 'exam-phone.png') })
  await page.setViewportSize(examRoomScreen)
  await page.goto(`${platform.url}/banks/6-31-01-03/levels/4`)
  await page.screenshot({ path: join(folder, 'bank.png') })
  const certificate = await platform.db
    .selectFrom('certificate')
    .select(['public_id', 'pdf_sha256'])
    .orderBy('number')
    .executeTakeFirstOrThrow()
  await page.goto(`${platform.url}/verify/${certificate.public_id}`)
  await page.screenshot({ path: join(folder, 'verification.png') })
  const { bytes } = await platform.db
    .selectFrom('blob')
    .select('bytes')
    .where('sha256', '=', certificate.pdf_sha256)
    .executeTakeFirstOrThrow()
  writeFileSync(join(platform.folder, 'certificate.pdf'), bytes)
  execFileSync('pdftoppm', [
    '-r',
    '70',
    '-png',
    '-singlefile',
    join(platform.folder, 'certificate.pdf'),
    join(folder, 'certificate'),
  ])
  await page.goto(`${platform.url}/practice`)
  await page.screenshot({ path: join(folder, 'self-assessment.png') })
  await page.goto(`${platform.url}/sign-in`)
  await page.fill('input[name="username"]', 'demo.writer')
  await page.fill('input[name="password"]', demoPassword)
  await page.click('form button[type="submit"]')
  await page.waitForURL('**/centre')
  const item = await computedItem()
  await page.goto(`${platform.url}/banks/${demoBank.bankId}/statistics/${item}`)
  await page.setViewportSize({ ...examRoomScreen, height: 1850 })
  await page.screenshot({ path: join(folder, 'item-statistics.png') })
} finally {
  await browser.close()
  await platform.stop()
}
