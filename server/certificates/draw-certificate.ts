/*
 * Draws a certificate: one A4 page with the fields of the reference layout
 * (人社鉴发〔2021〕1号), a vector QR code, Chinese text that is really visible.
 *
 * One parsed font is reused for every document: parsing it costs three times
 * as much as drawing. Only the glyphs used are embedded (about 16 kB).
 */
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import PDFDocument from 'pdfkit'
import { create as createQr } from 'qrcode'
import type { Certificate } from '../../bank-schemas/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import { certificateRefusals } from './refusals.ts'

export interface CertificateDrawing {
  readonly certificate: Certificate
  /** In full: the paper in the holder's hand names its holder. */
  readonly idNumber: string
  readonly verificationUrl: string
  /**
   * Random, in the file and nowhere else. The public page shows the hash of the file and most of the ID number;
   * without this the rest could be found by drawing the certificate with every number it may be.
   */
  readonly seal: string
  /** National query addresses printed by the reference layout. */
  readonly certificateQueryUrl: string
  readonly institutionQueryUrl: string
}

const fontPath = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
let parsedFont: fontkit.Font | undefined

function font(): fontkit.Font {
  parsedFont ??= fontkit.openSync(fontPath) as fontkit.Font
  return parsedFont
}

/** 小四号, the size the layout asks for: 12 points. */
const textSize = 12
const page = { width: 595.28, height: 841.89 }
const ink = '#1f2933'
const frame = '#9a6b2f'
const accent = '#7a1f1f'

/** Bytes of the PDF. Refuses: certificate-glyph-missing. */
export async function drawCertificate(drawing: CertificateDrawing): Promise<Buffer> {
  const { certificate } = drawing
  requireGlyphs(drawing)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    // The library's own default font would otherwise be set up for nothing.
    font: null as unknown as string,
    info: {
      Title: `${certificate.title} ${certificate.number}`,
      Author: certificate.institution,
      Subject: `${certificate.occupation} ${certificate.levelName}`,
      Keywords: `liangcai:${certificate.number} ${drawing.seal}`,
      Creator: 'Liangcai',
      Producer: 'Liangcai',
      CreationDate: new Date(`${certificate.issuedOn}T00:00:00+08:00`),
    },
    lang: 'zh-CN',
    displayTitle: true,
  })
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.font(font() as unknown as string)
  drawFrame(pdf)
  drawHead(pdf, certificate)
  drawPhotoFrame(pdf)
  drawFields(pdf, drawing)
  drawFoot(pdf, drawing)
  pdf.end()
  return whole
}

type Pdf = PDFKit.PDFDocument

function drawFrame(pdf: Pdf): void {
  pdf
    .lineWidth(2.4)
    .strokeColor(frame)
    .rect(32, 32, page.width - 64, page.height - 64)
    .stroke()
  pdf
    .lineWidth(0.7)
    .rect(38, 38, page.width - 76, page.height - 76)
    .stroke()
}

function drawHead(pdf: Pdf, certificate: Certificate): void {
  heavy(
    pdf,
    () =>
      pdf
        .fontSize(34)
        .fillColor(accent)
        .text(certificate.title, 0, 96, { width: page.width, align: 'center', characterSpacing: 6 }),
    accent,
  )
  pdf.fontSize(11).fillColor(ink).text('Vocational Skill Level Certificate', 0, 148, {
    width: page.width,
    align: 'center',
    characterSpacing: 1,
  })
  pdf
    .lineWidth(0.8)
    .strokeColor(frame)
    .moveTo(190, 174)
    .lineTo(page.width - 190, 174)
    .stroke()
  const body = `${certificate.name}：经${certificate.institution}依据评价规范考核评价，达到${certificate.occupation}职业${certificate.levelName}的职业技能要求，特发此证。`
  pdf.fontSize(13).text(body, 84, 200, { width: page.width - 168, lineGap: 9, indent: 26 })
}

function drawPhotoFrame(pdf: Pdf): void {
  const x = page.width - 84 - 99
  pdf.lineWidth(0.8).dash(3, { space: 2 }).strokeColor('#8a94a0').rect(x, 296, 99, 139).stroke().undash()
  pdf.fontSize(10).fillColor('#5b6672').text('照片', x, 358, { width: 99, align: 'center' })
}

