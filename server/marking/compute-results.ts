/*
 * From marks to results: what each part came to, and whether the level is
 * reached, by the rules the batch took from the standard. Who never started is
 * absent; marks that are missing leave a part pending.
 */
import type { Result } from '../../bank-schemas/index.ts'
import { contentHash } from '../../bank-schemas/index.ts'
import { combineMarks, type Grade, grade, type PartOutcome } from '../../scoring/index.ts'
import { changeState } from '../batches/confirm-batch.ts'
import { getBatch, listAdmissions, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Batch } from '../batches/model.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { listStarted } from '../sittings/get-submission.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import type { Trx } from '../storage/database.ts'
import { panelOf, taskOf } from './enter-practical-sheet.ts'
import type { ResultRecord } from './model.ts'
import {
  followRulings,
  insertResult,
  listNewestDecisions,
  listNewestMarks,
  listNewestResults,
  listNewestSheets,
  listReviewMarks,
  listStatuses,
  markPublished,
  type PracticalDecision,
} from './queries.ts'
import { markingRefusals } from './refusals.ts'

/** Computes and stores the results of a closed batch; the batch is marked when none is pending. Refuses: not-found, forbidden, wrong-state. */
export async function computeResults(
  ctx: Context,
  actor: Actor,
  batchId: string,
): Promise<{ results: number; pending: number }> {
  return ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'result.compute')
    requireState(batch, 'closed', 'marked')
    const documents = await documentsOf(trx, ctx, actor, batch)
    const last = new Map(
      (await listNewestResults(trx, batchId)).map((result) => [result.admissionNo, result]),
    )
    for (const document of documents) {
      const before = last.get(document.admission)
      if (before && contentHash(before.document) === contentHash(document)) continue
      const record = {
        admissionNo: document.admission,
        revision: (before?.revision ?? 0) + 1,
        document,
        passed: document.passed,
        publishedAt: null,
      }
      await insertResult(trx, batchId, record, ctx.clock.now())
    }
    const pending = documents.filter(isPending).length
    const state = pending === 0 ? 'marked' : 'closed'
    if (batch.state !== state) await changeState(trx, ctx, actor, batch, state)
    // Before publication, so that a wrong key is found while nobody has a result yet.
    if (state === 'marked') await ctx.jobs.enqueue(trx, 'compute-statistics', { batchId })
    return { results: documents.length, pending }
  })
}

/** Publishes (公示). Refuses: not-found, forbidden, wrong-state, results-pending, results-outdated. */
export async function publishResults(ctx: Context, actor: Actor, batchId: string): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'result.publish')
    requireState(batch, 'marked')
    // Marks may have moved since the results were computed: publish what stands now, or nothing.
    const documents = await documentsOf(trx, ctx, actor, batch)
    const stored = new Map(
      (await listNewestResults(trx, batchId)).map((result) => [
        result.admissionNo,
        contentHash(result.document),
      ]),
    )
    refuseWhen(documents.filter(isPending), 'results-pending')
    refuseWhen(
      documents.filter((document) => stored.get(document.admission) !== contentHash(document)),
      'results-outdated',
    )
    await markPublished(trx, batchId, ctx.clock.now())
    await followRulings(trx, batchId, ctx.clock.now())
    await changeState(trx, ctx, actor, batch, 'published')
    await ctx.jobs.enqueue(trx, 'compute-statistics', { batchId })
  })
}

export const isPending = (document: Result): boolean =>
  document.parts.some((part) => part.state === 'pending')

/** Names the first. */
export function refuseWhen(
  documents: readonly Result[],
  code: 'results-pending' | 'results-outdated' | 'revision-lowers',
): void {
  if (documents.length > 0)
    throw new Refusal(markingRefusals[code], { count: documents.length, first: documents[0]!.admission })
}

export interface ResultLine extends ResultRecord {
  readonly name: string
  readonly idNumberMasked: string
}

/** Refuses: not-found, forbidden. */
export async function listResults(ctx: Context, actor: Actor, batchId: string): Promise<ResultLine[]> {
  await getBatch(ctx, actor, batchId, 'result.read')
  const [results, admissions] = await Promise.all([
    listNewestResults(ctx.db, batchId),
    listAdmissions(ctx, actor, batchId),
  ])
  return results.map((result) => {
    const admission = admissions.find((entry) => entry.admissionNo === result.admissionNo)
    return { ...result, name: admission?.name ?? '', idNumberMasked: admission?.idNumberMasked ?? '' }
  })
}

