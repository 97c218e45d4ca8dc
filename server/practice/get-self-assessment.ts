/*
 * A run as whoever knows its id sees it: the current item, or the report; and
 * the items that were answered, with their keys: open items are public.
 */
import type { Credit } from '../../scoring/index.ts'
import { getSyllabusRevision } from '../banks/list-banks.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import type { ItemRevision } from '../banks/model.ts'
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { GivenAnswer, PracticePool, Report, Run, SelfAssessment } from './model.ts'
import { findRun, getPool } from './queries.ts'
import { reportOf } from './report.ts'
import { confidenceOf, creditOf, stepOf } from './rules.ts'

/** Refuses: not-found. */
export async function getSelfAssessment(ctx: Context, id: string): Promise<SelfAssessment> {
  const run = await getRun(ctx, id)
  const pool = await getPool(ctx.db, run.poolHash)
  return {
    id,
    bankId: run.bankId,
    level: run.level,
    mode: run.mode,
    state: run.state,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
    minItems: run.rules.minItems,
    maxItems: Math.min(run.rules.maxItems, pool.items.length),
    answers: run.answers,
    confidence: confidenceOf(run, pool),
    current: await currentItem(ctx, run, pool),
    report: await reportOnRun(ctx, run, pool),
  }
}

export interface Feedback {
  readonly answer: GivenAnswer
  readonly revision: ItemRevision
  /** With its reasons. */
  readonly credit: Credit
}

/** The n-th answer, from 1. Refuses: not-found. */
export async function getFeedback(ctx: Context, id: string, number: number): Promise<Feedback> {
  const answer = (await getRun(ctx, id)).answers[number - 1]
  if (!answer) throw new Refusal(commonRefusals['not-found'], { what: `${id}/${number}` })
  const revision = (await getItemRevisions(ctx, [answer.item])).get(answer.item)!
  return { answer, revision, credit: creditOf(revision.item, answer.response) }
}

async function getRun(ctx: Context, id: string): Promise<Run> {
  const run = await findRun(ctx.db, id)
  if (!run) throw new Refusal(commonRefusals['not-found'], { what: id })
  return run
}

async function currentItem(ctx: Context, run: Run, pool: PracticePool): Promise<ItemRevision | null> {
  if (run.state === 'ended') return null
  const step = stepOf(run, pool)
  return step.kind === 'item' ? (await getItemRevisions(ctx, [step.id])).get(step.id)! : null
}

async function reportOnRun(ctx: Context, run: Run, pool: PracticePool): Promise<Report | null> {
  if (!run.result) return null
  const { syllabus } = await getSyllabusRevision(ctx, pool.syllabusHash)
  return reportOf(run, run.result, pool, syllabus)
}
