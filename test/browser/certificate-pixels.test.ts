/*
 * A certificate is looked at: text can be extracted from a PDF whose glyphs are
 * blank or empty boxes, so the page is rendered and its pixels are read.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { beforeAll, expect, test } from 'vitest'
import type { Certificate } from '../../bank-schemas/index.ts'
import { drawCertificate } from '../../server/certificates/draw-certificate.ts'
import { nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'

const dpi = 150
const folder = mkdtempSync(join(tmpdir(), 'liangcai-pdf-'))

const certificate: Certificate = {
  $schema: 'urn:liangcai:schema:v1:certificate',
  number: 'S000032000123274000045',
  title: '职业技能等级证书',
  institution: '江苏测试评价中心',
  issuedOn: '2027-03-08',
  name: '欧阳雪梅',
  idType: '居民身份证',
  idNumberMasked: '1101**********002X',
  occupation: '电工',
  occupationCode: '6-31-01-03',
  specialisation: '--',
  level: 4,
  levelName: '四级/中级工',
  basis: '考核',
  marks: [],
  trace: {
    batch: 'b',
    admission: 'a',
    standard: { id: '6-31-01-03', edition: '2026-1', hash: '0'.repeat(64) },
    form: null,
    scoreRun: null,
    responseReceipt: null,
  },
}

async function render(name: string, file: string): Promise<{ png: PNG; pdf: Buffer; path: string }> {
  const pdf = await drawCertificate({
    certificate: { ...certificate, name },
    idNumber: '11010519491231002X',
    verificationUrl: 'https://example.test/verify/4hV0pN2r8c1kT6yQm3xZb7wLs9fGd5Ae',
    seal: 'x'.repeat(32),
    ...nationalQueryUrls,
  })
  const path = join(folder, `${file}.pdf`)
  writeFileSync(path, pdf)
  execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', path, join(folder, file)])
  return { png: PNG.sync.read(readFileSync(join(folder, `${file}.png`))), pdf, path }
}

/** Dark pixels of a box given in points from the top left, as a string of 0 and 1. */
function ink(png: PNG, x: number, y: number, width: number, height: number): string {
  const scale = dpi / 72
  let bits = ''
  for (let row = Math.round(y * scale); row < Math.round((y + height) * scale); row++) {
    for (let column = Math.round(x * scale); column < Math.round((x + width) * scale); column++) {
      bits += png.data[(row * png.width + column) * 4]! < 128 ? '1' : '0'
    }
  }
  return bits
}
const count = (bits: string) => bits.replaceAll('0', '').length

let page: Awaited<ReturnType<typeof render>>
beforeAll(async () => {
  page = await render('欧阳雪梅', 'one')
})

test('the title, every field name and every value show ink', () => {
  expect(count(ink(page.png, 120, 96, 360, 46))).toBeGreaterThan(4000)
  for (let field = 0; field < 7; field++) {
    const y = 298 + field * 38
    expect(count(ink(page.png, 84, y, 96, 17)), `name of field ${field}`).toBeGreaterThan(150)
    expect(count(ink(page.png, 184, y, 210, 17)), `value of field ${field}`).toBeGreaterThan(
      field === 4 ? 5 : 150,
    )
  }
})

test('each character of the name has a shape of its own: no empty boxes', () => {
  const characters = [0, 1, 2, 3].map((place) => ink(page.png, 184 + place * 12, 300, 12, 14))
  for (const bits of characters) expect(count(bits)).toBeGreaterThan(40)
  expect(new Set(characters).size).toBe(4)
})

test('another name gives other pixels in the place of the name and nowhere else among the fields', async () => {
  const other = await render('司马青山', 'two')
  expect(ink(other.png, 184, 298, 60, 17)).not.toBe(ink(page.png, 184, 298, 60, 17))
  expect(ink(other.png, 184, 336, 210, 200)).toBe(ink(page.png, 184, 336, 210, 200))
})

test('it is one A4 page, valid, at most 25 kB', () => {
  const info = execFileSync('pdfinfo', [page.path], { encoding: 'utf8' })
  expect(info).toMatch(/Pages:\s+1\n/)
  expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
  expect(page.pdf.length).toBeLessThanOrEqual(25_000)
  execFileSync('qpdf', ['--check', page.path])
})

test('the text can be copied too, and nothing runs', () => {
  const text = execFileSync('pdftotext', [page.path, '-'], { encoding: 'utf8' })
  for (const part of ['职业技能等级证书', '欧阳雪梅', 'S000032000123274000045', '四级/中级工', '--'])
    expect(text).toContain(part)
  expect(page.pdf.toString('latin1')).not.toMatch(/\/JavaScript|\/Launch|\/OpenAction/)
})