function drawFields(pdf: Pdf, { certificate, idNumber }: CertificateDrawing): void {
  const fields: [string, string, string][] = [
    ['姓名', 'Name', certificate.name],
    ['证件类型', 'ID type', certificate.idType],
    ['证件号码', 'ID number', idNumber],
    ['职业名称', 'Occupation', certificate.occupation],
    ['工种/职业方向', 'Specialisation', certificate.specialisation],
    ['职业技能等级', 'Skill level', certificate.levelName],
    ['证书编号', 'Certificate No.', certificate.number],
  ]
  let y = 298
  for (const [name, english, value] of fields) {
    pdf.fontSize(textSize).fillColor(ink).text(name, 84, y, { width: 96, lineBreak: false })
    pdf
      .fontSize(7)
      .fillColor('#5b6672')
      .text(english, 84, y + 17, { width: 96, lineBreak: false })
    pdf.fontSize(textSize).fillColor('#000000').text(value, 184, y, { width: 214, lineGap: 1 })
    pdf
      .lineWidth(0.4)
      .strokeColor('#b8c0c8')
      .moveTo(184, y + 20)
      .lineTo(398, y + 20)
      .stroke()
    y += 38
  }
}

function drawFoot(pdf: Pdf, drawing: CertificateDrawing): void {
  const { certificate, verificationUrl, certificateQueryUrl, institutionQueryUrl } = drawing
  drawQr(pdf, verificationUrl, 84, 604, 104)
  pdf
    .fontSize(8)
    .fillColor('#5b6672')
    .text('扫码核验 Scan to verify', 74, 714, { width: 124, align: 'center' })
  pdf.fontSize(textSize).fillColor(ink)
  pdf.text('评价机构（盖章）', 300, 606, { lineBreak: false })
  pdf.text(certificate.institution, 300, 628, { width: 212, lineGap: 2 })
  pdf.text('发证日期', 300, 678, { lineBreak: false })
  pdf.text(chineseDate(certificate.issuedOn), 300, 698, { lineBreak: false })
  pdf
    .lineWidth(0.4)
    .strokeColor('#b8c0c8')
    .moveTo(84, 738)
    .lineTo(page.width - 84, 738)
    .stroke()
  pdf.fontSize(8).fillColor('#5b6672')
  pdf.text(`证书信息查询网址：${certificateQueryUrl}    机构信息查询网址：${institutionQueryUrl}`, 60, 748, {
    width: page.width - 120,
    align: 'center',
  })
  pdf.text(`本证书核验页：${verificationUrl}`, 60, 762, { width: page.width - 120, align: 'center' })
}

function drawQr(pdf: Pdf, text: string, x: number, y: number, size: number): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' })
  const unit = size / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run++
      if (run > 0) pdf.rect(x + column * unit, y + row * unit, run * unit, unit)
      column += Math.max(1, run)
    }
  }
  pdf.fill('#000000')
}

/** One weight of the font is embedded; a thin outline in the same colour makes it heavier. */
function heavy(pdf: Pdf, draw: () => void, colour: string): void {
  pdf.save()
  pdf.lineWidth(0.6).strokeColor(colour)
  pdf.addContent('2 Tr')
  draw()
  pdf.addContent('0 Tr')
  pdf.restore()
}

function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year} 年 ${month} 月 ${day} 日`
}

/** A character without a glyph would be printed as an empty box: better no certificate than a wrong name. */
function requireGlyphs({ certificate, idNumber }: CertificateDrawing): void {
  const text = [
    certificate.name,
    certificate.institution,
    certificate.occupation,
    certificate.specialisation,
    certificate.idType,
    idNumber,
  ].join('')
  const character = missingGlyph(text)
  if (character !== undefined) throw glyphMissing(character)
}

/** The first character of a text that the font cannot print. */
export function missingGlyph(text: string): string | undefined {
  return [...text].find((character) => {
    const code = character.codePointAt(0)!
    return code < 0x20 || !font().hasGlyphForCodePoint(code)
  })
}

export function glyphMissing(character: string, more: Readonly<Record<string, unknown>> = {}): Refusal {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  return new Refusal(certificateRefusals['certificate-glyph-missing'], { character, code, ...more })
}
