/* All SQL of standard setting; long, because one place for the SQL of a feature is worth more than short files. */
import { sql } from 'kysely'
import type { Role } from '../../identity/model.ts'
import type { Db, Trx } from '../../storage/database.ts'
import { jsonb } from '../../storage/jsonb.ts'
import { joinStandingRun, markedStates, withoutViolation } from '../queries.ts'
import type {
  Estimates,
  GivenEstimates,
  Judge,
  JudgeAnswer,
  MarkCount,
  Observation,
  RecordDocument,
  Round,
  Study,
  StudySummary,
} from './model.ts'

// studies -----------------------------------------------------------------------

export async function insertStudy(
  trx: Trx,
  study: Study,
  judges: readonly { readonly userId: string; readonly name: string }[],
): Promise<void> {
  await trx
    .insertInto('cut_score_study')
    .values({
      id: study.id,
      organisation_id: study.organisationId,
      title: study.title,
      method: study.method,
      form_id: study.formId,
      form_hash: study.formHash,
      full_marks: study.fullMarks,
      description: study.description,
      created_by: study.createdBy,
      created_at: study.createdAt,
    })
    .execute()
  await trx
    .insertInto('cut_score_judge')
    .values(judges.map(({ userId, name }) => ({ study_id: study.id, user_id: userId, name })))
    .execute()
}

export async function findStudy(db: Db, id: string): Promise<Study | undefined> {
  const row = await db.selectFrom('cut_score_study').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toStudy(row)
}

/** The same with the row locked: changes of a study wait for each other. */
export async function lockStudy(trx: Trx, id: string): Promise<Study | undefined> {
  const row = await trx
    .selectFrom('cut_score_study')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toStudy(row)
}

/** Those of the organisations, and those that the person judges; newest first. */
export async function listSummaries(
  db: Db,
  organisations: 'all' | readonly string[],
  judge: string | undefined,
): Promise<StudySummary[]> {
  const rows = await db
    .selectFrom('cut_score_study')
    .select(['id', 'organisation_id', 'title', 'method', 'form_id', 'state', 'round', 'created_at'])
    .select(sql<number | null>`(document->'result'->>'cut')::float8`.as('cut'))
    .where((eb) =>
      eb.or([
        organisations === 'all'
          ? eb.lit(true)
          : eb('organisation_id', '=', sql<string>`any(${[...organisations]}::text[])`),
        eb(
          'id',
          'in',
          eb
            .selectFrom('cut_score_judge')
            .select('study_id')
            .where('user_id', '=', judge ?? ''),
        ),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    title: row.title,
    method: row.method as Study['method'],
    formId: row.form_id,
    state: row.state as Study['state'],
    round: row.round,
    cut: row.cut,
    createdAt: row.created_at,
  }))
}

export async function updateStudy(
  trx: Trx,
  id: string,
  change: Partial<Pick<Study, 'state' | 'round' | 'finalAt'>>,
): Promise<void> {
  const { finalAt, ...rest } = change
  await trx
    .updateTable('cut_score_study')
    .set({ ...rest, ...(finalAt !== undefined && { final_at: finalAt }) })
    .where('id', '=', id)
    .execute()
}

export async function updateObservations(
  trx: Trx,
  id: string,
  observations: readonly Observation[],
): Promise<void> {
  await trx
    .updateTable('cut_score_study')
    .set({ observations: jsonb<unknown>(observations) })
    .where('id', '=', id)
    .execute()
}

/** Closes a study with its record. */
export async function insertRecord(
  trx: Trx,
  id: string,
  { document, hash, at }: { document: RecordDocument; hash: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('cut_score_study')
    .set({ state: 'signing', document: jsonb<unknown>(document), document_hash: hash, closed_at: at })
    .where('id', '=', id)
    .where('document_hash', 'is', null)
    .execute()
}

interface StudyRow {
  id: string
  organisation_id: string
  title: string
  method: string
  form_id: string
  form_hash: string
  full_marks: number
  description: string
  state: string
  round: number
  observations: unknown
  document: unknown
  document_hash: string | null
  created_by: string
  created_at: Date
  closed_at: Date | null
  final_at: Date | null
}

const toStudy = (row: StudyRow): Study => ({
  id: row.id,
  organisationId: row.organisation_id,
  title: row.title,
  method: row.method as Study['method'],
  formId: row.form_id,
  formHash: row.form_hash,
  fullMarks: row.full_marks,
  description: row.description,
  state: row.state as Study['state'],
  round: row.round,
  observations: row.observations as Study['observations'],
  document: row.document as Study['document'],
  documentHash: row.document_hash,
  createdBy: row.created_by,
  createdAt: row.created_at,
  closedAt: row.closed_at,
  finalAt: row.final_at,
})

// judges --------------------------------------------------------------------------

/** In the order of their names. */
export async function listJudges(db: Db, studyId: string): Promise<Judge[]> {
  const rows = await db
    .selectFrom('cut_score_judge')
    .selectAll()
    .where('study_id', '=', studyId)
    .orderBy('name')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    excluded:
      row.excluded_round === null
        ? null
        : { round: row.excluded_round, reason: row.excluded_reason ?? '', at: row.excluded_at! },
    answer:
      row.answer === null
        ? null
        : {
            kind: row.answer as JudgeAnswer,
            hash: row.answer_hash,
            reason: row.answer_reason,
            at: row.answered_at!,
          },
  }))
}

