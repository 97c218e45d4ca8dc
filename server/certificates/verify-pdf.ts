/*
 * Verifies a certificate file: is it, byte for byte, the one that was issued,
 * is it still valid, and does the way back to the standard hold?
 */
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { CertificateRecord, CertificateStatus } from './model.ts'
import { findByNumber, findByPdf } from './queries.ts'
import { type TraceStep, walkBack } from './walk-back.ts'

export interface PdfVerdict {
  /** genuine and valid. */
  readonly valid: boolean
  /** genuine: the file is the one that was issued; altered: a known number in a file that is not ours; unknown: nothing known. */
  readonly file: 'genuine' | 'altered' | 'unknown'
  readonly sha256: string
  readonly number: string | null
  readonly status: CertificateStatus | null
  readonly certificate: CertificateRecord['document'] | null
  /** Each step of the way back, and whether it holds. */
  readonly trace: readonly TraceStep[]
}

export async function verifyPdf(ctx: Context, pdf: Buffer): Promise<PdfVerdict> {
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const printed = /liangcai:([A-Z]\d{15,21})/.exec(pdf.toString('latin1'))?.[1] ?? null
  const record = await findByPdf(ctx.db, sha256)
  if (!record) {
    const known = printed ? await findByNumber(ctx.db, printed) : undefined
    return {
      valid: false,
      file: known ? 'altered' : 'unknown',
      sha256,
      number: printed,
      status: known?.status ?? null,
      certificate: null,
      trace: [],
    }
  }
  const trace = await walkBack(ctx, record)
  const valid = record.status === 'valid' && trace.every((step) => step.holds)
  return {
    valid,
    file: 'genuine',
    sha256,
    number: record.number,
    status: record.status,
    certificate: record.document,
    trace,
  }
}
