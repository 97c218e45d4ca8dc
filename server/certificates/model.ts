/** Nouns of certificates. */
import type { Certificate } from '../../bank-schemas/index.ts'

export type CertificateStatus = 'valid' | 'revoked' | 'superseded'

export interface CertificateRecord {
  readonly number: string
  /** Random address of the public page: 192 bits, cannot be guessed from the number. */
  readonly publicId: string
  readonly batchId: string
  readonly admissionNo: string
  readonly organisationId: string
  readonly document: Certificate
  readonly documentHash: string
  readonly pdfSha256: string
  readonly status: CertificateStatus
  readonly issuedAt: Date
}

export interface CertificateEvent {
  readonly at: Date
  readonly status: CertificateStatus
  readonly reason: string
  readonly actor: string
}

/** The segments of a number that the authorities assign to an institution. */
export interface NumberSegments {
  /** Y 用人单位, S 社会培训评价组织, J 技工院校. */
  readonly category: string
  /** 0001–9999 when filed with the ministry, 0000 when filed with the province. */
  readonly bodyCode: string
  /** GB/T 2260, first two digits; 江苏 is 32. */
  readonly province: string
  readonly station: string
}
