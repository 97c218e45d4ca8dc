/*
 * All SQL of sittings but the save path (save-statement.ts); long, because one
 * place for the SQL of a feature is worth more than short files.
 *
 * Statements of the bell (start, paper, clock) are text and run prepared; the
 * rest is kysely. The database's clock decides everything: the application's is
 * never compared with a deadline.
 */
import { sql } from 'kysely'
import type { CandidateActor } from '../identity/model.ts'
import { runPrepared } from '../storage/connect.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { FrozenAnswer, SittingState, SubmittedBy } from './model.ts'

export interface SittingRow {
  readonly form_id: string
  readonly delivery_hash: string
  readonly seed: number
  readonly item_count: number
  readonly state: SittingState
  readonly started_at: Date
  readonly deadline_at: Date
  readonly grace_seconds: number
  /** The database's clock. */
  readonly now: Date
}

const sittingColumns = `form_id, delivery_hash, seed, item_count, state, started_at, deadline_at, grace_seconds,
  clock_timestamp() as now`

export async function findSitting(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<SittingRow | undefined> {
  const [row] = await runPrepared<SittingRow>(db, {
    sql: `select ${sittingColumns} from sitting where batch_id = $1 and admission_no = $2`,
    parameters: [batchId, admissionNo],
  })
  return row
}

/** A live session and the form of its sitting, null before the start. */
export async function findSittingOfSession(
  db: Db,
  { batchId, admissionNo, sessionHash }: CandidateActor,
): Promise<{ form_id: string | null; delivery_hash: string | null } | undefined> {
  const [row] = await runPrepared<{ form_id: string | null; delivery_hash: string | null }>(db, {
    sql: `select s.form_id, s.delivery_hash
      from candidate_session c
      left join sitting s on s.batch_id = c.batch_id and s.admission_no = c.admission_no
      where c.batch_id = $1 and c.token_hash = $2 and c.admission_no = $3
        and c.ended_at is null and c.expires_at > clock_timestamp()`,
    parameters: [batchId, sessionHash, admissionNo],
  })
  return row
}

export interface PlaceRow {
  readonly name: string
  readonly id_number_masked: string
  readonly room: string | null
  readonly seat: string | null
  readonly form_id: string | null
  readonly extra_minutes: number
  readonly title: string
  readonly batch_state: string
  readonly opens_at: Date
  readonly closes_at: Date
  readonly minutes: number
  readonly late_entry_minutes: number
  readonly early_leave_minutes: number
  readonly grace_seconds: number
  readonly now: Date
}

/** The candidate's place in the batch. */
export async function findPlace(db: Db, batchId: string, admissionNo: string): Promise<PlaceRow | undefined> {
  const [row] = await runPrepared<PlaceRow>(db, {
    sql: `select a.name, a.id_number_masked, a.room, a.seat, a.form_id, a.extra_minutes, b.title,
        b.state as batch_state, b.opens_at, b.closes_at, b.minutes, b.late_entry_minutes, b.early_leave_minutes,
        b.grace_seconds, clock_timestamp() as now
      from admission a join batch b on b.id = a.batch_id
      where a.batch_id = $1 and a.admission_no = $2`,
    parameters: [batchId, admissionNo],
  })
  return row
}

/**
 * Starts the sitting if the batch lets in now and none has begun. The deadline
 * is the candidate's minutes from now, cut at the end of the batch (both with
 * the candidate's extra time).
 */
export async function insertSitting(
  db: Db,
  place: {
    batchId: string
    admissionNo: string
    formId: string
    deliveryHash: string
    itemCount: number
    actor: string
  },
): Promise<SittingRow | undefined> {
  const [row] = await runPrepared<SittingRow>(db, {
    sql: `with begun as (
        insert into sitting (batch_id, admission_no, form_id, delivery_hash, seed, item_count, state, started_at,
          deadline_at, grace_seconds)
        select a.batch_id, a.admission_no, a.form_id, $4, a.seed, $5::int, 'open', t.now,
          least(t.now + (b.minutes + a.extra_minutes) * interval '1 minute',
            b.closes_at + a.extra_minutes * interval '1 minute'),
          b.grace_seconds
        from admission a join batch b on b.id = a.batch_id, (select clock_timestamp() as now) t
        where a.batch_id = $1 and a.admission_no = $2 and a.form_id = $3 and b.state in ('ready', 'open')
          and t.now >= b.opens_at and t.now < b.closes_at
          and t.now <= b.opens_at + b.late_entry_minutes * interval '1 minute'
        on conflict (batch_id, admission_no) do nothing
        returning *
      ), noted as (
        insert into sitting_event (batch_id, admission_no, at, kind, actor, detail)
        select batch_id, admission_no, started_at, 'started', $6,
          jsonb_build_object('form', form_id, 'deadline', deadline_at)
        from begun
      )
      select ${sittingColumns} from begun`,
    parameters: [
      place.batchId,
      place.admissionNo,
      place.formId,
      place.deliveryHash,
      place.itemCount,
      place.actor,
    ],
  })
  return row
}

export interface AnswerRow {
  readonly item_number: number
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly saved_at: Date
}

export function listAnswers(db: Db, batchId: string, admissionNo: string): Promise<AnswerRow[]> {
  return runPrepared<AnswerRow>(db, {
    sql: `select item_number, seq, tab, response, saved_at from answer
      where batch_id = $1 and admission_no = $2 order by item_number`,
    parameters: [batchId, admissionNo],
  })
}

// submission ----------------------------------------------------------------

export interface LockedSitting {
  readonly form_id: string
  readonly item_count: number
  readonly state: SittingState
  readonly started_at: Date
  readonly deadline_at: Date
  readonly grace_seconds: number
  readonly receipt: string | null
  readonly opens_at: Date
  readonly early_leave_minutes: number
  readonly organisation_id: string
  readonly now: Date
}

/** The sitting, locked: saves wait, and see what this transaction leaves. */
export async function lockSitting(
  trx: Trx,
  batchId: string,
  admissionNo: string,
): Promise<LockedSitting | undefined> {
  const row = await trx
    .selectFrom((eb) =>
      eb
        .selectFrom('sitting')
        .selectAll()
        .where('batch_id', '=', batchId)
        .where('admission_no', '=', admissionNo)
        .forUpdate()
        .as('locked'),
    )
    .innerJoin('batch', 'batch.id', 'locked.batch_id')
    .select([
      'locked.form_id',
      'locked.item_count',
      'locked.state',
      'locked.started_at',
      'locked.deadline_at',
      'locked.grace_seconds',
      'locked.receipt',
      'batch.opens_at',
      'batch.early_leave_minutes',
      'batch.organisation_id',
      // outside the locking subquery: read after the lock was waited for
      sql<Date>`clock_timestamp()`.as('now'),
    ])
    .executeTakeFirst()
  return row as LockedSitting | undefined
}

/** The answers as they are frozen, by item number. */
export async function freezeAnswers(trx: Trx, batchId: string, admissionNo: string): Promise<FrozenAnswer[]> {
  return trx
    .selectFrom('answer')
    .select(['item_number as number', 'seq', 'response'])
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .orderBy('item_number')
    .execute()
}

export async function updateSubmitted(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  submission: { by: SubmittedBy; receipt: string; answers: readonly FrozenAnswer[] },
): Promise<void> {
  await trx
    .updateTable('sitting')
    .set({
      state: 'submitted',
      submitted_at: sql`clock_timestamp()`,
      submitted_by: submission.by,
      receipt: submission.receipt,
      answers: jsonb<unknown>(submission.answers),
    })
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .execute()
}

export async function insertEvent(
  db: Db,
  event: { batchId: string; admissionNo: string; kind: string; actor: string; detail: object },
): Promise<void> {
  await db
    .insertInto('sitting_event')
    .values({
      batch_id: event.batchId,
      admission_no: event.admissionNo,
      kind: event.kind,
      actor: event.actor,
      detail: jsonb<unknown>(event.detail),
    })
    .execute()
}

/** One open sitting past deadline and grace, locked; those that another process closes are skipped. */
export async function lockOverdueSitting(
  trx: Trx,
): Promise<{ batch_id: string; admission_no: string } | undefined> {
  return trx
    .selectFrom('sitting')
    .select(['batch_id', 'admission_no'])
    .where('state', '=', 'open')
    .where('deadline_at', '<', sql<Date>`clock_timestamp()`)
    .where(sql<boolean>`clock_timestamp() > deadline_at + grace_seconds * interval '1 second'`)
    .orderBy('deadline_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export interface ReceiptRow {
  readonly title: string
  readonly name: string
  readonly id_number_masked: string
  readonly form_id: string
  readonly state: SittingState
  readonly started_at: Date
  readonly submitted_at: Date | null
  readonly submitted_by: SubmittedBy | null
  readonly item_count: number
  readonly receipt: string | null
  readonly answers: readonly FrozenAnswer[] | null
}

export async function findReceipt(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<ReceiptRow | undefined> {
  const [row] = await runPrepared<ReceiptRow>(db, {
    sql: `select b.title, a.name, a.id_number_masked, s.form_id, s.state, s.started_at, s.submitted_at,
        s.submitted_by, s.item_count, s.receipt, s.answers
      from sitting s
      join admission a on a.batch_id = s.batch_id and a.admission_no = s.admission_no
      join batch b on b.id = s.batch_id
      where s.batch_id = $1 and s.admission_no = $2`,
    parameters: [batchId, admissionNo],
  })
  return row
}

// staff ---------------------------------------------------------------------

export interface BatchRow {
  readonly organisation_id: string
  readonly title: string
  readonly state: string
  readonly closes_at: Date
}

export async function findBatch(db: Db, batchId: string): Promise<BatchRow | undefined> {
  return db
    .selectFrom('batch')
    .select(['organisation_id', 'title', 'state', 'closes_at'])
    .where('id', '=', batchId)
    .executeTakeFirst()
}

/** Undefined when there is no such admission, or when it would have more than 600 minutes. */
export async function addExtraMinutes(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  minutes: number,
): Promise<number | undefined> {
  const row = await trx
    .updateTable('admission')
    .set((eb) => ({ extra_minutes: eb('extra_minutes', '+', minutes) }))
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .where((eb) => eb(eb('extra_minutes', '+', minutes), '<=', 600))
    .returning('extra_minutes')
    .executeTakeFirst()
  return row?.extra_minutes
}

export async function addToDeadline(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  minutes: number,
): Promise<Date> {
  const row = await trx
    .updateTable('sitting')
    .set({ deadline_at: sql`deadline_at + ${minutes} * interval '1 minute'` })
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .returning('deadline_at')
    .executeTakeFirstOrThrow()
  return row.deadline_at
}

export async function updateReopened(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  minutes: number,
): Promise<Date> {
  const row = await trx
    .updateTable('sitting')
    .set({
      state: 'open',
      submitted_at: null,
      submitted_by: null,
      receipt: null,
      answers: null,
      deadline_at: sql`greatest(deadline_at, clock_timestamp() + ${minutes} * interval '1 minute')`,
    })
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .returning('deadline_at')
    .executeTakeFirstOrThrow()
  return row.deadline_at
}

export async function updateCancelled(trx: Trx, batchId: string, admissionNo: string): Promise<void> {
  await trx
    .updateTable('sitting')
    .set({ state: 'cancelled' })
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .execute()
}

export async function listOpenAdmissions(db: Db, batchId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sitting')
    .select('admission_no')
    .where('batch_id', '=', batchId)
    .where('state', '=', 'open')
    .orderBy('admission_no')
    .execute()
  return rows.map((row) => row.admission_no)
}

export interface LineRow {
  readonly admission_no: string
  readonly name: string
  readonly id_number_masked: string
  readonly room: string | null
  readonly seat: string | null
  readonly signed_in: boolean
  readonly state: SittingState | null
  readonly started_at: Date | null
  readonly deadline_at: Date | null
  readonly submitted_at: Date | null
  readonly submitted_by: SubmittedBy | null
  readonly item_count: number | null
  readonly answered: number
  readonly last_saved_at: Date | null
  readonly incidents: number
  readonly now: Date
}

/** Every admission of the batch with the state of its sitting: one pass over each table. */
export async function listLines(db: Db, batchId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select a.admission_no, a.name, a.id_number_masked, a.room, a.seat, c.admission_no is not null as signed_in,
      s.state, s.started_at, s.deadline_at, s.submitted_at, s.submitted_by, s.item_count,
      coalesce(n.answered, 0)::int as answered, n.last_saved_at, coalesce(e.incidents, 0)::int as incidents,
      clock_timestamp() as now
    from admission a
    left join sitting s on s.batch_id = a.batch_id and s.admission_no = a.admission_no
    left join (
      select distinct admission_no from candidate_session
      where batch_id = ${batchId} and ended_at is null and expires_at > clock_timestamp()
    ) c on c.admission_no = a.admission_no
    left join (
      select admission_no, max(saved_at) as last_saved_at,
        count(*) filter (where response not in ('""', 'null', '[]', '{}')) as answered
      from answer where batch_id = ${batchId} group by admission_no
    ) n on n.admission_no = a.admission_no
    left join (
      select admission_no, count(*) as incidents from sitting_event
      where batch_id = ${batchId} and kind like 'incident:%' group by admission_no
    ) e on e.admission_no = a.admission_no
    where a.batch_id = ${batchId}
    order by a.room nulls last, a.seat nulls last, a.admission_no`.execute(db)
  return rows
}

export interface EventRow {
  readonly admission_no: string
  readonly at: Date
  readonly kind: string
  readonly actor: string
  readonly detail: unknown
}

export function listEvents(db: Db, batchId: string, admissionNo: string): Promise<EventRow[]> {
  return db
    .selectFrom('sitting_event')
    .select(['admission_no', 'at', 'kind', 'actor', 'detail'])
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .orderBy('at')
    .execute()
}

export function listStartedAdmissions(
  db: Db,
  batchId: string,
): Promise<{ admission_no: string; state: string; receipt: string | null }[]> {
  return db
    .selectFrom('sitting')
    .select(['admission_no', 'state', 'receipt'])
    .where('batch_id', '=', batchId)
    .execute()
}
