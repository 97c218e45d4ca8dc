/*
 * All SQL of marking; long, because one place for the SQL of a feature is worth
 * more than short files.
 */
import type { Selectable } from 'kysely'
import type { Result } from '../../bank-schemas/index.ts'
import type { ItemRuling } from '../../scoring/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { ScoreRunTable } from '../storage/tables/marking.ts'
import type {
  ItemMark,
  PartState,
  PartStatus,
  PracticalSheet,
  Rating,
  RatingTask,
  ResultRecord,
  RulingRecord,
  ScoreRun,
} from './model.ts'

// score runs ----------------------------------------------------------------

export async function insertRun(trx: Trx, run: ScoreRun): Promise<void> {
  await trx
    .insertInto('score_run')
    .values({
      batch_id: run.batchId,
      admission_no: run.admissionNo,
      run: run.run,
      form_id: run.formId,
      form_hash: run.formHash,
      receipt: run.receipt,
      scorer_version: run.scorerVersion,
      credits: jsonb(run.credits),
      marks: run.marks,
      needs_rater: run.needsRater,
      created_at: run.createdAt,
    })
    .execute()
}

const runColumns = [
  'batch_id',
  'admission_no',
  'run',
  'form_id',
  'form_hash',
  'receipt',
  'scorer_version',
  'credits',
  'marks',
  'needs_rater',
  'created_at',
] as const

export async function findNewestRun(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<ScoreRun | undefined> {
  const row = await runsOf(db, batchId, admissionNo).orderBy('run', 'desc').limit(1).executeTakeFirst()
  return row && toRun(row)
}

/** One run by its number: runs are only added, so what a certificate names is still there. */
export async function findRun(
  db: Db,
  batchId: string,
  admissionNo: string,
  run: number,
): Promise<ScoreRun | undefined> {
  const row = await runsOf(db, batchId, admissionNo).where('run', '=', run).executeTakeFirst()
  return row && toRun(row)
}

const runsOf = (db: Db, batchId: string, admissionNo: string) =>
  db
    .selectFrom('score_run')
    .select(runColumns)
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)

function toRun(row: Pick<Selectable<ScoreRunTable>, (typeof runColumns)[number]>): ScoreRun {
  return {
    batchId: row.batch_id,
    admissionNo: row.admission_no,
    run: row.run,
    formId: row.form_id,
    formHash: row.form_hash,
    receipt: row.receipt,
    scorerVersion: row.scorer_version,
    credits: row.credits as unknown as ItemMark[],
    marks: row.marks,
    needsRater: row.needs_rater,
    createdAt: row.created_at,
  }
}

/** Marks of the newest run of every sitting of a batch, without the credits. */
export async function listNewestMarks(
  db: Db,
  batchId: string,
): Promise<Pick<ScoreRun, 'admissionNo' | 'run' | 'marks' | 'needsRater' | 'formId' | 'receipt'>[]> {
  const rows = await db
    .selectFrom('score_run')
    .distinctOn('admission_no')
    .select(['admission_no', 'run', 'marks', 'needs_rater', 'form_id', 'receipt'])
    .where('batch_id', '=', batchId)
    .orderBy('admission_no')
    .orderBy('run', 'desc')
    .execute()
  return rows.map((row) => ({
    admissionNo: row.admission_no,
    run: row.run,
    marks: row.marks,
    needsRater: row.needs_rater,
    formId: row.form_id,
    receipt: row.receipt,
  }))
}

// ratings -------------------------------------------------------------------

