/* liangcai verify: is a certificate file genuine and valid? Exits 1 when it is not. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type PdfVerdict, verifyPdf } from '../certificates/verify-pdf.ts'
import type { OpenContext } from './open-context.ts'

export function registerVerify(program: Command, openContext: OpenContext): void {
  program
    .command('verify')
    .description('verify a certificate: the file byte for byte, its status, and the way back to the standard')
    .argument('<certificate.pdf>')
    .option('--json', 'print the verdict as JSON')
    .action(async (path: string, { json }: { json?: boolean }) => {
      const pdf = await readPdf(path)
      if (!pdf) {
        process.exitCode = 2
        return
      }
      const verdict = await openContext((ctx) => verifyPdf(ctx, pdf))
      console.log(json ? JSON.stringify(verdict) : sentences(verdict).join('\n'))
      if (!verdict.valid) process.exitCode = 1
    })
}

async function readPdf(path: string): Promise<Buffer | undefined> {
  const bytes = await readFile(path).catch((error: Error) => {
    console.error(`无法读取 ${path}：${error.message}\nCannot read ${path}: ${error.message}`)
    return undefined
  })
  if (bytes && bytes.subarray(0, 5).toString('latin1') !== '%PDF-') {
    console.error(`${path} 不是 PDF 文件。\n${path} is not a PDF file.`)
    return undefined
  }
  return bytes
}

const fileWords = {
  genuine: '真实：与签发的文件逐字节一致 genuine: byte for byte the file that was issued',
  altered:
    '已被改动：编号存在，但文件不是签发的那一份 altered: the number is known, the file is not the one issued',
  unknown: '未知：本平台没有签发过这个文件 unknown: not issued by this platform',
} as const

const statusWords = {
  valid: '有效 valid',
  revoked: '已撤销 revoked',
  superseded: '已被替换 superseded',
} as const

function sentences(verdict: PdfVerdict): string[] {
  return [
    verdict.valid ? '有效 VALID' : '无效 NOT VALID',
    `文件 file: ${fileWords[verdict.file]}`,
    `SHA-256: ${verdict.sha256}`,
    ...(verdict.number ? [`证书编号 number: ${verdict.number}`] : []),
    ...(verdict.status ? [`状态 status: ${statusWords[verdict.status]}`] : []),
    ...verdict.trace.map((step) => `${step.holds ? '✓' : '✗'} ${step.step}: ${step.detail}`),
  ]
}
