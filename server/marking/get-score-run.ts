/*
 * Why a mark is what it is: the newest run of a sitting, item by item. Not for
 * raters: it says what others gave, and whose answers they were.
 */
import { getBatch } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import type { Actor, CandidateActor } from '../identity/model.ts'
import type { ResultRecord, ScoreRun } from './model.ts'
import { findNewestResult, findNewestRun, findRun } from './queries.ts'

/** Refuses: not-found, forbidden. */
export async function findScoreRun(
  ctx: Context,
  actor: Actor,
  batchId: string,
  admissionNo: string,
): Promise<ScoreRun | undefined> {
  await getBatch(ctx, actor, batchId, 'result.read')
  return findNewestRun(ctx.db, batchId, admissionNo)
}

/** The run a certificate names, `batch/admission/run`. For stages downstream; the caller has authorised. */
export async function findNamedRun(ctx: Context, name: string): Promise<ScoreRun | undefined> {
  const [batchId, admissionNo, run, ...rest] = name.split('/')
  if (!batchId || !admissionNo || !/^\d{1,6}$/.test(run ?? '') || rest.length > 0) return undefined
  return findRun(ctx.db, batchId, admissionNo, Number(run))
}

/** A candidate's own result, once published; undefined before. Keys and item texts are not part of it. */
export async function findOwnResult(
  ctx: Context,
  candidate: CandidateActor,
): Promise<ResultRecord | undefined> {
  const result = await findNewestResult(ctx.db, candidate.batchId, candidate.admissionNo)
  return result?.publishedAt ? result : undefined
}