/** What the results would be by the marks as they stand. */
export async function documentsOf(trx: Trx, ctx: Context, actor: Actor, batch: Batch): Promise<Result[]> {
  const inTrx = { ...ctx, db: trx }
  const { standard } = await getStandardRevision(inTrx, batch.standardHash)
  const admissions = await listAdmissions(inTrx, actor, batch.id)
  const started = await listStarted(inTrx, batch.id)
  const statuses = await listStatuses(trx, batch.id)
  const marks = new Map((await listNewestMarks(trx, batch.id)).map((mark) => [mark.admissionNo, mark]))
  const sheets = await listNewestSheets(trx, batch.id)
  const decisions = await listNewestDecisions(trx, batch.id)
  const reviews = await listReviewMarks(trx, batch.id)
  const task = batch.practicalTaskHash ? (await taskOf(inTrx, batch)).task : undefined
  const ruled = batch.rules.parts.map((part) => part.id)
  const parts = standard.assessment.parts.filter(
    (part) => part.levels.includes(batch.level) && ruled.includes(part.id),
  )

  const theory = (admissionNo: string): PartOutcome => {
    const mark = marks.get(admissionNo)
    const sitting = started.get(admissionNo)
    if (sitting === undefined) return { id: 'theory', state: 'absent', marks: null }
    // A sitting that was made void says nothing by itself: someone must record what it was.
    // One that was opened again has marks of answers that no longer count.
    const current = sitting.state === 'submitted' && mark?.receipt === sitting.receipt
    if (!mark || !current || mark.needsRater) return { id: 'theory', state: 'pending', marks: null }
    return {
      id: 'theory',
      state: 'marked',
      marks: mark.marks,
      scoreRun: `${batch.id}/${admissionNo}/${mark.run}`,
    }
  }
  const practical = (admissionNo: string): PartOutcome => {
    // The result goes to the candidate: it names no rater.
    const own = sheets
      .filter((sheet) => sheet.admissionNo === admissionNo)
      .map((sheet, place) => ({ ...sheet, raterId: `考评员${place + 1}` }))
    if (!task) return { id: 'practical', state: 'pending', marks: null }
    const panel = panelOf(
      batch,
      task,
      own,
      anonymous(decisions.find((decision) => decision.admissionNo === admissionNo)),
    )
    if (panel.state !== 'settled')
      return { id: 'practical', state: 'pending', marks: null, reasons: panel.reasons }
    return {
      id: 'practical',
      state: 'marked',
      marks: panel.marks,
      failed: panel.failed,
      reasons: panel.reasons,
    }
  }
  const review = (admissionNo: string): PartOutcome => {
    const own = reviews.filter((mark) => mark.admissionNo === admissionNo).map((mark) => mark.marks)
    const rule = batch.rules.reviewPanel
    if (own.length < (rule?.minimum ?? 1) || (rule?.odd && own.length % 2 === 0))
      return { id: 'review', state: 'pending', marks: null }
    return { id: 'review', state: 'marked', marks: combineMarks('mean@1', own) }
  }
  const outcomeOf = { theory, practical, review }
  /** Recorded as absent before the bell, and came: what it was is for a person to say. */
  const satAfterAll = (status: (typeof statuses)[number]) =>
    status.part === 'theory' && status.state === 'absent' && started.has(status.admissionNo)

  return admissions.map(({ admissionNo }) => {
    const outcomes = parts.map((part): PartOutcome => {
      const status = statuses.find((entry) => entry.admissionNo === admissionNo && entry.part === part.id)
      if (status && satAfterAll(status)) return { id: part.id, state: 'pending', marks: null }
      if (status) return { id: part.id, state: status.state, marks: null }
      return outcomeOf[part.id](admissionNo)
    })
    const notes = new Map(
      statuses
        .filter((entry) => entry.admissionNo === admissionNo)
        .map((entry) => [
          entry.part as string,
          satAfterAll(entry)
            ? `${entry.reason}（登记为缺考，但考生有答卷：请撤销缺考或改记违纪）`
            : entry.reason,
        ]),
    )
    return toDocument(
      batch,
      standard.id,
      standard.edition,
      admissionNo,
      grade(parts, batch.level, outcomes),
      notes,
    )
  })
}

const anonymous = (decision: PracticalDecision | undefined): PracticalDecision | undefined =>
  decision && { ...decision, by: '仲裁' }

function toDocument(
  batch: Batch,
  id: string,
  edition: string,
  admission: string,
  graded: Grade,
  notes: ReadonlyMap<string, string>,
): Result {
  return {
    $schema: 'urn:liangcai:schema:v1:result',
    batch: batch.id,
    admission,
    standard: { id, edition, hash: batch.standardHash },
    level: batch.level,
    parts: graded.parts.map(({ id: part, state, marks, fullMarks, passMark, passed, scoreRun, reasons }) => ({
      id: part,
      state,
      marks,
      fullMarks,
      passMark,
      passed,
      ...(scoreRun !== undefined && { scoreRun }),
      reasons: [
        ...reasons.map((entry) => entry.zh),
        ...(notes.has(part) ? [`登记原因：${notes.get(part)}`] : []),
      ],
    })),
    passed: graded.passed,
    reasons: graded.reasons.map((entry) => entry.zh),
  }
}
