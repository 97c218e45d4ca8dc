import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface CertificateSeriesTable {
  organisation_id: string
  year: number
  level: number
  last_serial: number
}

export interface CertificateTable {
  number: string
  public_id: string
  batch_id: string
  admission_no: string
  organisation_id: string
  document: Json
  document_hash: string
  pdf_sha256: string
  status: string
  issued_at: Generated<Date>
}

export interface CertificateEventTable {
  number: string
  at: Generated<Date>
  status: string
  reason: string
  actor: string
}
export interface CertificatesTables {
  certificate_series: CertificateSeriesTable
  certificate: CertificateTable
  certificate_event: CertificateEventTable
}