export async function insertTask(trx: Trx, task: RatingTask): Promise<void> {
  await trx
    .insertInto('rating_task')
    .values({
      batch_id: task.batchId,
      admission_no: task.admissionNo,
      item_number: task.itemNumber,
      sub_item: task.subItem,
      item_hash: task.itemHash,
      response: jsonb(task.response ?? null),
      ratings_needed: task.ratingsNeeded,
      state: task.state,
      fraction: task.fraction,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface TaskRow {
  readonly batch_id: string
  readonly admission_no: string
  readonly item_number: number
  readonly sub_item: string
  readonly item_hash: string
  readonly response: unknown
  readonly ratings_needed: number
  readonly state: string
  readonly fraction: number | null
}

const toTask = (row: TaskRow): RatingTask => ({
  batchId: row.batch_id,
  admissionNo: row.admission_no,
  itemNumber: row.item_number,
  subItem: row.sub_item,
  itemHash: row.item_hash,
  response: row.response,
  ratingsNeeded: row.ratings_needed,
  state: row.state as RatingTask['state'],
  fraction: row.fraction,
})

export interface TaskKey {
  readonly batchId: string
  readonly admissionNo: string
  readonly itemNumber: number
  readonly subItem: string
}

export async function lockTask(trx: Trx, key: TaskKey): Promise<RatingTask | undefined> {
  const row = await trx
    .selectFrom('rating_task')
    .selectAll()
    .where('batch_id', '=', key.batchId)
    .where('admission_no', '=', key.admissionNo)
    .where('item_number', '=', key.itemNumber)
    .where('sub_item', '=', key.subItem)
    .forUpdate()
    .executeTakeFirst()
  return row && toTask(row)
}

export async function listTasks(db: Db, batchId: string, admissionNo?: string): Promise<RatingTask[]> {
  let query = db.selectFrom('rating_task').selectAll().where('batch_id', '=', batchId)
  if (admissionNo !== undefined) query = query.where('admission_no', '=', admissionNo)
  const rows = await query.orderBy('item_number').orderBy('admission_no').orderBy('sub_item').execute()
  return rows.map(toTask)
}

/** The next answers a rater has not rated: by item, so that one answer is compared with the next; the door leaves names out. */
export async function listTasksFor(
  db: Db,
  batchId: string,
  raterId: string,
  limit: number,
): Promise<RatingTask[]> {
  const rows = await db
    .selectFrom('rating_task as t')
    .selectAll('t')
    .where('t.batch_id', '=', batchId)
    .where('t.state', '!=', 'done')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('rating as r')
            .select('r.rater_id')
            .whereRef('r.batch_id', '=', 't.batch_id')
            .whereRef('r.admission_no', '=', 't.admission_no')
            .whereRef('r.item_number', '=', 't.item_number')
            .whereRef('r.sub_item', '=', 't.sub_item')
            .where('r.rater_id', '=', raterId),
        ),
      ),
    )
    .orderBy('t.item_number')
    .orderBy('t.admission_no', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toTask)
}

export async function insertRating(trx: Trx, key: TaskKey, rating: Rating): Promise<boolean> {
  const row = await trx
    .insertInto('rating')
    .values({
      batch_id: key.batchId,
      admission_no: key.admissionNo,
      item_number: key.itemNumber,
      sub_item: key.subItem,
      rater_id: rating.raterId,
      fraction: rating.fraction,
      points: jsonb(rating.points),
      comment: rating.comment,
      arbitration: rating.arbitration,
      created_at: rating.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('rater_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function listRatings(db: Db, key: TaskKey): Promise<Rating[]> {
  const rows = await db
    .selectFrom('rating')
    .selectAll()
    .where('batch_id', '=', key.batchId)
    .where('admission_no', '=', key.admissionNo)
    .where('item_number', '=', key.itemNumber)
    .where('sub_item', '=', key.subItem)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    raterId: row.rater_id,
    fraction: row.fraction,
    points: row.points as number[],
    comment: row.comment,
    arbitration: row.arbitration,
    createdAt: row.created_at,
  }))
}

export async function updateTask(
  trx: Trx,
  key: TaskKey,
  change: { state: RatingTask['state']; fraction: number | null },
): Promise<void> {
  await trx
    .updateTable('rating_task')
    .set(change)
    .where('batch_id', '=', key.batchId)
    .where('admission_no', '=', key.admissionNo)
    .where('item_number', '=', key.itemNumber)
    .where('sub_item', '=', key.subItem)
    .execute()
}

/** With its ratings. The task first: a rater who has it locked ends before, and the rating is then seen. */
export async function deleteTask(trx: Trx, key: TaskKey): Promise<void> {
  for (const table of ['rating_task', 'rating'] as const)
    await trx
      .deleteFrom(table)
      .where('batch_id', '=', key.batchId)
      .where('admission_no', '=', key.admissionNo)
      .where('item_number', '=', key.itemNumber)
      .where('sub_item', '=', key.subItem)
      .execute()
}

// practical and review ------------------------------------------------------

export async function insertSheet(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  sheet: Omit<PracticalSheet, 'revision'>,
): Promise<number> {
  const last = await trx
    .selectFrom('practical_sheet')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .where('rater_id', '=', sheet.raterId)
    .executeTakeFirst()
  const revision = (last?.revision ?? 0) + 1
  await trx
    .insertInto('practical_sheet')
    .values({
      batch_id: batchId,
      admission_no: admissionNo,
      rater_id: sheet.raterId,
      revision,
      task_hash: sheet.taskHash,
      deductions: jsonb(sheet.deductions),
      vetoes: jsonb(sheet.vetoes),
      marks: sheet.marks,
      comment: sheet.comment,
      created_at: sheet.createdAt,
    })
    .execute()
  return revision
}