export async function isJudge(db: Db, studyId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('cut_score_judge')
    .select('user_id')
    .where('study_id', '=', studyId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

export async function updateExclusion(
  trx: Trx,
  key: { studyId: string; userId: string },
  { round, reason, at }: { round: number; reason: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('cut_score_judge')
    .set({ excluded_round: round, excluded_reason: reason, excluded_at: at })
    .where('study_id', '=', key.studyId)
    .where('user_id', '=', key.userId)
    .execute()
}

export async function updateAnswer(
  trx: Trx,
  key: { studyId: string; userId: string },
  answer: NonNullable<Judge['answer']>,
): Promise<void> {
  await trx
    .updateTable('cut_score_judge')
    .set({
      answer: answer.kind,
      answer_hash: answer.hash,
      answer_reason: answer.reason,
      answered_at: answer.at,
    })
    .where('study_id', '=', key.studyId)
    .where('user_id', '=', key.userId)
    .where('answer', 'is', null)
    .execute()
}

export interface JudgeCandidate {
  readonly userId: string
  readonly name: string
  readonly username: string
  readonly organisation: string
}

/** Staff of the organisations with one of the roles, in the order of their names. */
export async function listJudgeCandidates(
  db: Db,
  organisations: readonly string[],
  roles: readonly Role[],
): Promise<JudgeCandidate[]> {
  const rows = await db
    .selectFrom('staff_user')
    .innerJoin('membership', 'membership.user_id', 'staff_user.id')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['staff_user.id', 'staff_user.name', 'staff_user.username', 'organisation.name as organisation'])
    .where('membership.organisation_id', 'in', [...organisations])
    .where('membership.role', 'in', [...roles])
    .distinct()
    .orderBy('staff_user.name')
    .orderBy('staff_user.id')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...byId.values()].map((row) => ({
    userId: row.id,
    name: row.name,
    username: row.username ?? '',
    organisation: row.organisation,
  }))
}

// rounds and estimates --------------------------------------------------------------

export async function listRounds(db: Db, studyId: string): Promise<Round[]> {
  const rows = await db
    .selectFrom('cut_score_round')
    .selectAll()
    .where('study_id', '=', studyId)
    .orderBy('round')
    .execute()
  return rows.map((row) => ({ round: row.round, openedAt: row.opened_at, closedAt: row.closed_at }))
}

export async function insertRound(trx: Trx, studyId: string, round: number, at: Date): Promise<void> {
  await trx.insertInto('cut_score_round').values({ study_id: studyId, round, opened_at: at }).execute()
}

export async function updateRoundClosed(trx: Trx, studyId: string, round: number, at: Date): Promise<void> {
  await trx
    .updateTable('cut_score_round')
    .set({ closed_at: at })
    .where('study_id', '=', studyId)
    .where('round', '=', round)
    .execute()
}

export async function listEstimates(db: Db, studyId: string): Promise<GivenEstimates[]> {
  const rows = await db
    .selectFrom('cut_score_estimate')
    .selectAll()
    .where('study_id', '=', studyId)
    .orderBy('round')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({
    round: row.round,
    userId: row.user_id,
    estimates: row.document as Estimates,
    savedAt: row.saved_at,
  }))
}

export async function upsertEstimates(trx: Trx, studyId: string, given: GivenEstimates): Promise<void> {
  const row = { document: jsonb<unknown>(given.estimates), saved_at: given.savedAt }
  await trx
    .insertInto('cut_score_estimate')
    .values({ study_id: studyId, round: given.round, user_id: given.userId, ...row })
    .onConflict((conflict) => conflict.columns(['study_id', 'round', 'user_id']).doUpdateSet(row))
    .execute()
}

// forms and what was earned on them ---------------------------------------------------

export interface FormChoice {
  readonly id: string
  readonly organisationId: string
  readonly bankName: string
  readonly level: number
  readonly number: number
  readonly createdAt: Date
  readonly fullMarks: number
}

/** Newest first. */
export async function listFormChoiceRows(
  db: Db,
  organisations: 'all' | readonly string[],
): Promise<FormChoice[]> {
  const rows = await db
    .selectFrom('form')
    .innerJoin('assembly', 'assembly.id', 'form.assembly_id')
    .innerJoin('bank', 'bank.id', 'assembly.bank_id')
    .select(['form.id', 'form.number', 'assembly.organisation_id', 'assembly.level', 'assembly.created_at'])
    .select('bank.name')
    .select(sql<number>`(form.document->>'fullMarks')::float8`.as('full_marks'))
    .$if(organisations !== 'all', (query) =>
      query.where('assembly.organisation_id', '=', sql<string>`any(${[...organisations]}::text[])`),
    )
    .orderBy('assembly.created_at', 'desc')
    .orderBy('form.id')
    .limit(300)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    bankName: row.name,
    level: row.level,
    number: row.number,
    createdAt: row.created_at,
    fullMarks: row.full_marks,
  }))
}

/** Marks of the sittings of a form that were marked and stand, lowest first. */
export async function listMarkCounts(db: Db, formId: string): Promise<MarkCount[]> {
  const { rows } = await sql<{ marks: number; n: number }>`
    select r.marks::float8 as marks, count(*)::int as n
    from sitting s
    join batch b on b.id = s.batch_id and b.state = any (${markedStates})
    ${joinStandingRun}
    where s.form_id = ${formId} and s.state = 'submitted'
      and ${withoutViolation}
    group by r.marks
    order by r.marks`.execute(db)
  return rows
}

export async function findOrganisationName(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.name
}
