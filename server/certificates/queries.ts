/*
 * All SQL of certificates.
 */
import type { Certificate } from '../../bank-schemas/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { CertificateEvent, CertificateRecord, CertificateStatus } from './model.ts'

/** Takes the next `count` serials of an organisation, year and level; the row stays locked until the transaction ends, so that a rollback leaves no gap. Returns the first. */
export async function takeSerials(
  trx: Trx,
  organisationId: string,
  year: number,
  level: number,
  count: number,
): Promise<number> {
  const row = await trx
    .insertInto('certificate_series')
    .values({ organisation_id: organisationId, year, level, last_serial: count })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'year', 'level'])
        .doUpdateSet((eb) => ({ last_serial: eb('certificate_series.last_serial', '+', count) })),
    )
    .returning('last_serial')
    .executeTakeFirstOrThrow()
  return row.last_serial - count + 1
}

const columns = [
  'number',
  'public_id',
  'batch_id',
  'admission_no',
  'organisation_id',
  'document',
  'document_hash',
  'pdf_sha256',
  'status',
  'issued_at',
] as const

interface Row {
  readonly number: string
  readonly public_id: string
  readonly batch_id: string
  readonly admission_no: string
  readonly organisation_id: string
  readonly document: unknown
  readonly document_hash: string
  readonly pdf_sha256: string
  readonly status: string
  readonly issued_at: Date
}

const toRecord = (row: Row): CertificateRecord => ({
  number: row.number,
  publicId: row.public_id,
  batchId: row.batch_id,
  admissionNo: row.admission_no,
  organisationId: row.organisation_id,
  document: row.document as Certificate,
  documentHash: row.document_hash,
  pdfSha256: row.pdf_sha256,
  status: row.status as CertificateStatus,
  issuedAt: row.issued_at,
})

export async function insertCertificate(trx: Trx, record: CertificateRecord, actor: string): Promise<void> {
  await trx
    .insertInto('certificate')
    .values({
      number: record.number,
      public_id: record.publicId,
      batch_id: record.batchId,
      admission_no: record.admissionNo,
      organisation_id: record.organisationId,
      document: jsonb(record.document),
      document_hash: record.documentHash,
      pdf_sha256: record.pdfSha256,
      status: record.status,
      issued_at: record.issuedAt,
    })
    .execute()
  await insertEvent(trx, record.number, {
    at: record.issuedAt,
    status: 'valid',
    reason: '发证 / issued',
    actor,
  })
}

export async function insertEvent(trx: Trx, number: string, event: CertificateEvent): Promise<void> {
  await trx
    .insertInto('certificate_event')
    .values({ number, ...event })
    .execute()
}

export async function findByNumber(db: Db, number: string): Promise<CertificateRecord | undefined> {
  const row = await db
    .selectFrom('certificate')
    .select(columns)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && toRecord(row)
}

export async function findByPublicId(db: Db, publicId: string): Promise<CertificateRecord | undefined> {
  const row = await db
    .selectFrom('certificate')
    .select(columns)
    .where('public_id', '=', publicId)
    .executeTakeFirst()
  return row && toRecord(row)
}

export async function findByPdf(db: Db, sha256: string): Promise<CertificateRecord | undefined> {
  const row = await db
    .selectFrom('certificate')
    .select(columns)
    .where('pdf_sha256', '=', sha256)
    .executeTakeFirst()
  return row && toRecord(row)
}

export async function findByAdmission(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<CertificateRecord | undefined> {
  const row = await db
    .selectFrom('certificate')
    .select(columns)
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    // The valid one; of others the newest.
    .orderBy((eb) => eb('status', '=', 'valid'), 'desc')
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRecord(row)
}

export async function lockByNumber(trx: Trx, number: string): Promise<CertificateRecord | undefined> {
  const row = await trx
    .selectFrom('certificate')
    .select(columns)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return row && toRecord(row)
}

export async function listByBatch(db: Db, batchId: string): Promise<CertificateRecord[]> {
  const rows = await db
    .selectFrom('certificate')
    .select(columns)
    .where('batch_id', '=', batchId)
    .orderBy('number')
    .execute()
  return rows.map(toRecord)
}

export async function updateStatus(trx: Trx, number: string, status: CertificateStatus): Promise<void> {
  await trx.updateTable('certificate').set({ status }).where('number', '=', number).execute()
}

export async function listEvents(db: Db, number: string): Promise<CertificateEvent[]> {
  const rows = await db
    .selectFrom('certificate_event')
    .select(['at', 'status', 'reason', 'actor'])
    .where('number', '=', number)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, status: row.status as CertificateStatus }))
}