/** The newest sheet of every rater, for a whole batch or one candidate. */
export async function listNewestSheets(
  db: Db,
  batchId: string,
  admissionNo?: string,
): Promise<(PracticalSheet & { admissionNo: string })[]> {
  let query = db
    .selectFrom('practical_sheet')
    .distinctOn(['admission_no', 'rater_id'])
    .selectAll()
    .where('batch_id', '=', batchId)
  if (admissionNo !== undefined) query = query.where('admission_no', '=', admissionNo)
  const rows = await query.orderBy('admission_no').orderBy('rater_id').orderBy('revision', 'desc').execute()
  return rows.map((row) => ({
    admissionNo: row.admission_no,
    raterId: row.rater_id,
    revision: row.revision,
    taskHash: row.task_hash,
    deductions: row.deductions as PracticalSheet['deductions'],
    vetoes: row.vetoes as string[],
    marks: row.marks,
    comment: row.comment,
    createdAt: row.created_at,
  }))
}

export interface PracticalDecision {
  readonly admissionNo: string
  readonly by: string
  readonly marks: number | null
  readonly vetoes: Readonly<Record<string, boolean>>
  readonly reason: string
  readonly createdAt: Date
}

export async function insertDecision(trx: Trx, batchId: string, decision: PracticalDecision): Promise<void> {
  const last = await trx
    .selectFrom('practical_decision')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', decision.admissionNo)
    .executeTakeFirst()
  await trx
    .insertInto('practical_decision')
    .values({
      batch_id: batchId,
      admission_no: decision.admissionNo,
      revision: (last?.revision ?? 0) + 1,
      decided_by: decision.by,
      marks: decision.marks,
      vetoes: jsonb(decision.vetoes),
      reason: decision.reason,
      created_at: decision.createdAt,
    })
    .execute()
}

export async function listNewestDecisions(db: Db, batchId: string): Promise<PracticalDecision[]> {
  const rows = await db
    .selectFrom('practical_decision')
    .distinctOn('admission_no')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('admission_no')
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({
    admissionNo: row.admission_no,
    by: row.decided_by,
    marks: row.marks,
    vetoes: row.vetoes as Record<string, boolean>,
    reason: row.reason,
    createdAt: row.created_at,
  }))
}

export interface ReviewMark {
  readonly admissionNo: string
  readonly raterId: string
  readonly marks: number
}

export async function upsertReviewMark(
  trx: Trx,
  batchId: string,
  mark: ReviewMark & { comment: string | null },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('review_mark')
    .values({
      batch_id: batchId,
      admission_no: mark.admissionNo,
      rater_id: mark.raterId,
      marks: mark.marks,
      comment: mark.comment,
      created_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['batch_id', 'admission_no', 'rater_id'])
        .doUpdateSet({ marks: mark.marks, comment: mark.comment, created_at: at }),
    )
    .execute()
}

export async function listReviewMarks(db: Db, batchId: string): Promise<ReviewMark[]> {
  const rows = await db
    .selectFrom('review_mark')
    .select(['admission_no', 'rater_id', 'marks'])
    .where('batch_id', '=', batchId)
    .execute()
  return rows.map((row) => ({ admissionNo: row.admission_no, raterId: row.rater_id, marks: row.marks }))
}

// states --------------------------------------------------------------------

export async function upsertStatus(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  status: PartStatus,
  by: string,
  at: Date,
): Promise<void> {
  const row = { state: status.state, reason: status.reason, recorded_by: by, recorded_at: at }
  await trx
    .insertInto('part_status')
    .values({ batch_id: batchId, admission_no: admissionNo, part: status.part, ...row })
    .onConflict((conflict) => conflict.columns(['batch_id', 'admission_no', 'part']).doUpdateSet(row))
    .execute()
}

export async function deleteStatus(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  part: string,
): Promise<boolean> {
  const row = await trx
    .deleteFrom('part_status')
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .where('part', '=', part)
    .returning('part')
    .executeTakeFirst()
  return row !== undefined
}

export async function listStatuses(
  db: Db,
  batchId: string,
): Promise<(PartStatus & { admissionNo: string })[]> {
  const rows = await db
    .selectFrom('part_status')
    .select(['admission_no', 'part', 'state', 'reason'])
    .where('batch_id', '=', batchId)
    .execute()
  return rows.map((row) => ({
    admissionNo: row.admission_no,
    part: row.part as PartStatus['part'],
    state: row.state as PartState,
    reason: row.reason,
  }))
}

