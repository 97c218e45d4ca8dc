/*
 * Corrects published results after a ruling on an item, and publishes the
 * corrected ones at once. Only upwards: who was told a mark keeps at least it.
 */
import { contentHash, type Result } from '../../bank-schemas/index.ts'
import { changeState } from '../batches/confirm-batch.ts'
import { lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { documentsOf, isPending, refuseWhen } from './compute-results.ts'
import { findUnfollowed, followRulings, insertResult, listNewestResults, markPublished } from './queries.ts'
import { markingRefusals } from './refusals.ts'

/** So long after a ruling its sittings may still be in the queue: that nothing has changed says nothing. */
const markingSeconds = 60

export interface Revision {
  readonly changed: number
  readonly newlyPassed: number
}

/**
 * Certificates can then be issued to who newly passed, and are replaced where the
 * printed marks rose. Refuses: not-found, forbidden, wrong-state,
 * marking-reason-missing, results-pending, revision-lowers, nothing-to-revise.
 */
export async function reviseResults(
  ctx: Context,
  actor: Actor,
  batchId: string,
  reason: string,
): Promise<Revision> {
  return ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'result.publish')
    requireState(batch, 'published', 'certified')
    if ([...reason.trim()].length < 2) throw new Refusal(markingRefusals['marking-reason-missing'])
    const documents = await documentsOf(trx, ctx, actor, batch)
    const before = new Map(
      (await listNewestResults(trx, batchId)).map((result) => [result.admissionNo, result]),
    )
    const changed = documents
      .filter((document) => differs(document, before.get(document.admission)?.document))
      .map((document) => ({
        ...document,
        reasons: [
          ...document.reasons,
          noteOf(document, before.get(document.admission)?.document, reason.trim(), ctx.clock.now()),
        ],
      }))
    refuseWhen(changed.filter(isPending), 'results-pending')
    refuseWhen(
      changed.filter((document) => isLower(document, before.get(document.admission)?.document)),
      'revision-lowers',
    )
    if (changed.length === 0) {
      const ruledAt = await findUnfollowed(trx, batchId)
      const isFresh = ruledAt && ctx.clock.now().getTime() - ruledAt.getTime() < markingSeconds * 1000
      if (!ruledAt || isFresh) throw new Refusal(markingRefusals['nothing-to-revise'])
      await followRulings(trx, batchId, ctx.clock.now())
      return { changed: 0, newlyPassed: 0 }
    }
    for (const document of changed) {
      const last = before.get(document.admission)
      await insertResult(
        trx,
        batchId,
        {
          admissionNo: document.admission,
          revision: (last?.revision ?? 0) + 1,
          document,
          passed: document.passed,
          publishedAt: null,
        },
        ctx.clock.now(),
      )
    }
    await markPublished(trx, batchId, ctx.clock.now())
    await followRulings(trx, batchId, ctx.clock.now())
    const newlyPassed = changed.filter(
      (document) => document.passed && before.get(document.admission)?.passed !== true,
    )
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'result.revised',
      subject: `batch:${batchId}`,
      detail: {
        reason: reason.trim(),
        changed: changed.map((document) => document.admission),
        newlyPassed: newlyPassed.map((document) => document.admission),
      },
    })
    // Certificates are to be issued or replaced: the step before is where the batch stands.
    if (batch.state === 'certified') await changeState(trx, ctx, actor, batch, 'published')
    await ctx.jobs.enqueue(trx, 'compute-statistics', { batchId })
    return { changed: changed.length, newlyPassed: newlyPassed.length }
  })
}

/** A mark, a state or the outcome: a new marking that gives the same is no correction. */
function differs(now: Result, before: Result | undefined): boolean {
  const outcome = (result: Result | undefined) =>
    result && {
      passed: result.passed,
      parts: result.parts.map(({ id, state, marks, passed }) => ({ id, state, marks, passed })),
    }
  return contentHash(outcome(now)) !== contentHash(outcome(before))
}

const partNames = { theory: '理论知识', practical: '操作技能', review: '综合评审' } as const

/** 更正（2027-03-01）：理论知识 55 → 60；第 16 题两个选项都对 */
function noteOf(now: Result, before: Result | undefined, reason: string, at: Date): string {
  const moves = now.parts.flatMap((part) => {
    const old = before?.parts.find((one) => one.id === part.id)
    return old && old.marks !== part.marks
      ? [`${partNames[part.id]} ${old.marks ?? '—'} → ${part.marks ?? '—'}`]
      : []
  })
  const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  return `更正（${day}）：${[...moves, reason].join('；')}`
}

/** Fewer marks in any part, or passed before and not any more. */
const isLower = (now: Result, before: Result | undefined): boolean =>
  before !== undefined &&
  ((before.passed === true && now.passed !== true) ||
    before.parts.some((part) => {
      const own = now.parts.find((one) => one.id === part.id)
      return part.marks !== null && (own?.marks ?? -1) < part.marks
    }))
