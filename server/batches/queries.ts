/*
 * All SQL of batches.
 */
import { sql } from 'kysely'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { Admission, Batch, BatchRules, BatchStaff, BatchStaffRole, BatchState } from './model.ts'

const columns = [
  'id',
  'organisation_id',
  'title',
  'standard_hash',
  'bank_id',
  'level',
  'specialisation',
  'state',
  'opens_at',
  'closes_at',
  'minutes',
  'late_entry_minutes',
  'early_leave_minutes',
  'grace_seconds',
  'rules',
  'practical_task_hash',
  'created_at',
  'published_at',
] as const

type BatchRow = Awaited<ReturnType<typeof selectRow>>[number]
const selectRow = (db: Db) => db.selectFrom('batch').select(columns).execute()

function toBatch(row: BatchRow): Batch {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    title: row.title,
    standardHash: row.standard_hash,
    bankId: row.bank_id,
    level: row.level,
    specialisation: row.specialisation,
    state: row.state as BatchState,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    minutes: row.minutes,
    lateEntryMinutes: row.late_entry_minutes,
    earlyLeaveMinutes: row.early_leave_minutes,
    graceSeconds: row.grace_seconds,
    rules: row.rules as BatchRules,
    practicalTaskHash: row.practical_task_hash,
    createdAt: row.created_at,
    publishedAt: row.published_at,
  }
}

export async function insertBatch(
  trx: Trx,
  batch: Omit<Batch, 'createdAt' | 'publishedAt'>,
  createdBy: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('batch')
    .values({
      id: batch.id,
      organisation_id: batch.organisationId,
      title: batch.title,
      standard_hash: batch.standardHash,
      bank_id: batch.bankId,
      level: batch.level,
      specialisation: batch.specialisation,
      state: batch.state,
      opens_at: batch.opensAt,
      closes_at: batch.closesAt,
      minutes: batch.minutes,
      late_entry_minutes: batch.lateEntryMinutes,
      early_leave_minutes: batch.earlyLeaveMinutes,
      grace_seconds: batch.graceSeconds,
      rules: jsonb(batch.rules),
      practical_task_hash: batch.practicalTaskHash,
      created_by: createdBy,
      created_at: at,
    })
    .execute()
}

export async function findBatch(db: Db, id: string): Promise<Batch | undefined> {
  const row = await db.selectFrom('batch').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toBatch(row)
}

/** Locks the batch row until the transaction ends: changes of state queue here. */
export async function lockBatch(trx: Trx, id: string): Promise<Batch | undefined> {
  const row = await trx
    .selectFrom('batch')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toBatch(row)
}

export async function listBatchesByOrganisations(
  db: Db,
  organisationIds: readonly string[] | 'all',
): Promise<(Batch & { candidates: number })[]> {
  let query = db
    .selectFrom('batch')
    .select(columns)
    .select((eb) =>
      eb
        .selectFrom('admission')
        .whereRef('admission.batch_id', '=', 'batch.id')
        .select(eb.fn.countAll<number>().as('n'))
        .as('candidates'),
    )
  if (organisationIds !== 'all') {
    if (organisationIds.length === 0) return []
    query = query.where('organisation_id', 'in', [...organisationIds])
  }
  const rows = await query.orderBy('opens_at', 'desc').limit(200).execute()
  return rows.map((row) => ({ ...toBatch(row), candidates: Number(row.candidates ?? 0) }))
}

export async function updateState(trx: Trx, id: string, state: BatchState, at?: Date): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ state, ...(at && { published_at: at }) })
    .where('id', '=', id)
    .execute()
}

export async function updateBatch(
  trx: Trx,
  change: {
    batchId: string
    title: string
    opensAt: Date
    closesAt: Date
    minutes: number
    lateEntryMinutes: number
    earlyLeaveMinutes: number
    graceSeconds: number
    specialisation: string
    practicalTaskHash: string | null
  },
): Promise<void> {
  await trx
    .updateTable('batch')
    .set({
      title: change.title,
      opens_at: change.opensAt,
      closes_at: change.closesAt,
      minutes: change.minutes,
      late_entry_minutes: change.lateEntryMinutes,
      early_leave_minutes: change.earlyLeaveMinutes,
      grace_seconds: change.graceSeconds,
      specialisation: change.specialisation,
      practical_task_hash: change.practicalTaskHash,
    })
    .where('id', '=', change.batchId)
    .execute()
}