// results -------------------------------------------------------------------

export async function insertResult(trx: Trx, batchId: string, result: ResultRecord, at: Date): Promise<void> {
  await trx
    .insertInto('result')
    .values({
      batch_id: batchId,
      admission_no: result.admissionNo,
      revision: result.revision,
      document: jsonb(result.document),
      passed: result.passed,
      created_at: at,
    })
    .execute()
}

export async function listNewestResults(db: Db, batchId: string): Promise<ResultRecord[]> {
  const rows = await db
    .selectFrom('result')
    .distinctOn('admission_no')
    .select(['admission_no', 'revision', 'document', 'passed', 'published_at'])
    .where('batch_id', '=', batchId)
    .orderBy('admission_no')
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({
    admissionNo: row.admission_no,
    revision: row.revision,
    document: row.document as Result,
    passed: row.passed,
    publishedAt: row.published_at,
  }))
}

export async function findNewestResult(
  db: Db,
  batchId: string,
  admissionNo: string,
): Promise<ResultRecord | undefined> {
  const row = await db
    .selectFrom('result')
    .select(['admission_no', 'revision', 'document', 'passed', 'published_at'])
    .where('batch_id', '=', batchId)
    .where('admission_no', '=', admissionNo)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      admissionNo: row.admission_no,
      revision: row.revision,
      document: row.document as Result,
      passed: row.passed,
      publishedAt: row.published_at,
    }
  )
}

export async function markPublished(trx: Trx, batchId: string, at: Date): Promise<void> {
  await trx
    .updateTable('result')
    .set({ published_at: at })
    .where('batch_id', '=', batchId)
    .where('published_at', 'is', null)
    .execute()
}

// rulings -------------------------------------------------------------------

/** Newest revision of every ruling of the batch. */
export async function listRulingRows(db: Db, batchId: string): Promise<RulingRecord[]> {
  const rows = await db
    .selectFrom('item_ruling')
    .distinctOn('item_hash')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('item_hash')
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({
    itemHash: row.item_hash,
    revision: row.revision,
    ruling: toRuling(row.kind, row.keys as unknown[]),
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }))
}

function toRuling(kind: string, keys: readonly unknown[]): ItemRuling | null {
  if (kind === 'full-marks') return { kind }
  return kind === 'also-accept' ? { kind, keys } : null
}

export async function insertRuling(trx: Trx, batchId: string, record: RulingRecord): Promise<void> {
  await trx
    .insertInto('item_ruling')
    .values({
      batch_id: batchId,
      item_hash: record.itemHash,
      revision: record.revision,
      kind: record.ruling?.kind ?? 'none',
      keys: jsonb<unknown>(record.ruling?.kind === 'also-accept' ? record.ruling.keys : []),
      reason: record.reason,
      decided_by: record.decidedBy,
      decided_at: record.decidedAt,
    })
    .execute()
}

/** Rulings of the batch that no published result has followed yet: when the last was made. */
export async function findUnfollowed(db: Db, batchId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('item_ruling')
    .select((eb) => eb.fn.max('decided_at').as('at'))
    .where('batch_id', '=', batchId)
    .where('followed_at', 'is', null)
    .executeTakeFirst()
  return row?.at ?? undefined
}

export async function followRulings(trx: Trx, batchId: string, at: Date): Promise<void> {
  await trx
    .updateTable('item_ruling')
    .set({ followed_at: at })
    .where('batch_id', '=', batchId)
    .where('followed_at', 'is', null)
    .execute()
}

/** Published batches of these organisations with a ruling that no published result has followed yet. */
export async function listUnrevisedBatches(
  db: Db,
  organisations: 'all' | readonly string[],
): Promise<{ batchId: string; title: string }[]> {
  if (organisations !== 'all' && organisations.length === 0) return []
  let query = db
    .selectFrom('item_ruling')
    .innerJoin('batch', 'batch.id', 'item_ruling.batch_id')
    .select(['batch.id', 'batch.title'])
    .distinct()
    .where('batch.state', 'in', ['published', 'certified'])
    .where('item_ruling.followed_at', 'is', null)
  if (organisations !== 'all') query = query.where('batch.organisation_id', 'in', [...organisations])
  const rows = await query.orderBy('batch.id').execute()
  return rows.map((row) => ({ batchId: row.id, title: row.title }))
}
