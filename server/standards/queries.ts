/*
 * All SQL of standards.
 */
import type { Standard } from '../../bank-schemas/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { StandardRevision, StandardSummary } from './model.ts'

/** Inserts a revision; false when that very revision was there already. */
export async function insertRevision(trx: Trx, hash: string, standard: Standard, at: Date): Promise<boolean> {
  const row = await trx
    .insertInto('standard_revision')
    .values({
      hash,
      standard_id: standard.id,
      edition: standard.edition,
      name: standard.occupation.name,
      kind: standard.kind,
      document: jsonb(standard),
      loaded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst()
  return row !== undefined
}

/** The newest revision of every edition. */
export async function listNewest(db: Db): Promise<StandardSummary[]> {
  const rows = await db
    .selectFrom('standard_revision')
    .distinctOn(['standard_id', 'edition'])
    .select(['hash', 'standard_id', 'edition', 'name', 'kind', 'document'])
    .orderBy('standard_id')
    .orderBy('edition')
    .orderBy('loaded_at', 'desc')
    .execute()
  return rows.map((row) => {
    const standard = row.document as Standard
    const { title, levels, occupation, effective } = standard
    return {
      hash: row.hash,
      id: row.standard_id,
      edition: row.edition,
      name: row.name,
      kind: standard.kind,
      title,
      levels,
      flags: occupation.flags,
      effectiveFrom: effective.from,
    }
  })
}

export async function findNewest(db: Db, id: string, edition: string): Promise<StandardRevision | undefined> {
  const row = await db
    .selectFrom('standard_revision')
    .select(['hash', 'document'])
    .where('standard_id', '=', id)
    .where('edition', '=', edition)
    .orderBy('loaded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { hash: row.hash, standard: row.document as Standard }
}

export async function findRevision(db: Db, hash: string): Promise<StandardRevision | undefined> {
  const row = await db
    .selectFrom('standard_revision')
    .select(['hash', 'document'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row && { hash: row.hash, standard: row.document as Standard }
}
