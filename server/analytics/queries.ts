/*
 * All SQL of analytics. It reads what sittings and marking left behind, and
 * writes only its own tables. Long, because one place for the SQL of a feature
 * is worth more than short files.
 */
import { sql } from 'kysely'
import type { Form } from '../../bank-schemas/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { AgreementFigures, BatchStatistics, FormFigures, ItemStatistics } from './model.ts'

// evidence --------------------------------------------------------------------

/** States of a batch whose marks stand. */
export const markedStates = ['marked', 'published', 'certified', 'archived']

/** Joins to sitting s its newest score run r, where that is of the answers that count and waits for no rater. */
export const joinStandingRun = sql`
    join lateral (
      select * from score_run x
      where x.batch_id = s.batch_id and x.admission_no = s.admission_no
      order by x.run desc limit 1
    ) r on r.receipt = s.receipt and not r.needs_rater`

/** Of sitting s: no violation was recorded. */
export const withoutViolation = sql`not exists (
        select 1 from part_status p
        where p.batch_id = s.batch_id and p.admission_no = s.admission_no and p.part = 'theory'
          and p.state = 'violation'
      )`

export interface SittingRow {
  readonly batchId: string
  readonly admissionNo: string
  readonly formId: string
  readonly room: string | null
  readonly specialisation: string
  readonly organisationKind: string
  readonly marks: readonly number[]
  readonly answers: readonly { readonly number: number; readonly response: unknown }[]
}

/**
 * The newest marked sittings of a bank and level, oldest first: handed in, marked
 * with the answers that count, no answer waiting for a rater, no violation
 * recorded.
 */
export async function listMarkedSittings(
  db: Db,
  bankId: string,
  level: number,
  most: number,
): Promise<SittingRow[]> {
  const { rows } = await sql<{
    batch_id: string
    admission_no: string
    form_id: string
    room: string | null
    specialisation: string
    kind: string
    marks: number[]
    answers: { number: number; response: unknown }[] | null
  }>`
    select r.batch_id, r.admission_no, r.form_id, a.room, b.specialisation, o.kind,
      jsonb_path_query_array(r.credits, '$[*].marks') as marks, s.answers
    from batch b
    join organisation o on o.id = b.organisation_id
    join sitting s on s.batch_id = b.id and s.state = 'submitted'
    join admission a on a.batch_id = s.batch_id and a.admission_no = s.admission_no
    ${joinStandingRun}
    where b.bank_id = ${bankId} and b.level = ${level} and b.state = any (${markedStates})
      and ${withoutViolation}
    order by s.started_at desc, s.admission_no
    limit ${most}`.execute(db)
  return rows.reverse().map((row) => ({
    batchId: row.batch_id,
    admissionNo: row.admission_no,
    formId: row.form_id,
    room: row.room,
    specialisation: row.specialisation,
    organisationKind: row.kind,
    marks: row.marks,
    answers: row.answers ?? [],
  }))
}

export async function listForms(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; hash: string; document: Form }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('form')
    .select(['id', 'hash', 'document'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, document: row.document as unknown as Form }))
}

// what was computed -------------------------------------------------------------

/** One writer at a time for a bank and level. */
export async function lockStatistics(trx: Trx, bankId: string, level: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statistics/${bankId}/${level}`}, 0))`.execute(
    trx,
  )
}

export async function replaceItemStatistics(
  trx: Trx,
  bankId: string,
  level: number,
  items: readonly ItemStatistics[],
  at: Date,
): Promise<void> {
  await trx.deleteFrom('item_statistics').where('bank_id', '=', bankId).where('level', '=', level).execute()
  for (let from = 0; from < items.length; from += 200) {
    await trx
      .insertInto('item_statistics')
      .values(
        items.slice(from, from + 200).map((item) => ({
          item_hash: item.hash,
          bank_id: bankId,
          level,
          document: jsonb<unknown>(item),
          computed_at: at,
        })),
      )
      .execute()
  }
}

export async function upsertFormStatistics(
  trx: Trx,
  bankId: string,
  level: number,
  forms: readonly FormFigures[],
  at: Date,
): Promise<void> {
  for (const form of forms) {
    const row = { document: jsonb<unknown>(form), computed_at: at }
    await trx
      .insertInto('form_statistics')
      .values({ form_id: form.formId, bank_id: bankId, level, ...row })
      .onConflict((conflict) => conflict.column('form_id').doUpdateSet(row))
      .execute()
  }
}

export async function upsertBatchStatistics(trx: Trx, batch: BatchStatistics, at: Date): Promise<void> {
  const row = { document: jsonb<unknown>(batch), computed_at: at }
  await trx
    .insertInto('batch_statistics')
    .values({ batch_id: batch.batchId, ...row })
    .onConflict((conflict) => conflict.column('batch_id').doUpdateSet(row))
    .execute()
}