export async function replaceForms(trx: Trx, batchId: string, formIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('batch_form').where('batch_id', '=', batchId).execute()
  await trx
    .insertInto('batch_form')
    .values(formIds.map((form_id, i) => ({ batch_id: batchId, form_id, position: i + 1 })))
    .execute()
}

export async function listFormIds(db: Db, batchId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('batch_form')
    .select('form_id')
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.form_id)
}

/** Neighbours get different forms: candidates in order of room and seat take the forms in turn. */
export async function dealForms(trx: Trx, batchId: string): Promise<void> {
  await sql`
    with forms as (select form_id, position - 1 as position, count(*) over () as forms from batch_form where batch_id = ${batchId}),
    seats as (
      select admission_no, row_number() over (order by room nulls last, seat nulls last, admission_no) - 1 as place
      from admission where batch_id = ${batchId})
    update admission a set form_id = f.form_id
    from seats s join forms f on s.place % f.forms = f.position
    where a.batch_id = ${batchId} and a.admission_no = s.admission_no`.execute(trx)
}

export interface NewAdmission {
  readonly admissionNo: string
  readonly candidateId: string
  readonly name: string
  readonly idNumberMasked: string
  readonly loginHash: string
  readonly seed: number
  readonly room: string | null
  readonly seat: string | null
  readonly extraMinutes: number
  readonly eligibility: unknown
}

export async function insertAdmissions(
  trx: Trx,
  batchId: string,
  rows: readonly NewAdmission[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    await trx
      .insertInto('admission')
      .values(
        rows.slice(from, from + 500).map((row) => ({
          batch_id: batchId,
          admission_no: row.admissionNo,
          candidate_id: row.candidateId,
          name: row.name,
          id_number_masked: row.idNumberMasked,
          login_hash: row.loginHash,
          seed: row.seed,
          room: row.room,
          seat: row.seat,
          extra_minutes: row.extraMinutes,
          eligibility: row.eligibility === null ? null : jsonb(row.eligibility),
          created_at: at,
        })),
      )
      .execute()
  }
}

/** Takes the next places for admission numbers; returns the first. A place is never given out twice. */
export async function takePlaces(trx: Trx, batchId: string, count: number): Promise<number> {
  const row = await trx
    .updateTable('batch')
    .set((eb) => ({ last_place: eb('last_place', '+', count) }))
    .where('id', '=', batchId)
    .returning('last_place')
    .executeTakeFirstOrThrow()
  return row.last_place - count + 1
}

export async function listAdmissionRows(db: Db, batchId: string): Promise<Admission[]> {
  const rows = await db
    .selectFrom('admission')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('admission_no')
    .execute()
  return rows.map((row) => ({
    batchId: row.batch_id,
    admissionNo: row.admission_no,
    candidateId: row.candidate_id,
    name: row.name,
    idNumberMasked: row.id_number_masked,
    formId: row.form_id,
    room: row.room,
    seat: row.seat,
    extraMinutes: row.extra_minutes,
    eligibility: row.eligibility,
  }))
}

export async function findAdmission(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<{ candidateId: string } | undefined> {
  const row = await db
    .selectFrom('admission')
    .select('candidate_id')
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .executeTakeFirst()
  return row && { candidateId: row.candidate_id }
}

export async function deleteAdmission(trx: Trx, batchId: string, admissionNo: string): Promise<void> {
  await trx
    .deleteFrom('admission')
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .execute()
}

export async function replaceStaff(
  trx: Trx,
  batchId: string,
  staff: readonly { userId: string; role: BatchStaffRole }[],
): Promise<void> {
  await trx.deleteFrom('batch_staff').where('batch_id', '=', batchId).execute()
  if (staff.length === 0) return
  await trx
    .insertInto('batch_staff')
    .values(staff.map(({ userId, role }) => ({ batch_id: batchId, user_id: userId, role })))
    .execute()
}

export async function listStaffRows(db: Db, batchId: string): Promise<BatchStaff[]> {
  const rows = await db
    .selectFrom('batch_staff')
    .innerJoin('staff_user', 'staff_user.id', 'batch_staff.user_id')
    .select(['batch_staff.user_id', 'staff_user.name', 'batch_staff.role'])
    .where('batch_id', '=', batchId)
    .orderBy('batch_staff.role')
    .orderBy('staff_user.name')
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.name, role: row.role as BatchStaffRole }))
}
