/*
 * All SQL of banks: content and its revisions, then what their use taught. Long,
 * because one place for the SQL of a feature is worth more than short files.
 */
import { type Selectable, sql } from 'kysely'
import type { Bank, Item, ItemModel, PracticalTask, Syllabus } from '../../bank-schemas/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { ReviewTaskTable } from '../storage/tables/banks.ts'
import type {
  ItemCurve,
  ItemHealth,
  ItemRevision,
  LoadReport,
  OpenItemCount,
  ReviewTask,
  ReviewVerdict,
  SyllabusRevision,
  TaskRevision,
} from './model.ts'

/** Serialises the loading of banks between processes that start at once. */
export async function lockLoading(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7136502117)`.execute(trx)
}

export async function upsertBank(trx: Trx, bank: Bank, at: Date): Promise<void> {
  const row = {
    name: bank.name,
    version: bank.version,
    standard_id: bank.standard.id,
    standard_edition: bank.standard.edition,
    document: jsonb(bank),
    loaded_at: at,
  }
  await trx
    .insertInto('bank')
    .values({ id: bank.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function setSyllabus(trx: Trx, hash: string, syllabus: Syllabus, at: Date): Promise<boolean> {
  const { bank, level } = syllabus
  const inserted = await trx
    .insertInto('syllabus_revision')
    .values({
      hash,
      bank_id: bank,
      level,
      version: syllabus.version,
      document: jsonb(syllabus),
      loaded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst()
  await trx
    .insertInto('bank_syllabus')
    .values({ bank_id: bank, level, hash })
    .onConflict((conflict) => conflict.columns(['bank_id', 'level']).doUpdateSet({ hash }))
    .execute()
  return inserted !== undefined
}

export interface ItemRow {
  readonly hash: string
  readonly item: Item
  readonly bankId: string
  readonly level: number
}

/** Inserts the revisions that are new and makes these the current items of the level. Returns how many were new. */
export async function replaceItems(
  trx: Trx,
  bankId: string,
  level: number,
  rows: readonly ItemRow[],
  at: Date,
): Promise<number> {
  const known = new Set(
    (
      await trx
        .selectFrom('item_revision')
        .select('hash')
        .where('bank_id', '=', bankId)
        .where('level', '=', level)
        .execute()
    ).map((row) => row.hash),
  )
  const fresh = rows.filter((row) => !known.has(row.hash))
  for (let from = 0; from < fresh.length; from += 200) {
    await trx
      .insertInto('item_revision')
      .values(
        fresh.slice(from, from + 200).map(({ hash, item }) => ({
          hash,
          item_id: item.id,
          bank_id: bankId,
          level,
          point: item.point,
          kind: item.kind,
          secrecy: item.secrecy,
          status: item.status,
          difficulty: item.difficulty,
          document: jsonb(item),
          loaded_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await trx.deleteFrom('bank_item').where('bank_id', '=', bankId).where('level', '=', level).execute()
  for (let from = 0; from < rows.length; from += 1000) {
    const slice = rows.slice(from, from + 1000)
    await trx
      .insertInto('bank_item')
      .values(slice.map(({ hash, item }) => ({ item_id: item.id, bank_id: bankId, level, hash })))
      .execute()
  }
  return fresh.length
}

export async function replaceModels(
  trx: Trx,
  bankId: string,
  level: number,
  rows: readonly { hash: string; model: ItemModel }[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('item_model_revision')
    .set({ current: false })
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .execute()
  for (const { hash, model } of rows) {
    await trx
      .insertInto('item_model_revision')
      .values({ hash, model_id: model.id, bank_id: bankId, level, document: jsonb(model), loaded_at: at })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ current: true }))
      .execute()
  }
}

export async function replaceTasks(
  trx: Trx,
  bankId: string,
  level: number,
  rows: readonly { hash: string; task: PracticalTask }[],
  at: Date,
): Promise<void> {
  await trx
    .updateTable('practical_task_revision')
    .set({ current: false })
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .execute()
  for (const { hash, task } of rows) {
    await trx
      .insertInto('practical_task_revision')
      .values({ hash, task_id: task.id, bank_id: bankId, level, document: jsonb(task), loaded_at: at })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ current: true }))
      .execute()
  }
}

export async function replaceMedia(
  trx: Trx,
  bankId: string,
  files: readonly { file: string; sha256: string }[],
): Promise<void> {
  await trx.deleteFrom('bank_media').where('bank_id', '=', bankId).execute()
  if (files.length === 0) return
  await trx
    .insertInto('bank_media')
    .values(files.map((file) => ({ bank_id: bankId, ...file })))
    .execute()
}

export async function listBankRows(
  db: Db,
): Promise<{ id: string; name: string; version: string; document: Bank }[]> {
  const rows = await db
    .selectFrom('bank')
    .select(['id', 'name', 'version', 'document'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, document: row.document as Bank }))
}

export async function findBank(db: Db, id: string): Promise<Bank | undefined> {
  const row = await db.selectFrom('bank').select('document').where('id', '=', id).executeTakeFirst()
  return row?.document as Bank | undefined
}

export function countItems(db: Db) {
  return db
    .selectFrom('bank_item')
    .innerJoin('item_revision', 'item_revision.hash', 'bank_item.hash')
    .select(['bank_item.bank_id', 'bank_item.level', 'item_revision.kind', 'item_revision.secrecy'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['bank_item.bank_id', 'bank_item.level', 'item_revision.kind', 'item_revision.secrecy'])
    .execute()
}

export async function countParts(
  db: Db,
): Promise<{ bank_id: string; level: number; models: number; tasks: number }[]> {
  const result = await sql<{ bank_id: string; level: number; models: number; tasks: number }>`
    select bank_id, level,
      (select count(*)::int from item_model_revision m where m.current and m.bank_id = s.bank_id and m.level = s.level) as models,
      (select count(*)::int from practical_task_revision t where t.current and t.bank_id = s.bank_id and t.level = s.level) as tasks
    from bank_syllabus s`.execute(db)
  return result.rows
}

export async function findSyllabus(
  db: Db,
  bankId: string,
  level: number,
): Promise<SyllabusRevision | undefined> {
  const row = await db
    .selectFrom('bank_syllabus')
    .innerJoin('syllabus_revision', 'syllabus_revision.hash', 'bank_syllabus.hash')
    .select(['syllabus_revision.hash', 'syllabus_revision.document'])
    .where('bank_syllabus.bank_id', '=', bankId)
    .where('bank_syllabus.level', '=', level)
    .executeTakeFirst()
  return row && { hash: row.hash, syllabus: row.document as Syllabus }
}

export async function findSyllabusRevision(db: Db, hash: string): Promise<SyllabusRevision | undefined> {
  const row = await db
    .selectFrom('syllabus_revision')
    .select(['hash', 'document'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row && { hash: row.hash, syllabus: row.document as Syllabus }
}

export async function listSyllabuses(db: Db): Promise<SyllabusRevision[]> {
  const rows = await db
    .selectFrom('bank_syllabus')
    .innerJoin('syllabus_revision', 'syllabus_revision.hash', 'bank_syllabus.hash')
    .select(['syllabus_revision.hash', 'syllabus_revision.document'])
    .orderBy('bank_syllabus.bank_id')
    .orderBy('bank_syllabus.level', 'desc')
    .execute()
  return rows.map((row) => ({ hash: row.hash, syllabus: row.document as Syllabus }))
}

export async function listItemsByLevel(
  db: Db,
  bankId: string,
  level: number,
  point?: string,
): Promise<ItemRevision[]> {
  let query = db
    .selectFrom('bank_item')
    .innerJoin('item_revision', 'item_revision.hash', 'bank_item.hash')
    .select(['item_revision.hash', 'item_revision.document'])
    .where('bank_item.bank_id', '=', bankId)
    .where('bank_item.level', '=', level)
  if (point !== undefined) query = query.where('item_revision.point', '=', point)
  const rows = await query.orderBy('bank_item.item_id').execute()
  return rows.map((row) => ({ hash: row.hash, item: row.document as Item }))
}

/** Released open items that no review withdrew. */
const openItems = (db: Db) =>
  db
    .selectFrom('bank_item')
    .innerJoin('item_revision', 'item_revision.hash', 'bank_item.hash')
    .where('item_revision.secrecy', '=', 'open')
    .where('item_revision.status', '=', 'released')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('review_task')
            .select('review_task.id')
            .whereRef('review_task.item_hash', '=', 'item_revision.hash')
            .where('review_task.verdict', '=', 'withdraw'),
        ),
      ),
    )

export async function listOpenItemsByLevel(db: Db, bankId: string, level: number): Promise<ItemRevision[]> {
  const rows = await openItems(db)
    .select(['item_revision.hash', 'item_revision.document'])
    .where('bank_item.bank_id', '=', bankId)
    .where('bank_item.level', '=', level)
    .orderBy('bank_item.item_id')
    .execute()
  return rows.map((row) => ({ hash: row.hash, item: row.document as Item }))
}

export function countOpenItemsByKind(db: Db): Promise<OpenItemCount[]> {
  return openItems(db)
    .select(['bank_item.bank_id as bankId', 'bank_item.level', 'item_revision.kind'])
    .select(sql<number>`count(*)::int`.as('count'))
    .groupBy(['bank_item.bank_id', 'bank_item.level', 'item_revision.kind'])
    .execute()
}

export async function listItemRevisionsByHash(db: Db, hashes: readonly string[]): Promise<ItemRevision[]> {
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('item_revision')
    .select(['hash', 'document'])
    .where('hash', 'in', [...hashes])
    .execute()
  return rows.map((row) => ({ hash: row.hash, item: row.document as Item }))
}

export async function listTasksByLevel(db: Db, bankId: string, level: number): Promise<TaskRevision[]> {
  const rows = await db
    .selectFrom('practical_task_revision')
    .select(['hash', 'document'])
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .where('current', '=', true)
    .orderBy('task_id')
    .execute()
  return rows.map((row) => ({ hash: row.hash, task: row.document as PracticalTask }))
}

export async function findTaskRevision(db: Db, hash: string): Promise<TaskRevision | undefined> {
  const row = await db
    .selectFrom('practical_task_revision')
    .select(['hash', 'document'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row && { hash: row.hash, task: row.document as PracticalTask }
}

export async function listModelsByLevel(
  db: Db,
  bankId: string,
  level: number,
): Promise<{ hash: string; model: ItemModel }[]> {
  const rows = await db
    .selectFrom('item_model_revision')
    .select(['hash', 'document'])
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .where('current', '=', true)
    .orderBy('model_id')
    .execute()
  return rows.map((row) => ({ hash: row.hash, model: row.document as ItemModel }))
}

export async function listMedia(db: Db, bankId: string): Promise<{ file: string; sha256: string }[]> {
  return db.selectFrom('bank_media').select(['file', 'sha256']).where('bank_id', '=', bankId).execute()
}

export async function countItemsOfLevel(
  db: Db,
  bankId: string,
  level: number,
): Promise<{ point: string; items: number; open: number }[]> {
  const result = await sql<{ point: string; items: number; open: number }>`
    select r.point, count(*)::int as items,
      count(*) filter (where r.secrecy = 'open' and r.status = 'released')::int as open
    from bank_item b join item_revision r on r.hash = b.hash
    where b.bank_id = ${bankId} and b.level = ${level}
    group by r.point`.execute(db)
  return result.rows
}

export async function findLoad(db: Db): Promise<{ fingerprint: string; report: LoadReport } | undefined> {
  const row = await db.selectFrom('bank_load').select(['fingerprint', 'report']).executeTakeFirst()
  return row && { fingerprint: row.fingerprint, report: row.report as LoadReport }
}

export async function setLoad(db: Db, fingerprint: string, report: LoadReport, at: Date): Promise<void> {
  const row = { fingerprint, report: jsonb(report), loaded_at: at }
  await db
    .insertInto('bank_load')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
    .execute()
}

// health and review tasks -----------------------------------------------------

/** Replaces the figures of a bank and level by the newest. */
export async function replaceHealth(
  trx: Trx,
  bankId: string,
  level: number,
  rows: readonly Omit<ItemHealth, 'computedAt'>[],
  at: Date,
): Promise<void> {
  await trx.deleteFrom('item_health').where('bank_id', '=', bankId).where('level', '=', level).execute()
  for (let from = 0; from < rows.length; from += 500) {
    await trx
      .insertInto('item_health')
      .values(
        rows.slice(from, from + 500).map((row) => ({
          item_hash: row.itemHash,
          item_id: row.itemId,
          bank_id: bankId,
          level,
          n: row.n,
          facility: row.facility,
          discrimination: row.discrimination,
          irt: row.irt && jsonb(row.irt),
          computed_at: at,
        })),
      )
      .execute()
  }
}

export async function listHealthRows(db: Db, bankId: string, level: number): Promise<ItemHealth[]> {
  const rows = await db
    .selectFrom('item_health')
    .selectAll()
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .orderBy('item_id')
    .execute()
  return rows.map((row) => ({
    itemHash: row.item_hash,
    itemId: row.item_id,
    n: row.n,
    facility: row.facility,
    discrimination: row.discrimination,
    irt: row.irt as ItemCurve | null,
    computedAt: row.computed_at,
  }))
}

/** Opens a task, or renews the figures of the open one. True when it is new. */
export async function upsertReviewTask(
  trx: Trx,
  task: Omit<ReviewTask, 'state' | 'verdict' | 'reason' | 'settledBy' | 'settledAt' | 'openedAt' | 'seenAt'>,
  at: Date,
): Promise<boolean> {
  const figures = {
    urgency: task.urgency,
    value: task.value,
    bound: task.bound,
    n: task.n,
    text_zh: task.zh,
    text_en: task.en,
    seen_at: at,
  }
  const row = await trx
    .insertInto('review_task')
    .values({
      id: task.id,
      bank_id: task.bankId,
      level: task.level,
      item_id: task.itemId,
      item_hash: task.itemHash,
      kind: task.kind,
      opened_at: at,
      ...figures,
    })
    .onConflict((conflict) =>
      // A literal: the partial index is not found through a parameter.
      conflict.columns(['item_hash', 'kind']).where('state', '=', sql.lit('open')).doUpdateSet(figures),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id === task.id
}

function toReviewTask(row: Selectable<ReviewTaskTable>): ReviewTask {
  return {
    id: row.id,
    bankId: row.bank_id,
    level: row.level,
    itemId: row.item_id,
    itemHash: row.item_hash,
    kind: row.kind,
    urgency: row.urgency as ReviewTask['urgency'],
    value: row.value,
    bound: row.bound,
    n: row.n,
    zh: row.text_zh,
    en: row.text_en,
    openedAt: row.opened_at,
    seenAt: row.seen_at,
    state: row.state as ReviewTask['state'],
    verdict: row.verdict as ReviewVerdict | null,
    reason: row.reason,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
  }
}

export interface ReviewTaskFilter {
  readonly bankId?: string
  readonly level?: number
  readonly itemHash?: string
  readonly state?: ReviewTask['state']
}

/** Urgent first, then the oldest. */
export async function listReviewTaskRows(
  db: Db,
  { bankId, level, itemHash, state }: ReviewTaskFilter,
): Promise<ReviewTask[]> {
  let query = db.selectFrom('review_task').selectAll()
  if (bankId !== undefined) query = query.where('bank_id', '=', bankId)
  if (level !== undefined) query = query.where('level', '=', level)
  if (itemHash !== undefined) query = query.where('item_hash', '=', itemHash)
  if (state !== undefined) query = query.where('state', '=', state)
  const rows = await query.orderBy('urgency', 'desc').orderBy('opened_at').orderBy('id').limit(1000).execute()
  return rows.map(toReviewTask)
}

export async function lockReviewTask(trx: Trx, id: string): Promise<ReviewTask | undefined> {
  const row = await trx
    .selectFrom('review_task')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toReviewTask(row)
}

export async function closeReviewTask(
  trx: Trx,
  id: string,
  outcome: { verdict: ReviewVerdict; reason: string; settledBy: string; settledAt: Date },
): Promise<void> {
  await trx
    .updateTable('review_task')
    .set({
      state: 'settled',
      verdict: outcome.verdict,
      reason: outcome.reason,
      settled_by: outcome.settledBy,
      settled_at: outcome.settledAt,
    })
    .where('id', '=', id)
    .execute()
}

/** Findings of this kind about this revision that somebody has answered. */
export async function listSettledKinds(
  db: Db,
  hashes: readonly string[],
): Promise<{ hash: string; kind: string }[]> {
  if (hashes.length === 0) return []
  const rows = await db
    .selectFrom('review_task')
    .select(['item_hash', 'kind'])
    .where('state', '=', 'settled')
    .where('item_hash', 'in', [...hashes])
    .execute()
  return rows.map((row) => ({ hash: row.item_hash, kind: row.kind }))
}

/** Revisions that a review took out of use. */
export async function listWithdrawnHashes(db: Db, bankId: string, level: number): Promise<string[]> {
  const rows = await db
    .selectFrom('review_task')
    .select('item_hash')
    .distinct()
    .where('bank_id', '=', bankId)
    .where('level', '=', level)
    .where('verdict', '=', 'withdraw')
    .execute()
  return rows.map((row) => row.item_hash)
}
