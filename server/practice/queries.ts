/*
 * All SQL of practice.
 */
import type { Selectable } from 'kysely'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { SelfAssessmentTable } from '../storage/tables/practice.ts'
import type { GivenAnswer, PracticeMode, PracticePool, Run, RunResult } from './model.ts'

/** A pool in use is renewed, so that no sweep takes it from under a run that is just being written. */
export async function upsertPool(
  trx: Trx,
  row: { hash: string; bankId: string; level: number; pool: PracticePool },
  at: Date,
): Promise<void> {
  await trx
    .insertInto('practice_pool')
    .values({
      hash: row.hash,
      bank_id: row.bankId,
      level: row.level,
      document: jsonb(row.pool),
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ created_at: at }))
    .execute()
}

export async function getPool(db: Db, hash: string): Promise<PracticePool> {
  const row = await db
    .selectFrom('practice_pool')
    .select('document')
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
  return row.document as PracticePool
}

export async function insertRun(
  trx: Trx,
  run: Omit<Run, 'answers' | 'state' | 'result' | 'endedAt'>,
): Promise<void> {
  await trx
    .insertInto('self_assessment')
    .values({
      id: run.id,
      bank_id: run.bankId,
      level: run.level,
      mode: run.mode,
      pool_hash: run.poolHash,
      rules: jsonb(run.rules),
      seed: run.seed,
      answers: jsonb([]),
      created_at: run.createdAt,
    })
    .execute()
}

export async function findRun(db: Db, id: string): Promise<Run | undefined> {
  const row = await db.selectFrom('self_assessment').selectAll().where('id', '=', id).executeTakeFirst()
  return row && runOf(row)
}

export async function lockRun(trx: Trx, id: string): Promise<Run | undefined> {
  const row = await trx
    .selectFrom('self_assessment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && runOf(row)
}

/** The answers so far, and the result once there is one. */
export async function updateRun(
  trx: Trx,
  id: string,
  answers: readonly GivenAnswer[],
  ended?: { readonly result: RunResult; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('self_assessment')
    .set({
      answers: jsonb(answers),
      ...(ended && { state: 'ended', result: jsonb(ended.result), ended_at: ended.at }),
    })
    .where('id', '=', id)
    .execute()
}

/** Runs begun before `before`, those never answered begun before `unansweredBefore`, and pools nobody needs any more. */
export async function deleteOldRuns(db: Db, before: Date, unansweredBefore: Date): Promise<void> {
  await db
    .deleteFrom('self_assessment')
    .where(({ eb, and, or }) =>
      or([
        eb('created_at', '<', before),
        and([eb('created_at', '<', unansweredBefore), eb('answers', '=', jsonb([]))]),
      ]),
    )
    .execute()
  await db
    .deleteFrom('practice_pool')
    .where('created_at', '<', unansweredBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('self_assessment')
            .select('self_assessment.id')
            .whereRef('self_assessment.pool_hash', '=', 'practice_pool.hash'),
        ),
      ),
    )
    .execute()
}

const runOf = (row: Selectable<SelfAssessmentTable>): Run => ({
  id: row.id,
  bankId: row.bank_id,
  level: row.level,
  mode: row.mode as PracticeMode,
  poolHash: row.pool_hash,
  rules: row.rules as Run['rules'],
  seed: row.seed,
  answers: row.answers as GivenAnswer[],
  state: row.state as Run['state'],
  result: row.result as RunResult | null,
  createdAt: row.created_at,
  endedAt: row.ended_at,
})
