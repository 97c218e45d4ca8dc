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
import { insertResult, listNewestResults, markPublished } from './queries.ts'
import { markingRefusals } from './refusals.ts'

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
    const changed = documents.filter(
      (document) => contentHash(before.get(document.admission)?.document) !== contentHash(document),
    )
    refuseWhen(changed.filter(isPending), 'results-pending')
    refuseWhen(
      changed.filter((document) => isLower(document, before.get(document.admission)?.document)),
      'revision-lowers',
    )
    if (changed.length === 0) throw new Refusal(markingRefusals['nothing-to-revise'])
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

/** Fewer marks in any part, or passed before and not any more. */
const isLower = (now: Result, before: Result | undefined): boolean =>
  before !== undefined &&
  ((before.passed === true && now.passed !== true) ||
    before.parts.some((part) => {
      const own = now.parts.find((one) => one.id === part.id)
      return part.marks !== null && (own?.marks ?? -1) < part.marks
    }))
