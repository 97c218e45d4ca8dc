import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface AuditHeadTable {
  stream: string
  sequence: number
  hash: string
}

export interface AuditEventTable {
  stream: string
  sequence: number
  at: Date
  actor: string
  organisation_id: string | null
  action: string
  subject: string
  detail: Json
  previous_hash: string
  hash: string
}

export interface BlobTable {
  sha256: string
  media_type: string
  bytes: Buffer
  created_at: Generated<Date>
}
export interface StorageTables {
  audit_head: AuditHeadTable
  audit_event: AuditEventTable
  blob: BlobTable
}