/** New findings are added, open ones renewed or dropped when they are no longer found; settled ones stay as they are. */
export async function replaceFindings(
  trx: Trx,
  batchId: string,
  findings: readonly AgreementFigures[],
  at: Date,
): Promise<void> {
  await trx
    .deleteFrom('agreement_finding')
    .where('batch_id', '=', batchId)
    .where('state', '=', 'open')
    .execute()
  for (const found of findings) {
    await trx
      .insertInto('agreement_finding')
      .values({
        batch_id: batchId,
        first_admission_no: found.first,
        second_admission_no: found.second,
        form_id: found.formId,
        omega: found.omega,
        p: found.p,
        matches: found.matches,
        expected: found.expected,
        items: found.items,
        found_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export async function findItemStatistics(
  db: Db,
  hash: string,
): Promise<{ document: ItemStatistics; computedAt: Date } | undefined> {
  const row = await db
    .selectFrom('item_statistics')
    .select(['document', 'computed_at'])
    .where('item_hash', '=', hash)
    .executeTakeFirst()
  return row && { document: row.document as unknown as ItemStatistics, computedAt: row.computed_at }
}

export async function listItemStatistics(
  db: Db,
  bankId: string,
  level: number,
): Promise<{ items: ItemStatistics[]; computedAt: Date | undefined }> {
  const rows = await db
    .selectFrom('item_statistics')
    .select(['document', 'computed_at'])
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .execute()
  return {
    items: rows.map((row) => row.document as unknown as ItemStatistics),
    computedAt: rows[0]?.computed_at,
  }
}

export async function listFormStatistics(db: Db, formIds: readonly string[]): Promise<FormFigures[]> {
  if (formIds.length === 0) return []
  const rows = await db
    .selectFrom('form_statistics')
    .select('document')
    .where('form_id', 'in', [...formIds])
    .execute()
  return rows.map((row) => row.document as unknown as FormFigures)
}

export async function findBatchStatistics(
  db: Db,
  batchId: string,
): Promise<{ document: BatchStatistics; computedAt: Date } | undefined> {
  const row = await db
    .selectFrom('batch_statistics')
    .select(['document', 'computed_at'])
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return row && { document: row.document as unknown as BatchStatistics, computedAt: row.computed_at }
}

export interface Finding extends AgreementFigures {
  readonly foundAt: Date
  readonly state: 'open' | 'settled'
  readonly note: string | null
  readonly settledBy: string | null
  readonly settledAt: Date | null
}

export async function listFindings(db: Db, batchId: string): Promise<Finding[]> {
  const rows = await db
    .selectFrom('agreement_finding')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('omega', 'desc')
    .execute()
  return rows.map((row) => ({
    formId: row.form_id,
    first: row.first_admission_no,
    second: row.second_admission_no,
    omega: row.omega,
    p: row.p,
    matches: row.matches,
    expected: row.expected,
    items: row.items,
    foundAt: row.found_at,
    state: row.state as Finding['state'],
    note: row.note,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
  }))
}

/** Open findings of all batches of these organisations. */
export async function countOpenFindings(
  db: Db,
  organisations: 'all' | readonly string[],
): Promise<{ batchId: string; title: string; n: number }[]> {
  let query = db
    .selectFrom('agreement_finding')
    .innerJoin('batch', 'batch.id', 'agreement_finding.batch_id')
    .select(['batch.id', 'batch.title'])
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('agreement_finding.state', '=', 'open')
  if (organisations !== 'all') {
    if (organisations.length === 0) return []
    query = query.where('batch.organisation_id', 'in', [...organisations])
  }
  const rows = await query.groupBy(['batch.id', 'batch.title']).orderBy('batch.id').execute()
  return rows.map((row) => ({ batchId: row.id, title: row.title, n: Number(row.n) }))
}

/** False when there is no open finding about the two. */
export async function closeFinding(
  trx: Trx,
  batchId: string,
  pair: { first: string; second: string },
  outcome: { note: string; settledBy: string; settledAt: Date },
): Promise<boolean> {
  const done = await trx
    .updateTable('agreement_finding')
    .set({
      state: 'settled',
      note: outcome.note,
      settled_by: outcome.settledBy,
      settled_at: outcome.settledAt,
    })
    .where('batch_id', '=', batchId)
    .where('first_admission_no', '=', pair.first)
    .where('second_admission_no', '=', pair.second)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** Fractions by rater of every answer of the batch that two or more have rated. */
export async function listBatchRatings(
  db: Db,
  batchId: string,
): Promise<{ answer: string; raterId: string; fraction: number }[]> {
  const rows = await db
    .selectFrom('rating')
    .select(['admission_no', 'item_number', 'sub_item', 'rater_id', 'fraction'])
    .where('batch_id', '=', batchId)
    .orderBy('admission_no')
    .orderBy('item_number')
    .orderBy('sub_item')
    .orderBy('rater_id')
    .execute()
  return rows.map((row) => ({
    answer: `${row.admission_no}/${row.item_number}/${row.sub_item}`,
    raterId: row.rater_id,
    fraction: row.fraction,
  }))
}
