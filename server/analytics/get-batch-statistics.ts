/*
 * Figures of a batch, for the centre that held it: each form by itself and over
 * all batches it was used in, how raters agreed, who answered oddly alike.
 */
import { type RaterAgreement, raterAgreement } from '../../scoring/statistics/index.ts'
import { getBatch } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { organisationsOf } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { BatchStatistics, FormFigures } from './model.ts'
import {
  closeFinding,
  countOpenFindings,
  type Finding,
  findBatchStatistics,
  listBatchRatings,
  listFindings,
  listFormStatistics,
} from './queries.ts'
import { analyticsRefusals } from './refusals.ts'

export interface BatchReport {
  readonly statistics: BatchStatistics
  readonly computedAt: Date
  /** The same forms over every batch that used them. */
  readonly pooled: readonly FormFigures[]
  readonly findings: readonly Finding[]
  readonly raters: RaterReport | undefined
}

export interface RaterReport {
  /** Staff ids, in the order of the figures. */
  readonly raterIds: readonly string[]
  /** Answers that two or more have rated. */
  readonly answers: number
  readonly agreement: RaterAgreement
}

/** Undefined until the batch is marked and its statistics were computed. Refuses: not-found, forbidden. */
export async function getBatchReport(
  ctx: Context,
  actor: Actor | undefined,
  batchId: string,
): Promise<BatchReport | undefined> {
  await getBatch(ctx, actor as Actor, batchId, 'statistics.read')
  const found = await findBatchStatistics(ctx.db, batchId)
  if (!found) return undefined
  const [pooled, findings, raters] = await Promise.all([
    listFormStatistics(
      ctx.db,
      found.document.forms.map((form) => form.formId),
    ),
    listFindings(ctx.db, batchId),
    raterReport(ctx, batchId),
  ])
  return { statistics: found.document, computedAt: found.computedAt, pooled, findings, raters }
}

async function raterReport(ctx: Context, batchId: string): Promise<RaterReport | undefined> {
  const ratings = await listBatchRatings(ctx.db, batchId)
  const raterIds = [...new Set(ratings.map((rating) => rating.raterId))].sort()
  const byAnswer = new Map<string, Map<string, number>>()
  for (const { answer, raterId, fraction } of ratings)
    byAnswer.set(answer, (byAnswer.get(answer) ?? new Map()).set(raterId, fraction))
  const twice = [...byAnswer.values()].filter((own) => own.size > 1)
  if (raterIds.length < 2 || twice.length < 2) return undefined
  const table = twice.map((own) => raterIds.map((id) => own.get(id) ?? null))
  return { raterIds, answers: twice.length, agreement: raterAgreement(table, 0.2) }
}

/** Batches with pairs of candidates that nobody has checked yet, where the actor may settle them. */
export async function listOpenFindings(
  ctx: Context,
  actor: Actor,
): Promise<{ batchId: string; title: string; n: number }[]> {
  return countOpenFindings(ctx.db, organisationsOf(actor, 'statistics.settle'))
}

export interface FindingVerdict {
  readonly batchId: string
  readonly first: string
  readonly second: string
  /** What the check of seats and recordings gave. */
  readonly note: string
}

/** Refuses: not-found, forbidden, finding-note-missing. */
export async function settleFinding(ctx: Context, actor: Actor, input: FindingVerdict): Promise<void> {
  const batch = await getBatch(ctx, actor, input.batchId, 'statistics.settle')
  const note = input.note.trim()
  if (note === '') throw new Refusal(analyticsRefusals['finding-note-missing'])
  const pair = { first: input.first, second: input.second }
  await ctx.db.transaction().execute(async (trx) => {
    const outcome = { note, settledBy: actorName(actor), settledAt: ctx.clock.now() }
    if (!(await closeFinding(trx, batch.id, pair, outcome)))
      throw new Refusal(commonRefusals['not-found'], { what: `${input.first} / ${input.second}` })
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'agreement.settled',
      subject: `batch:${batch.id}`,
      detail: { ...pair, note },
    })
  })
}
