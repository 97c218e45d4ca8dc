/*
 * The job after a batch: figures of its bank and level are computed anew from
 * all sittings, fed back to the bank, and what looks wrong opens a review task.
 * Running it again with the same sittings changes nothing but the time.
 */

import { recordItemHealth } from '../banks/item-health.ts'
import { openReviewTasks } from '../banks/review-tasks.ts'
import { getBatch } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { systemActor } from '../identity/model.ts'
import { recordAudit } from '../storage/audit.ts'
import { gatherEvidence } from './gather-evidence.ts'
import type { Analysis, ItemStatistics } from './model.ts'
import {
  lockStatistics,
  replaceFindings,
  replaceItemStatistics,
  upsertBatchStatistics,
  upsertFormStatistics,
} from './queries.ts'
import { runAnalysis } from './run-analysis.ts'

const actor = systemActor('compute-statistics')

/** Refuses: not-found. */
export async function computeStatistics(ctx: Context, { batchId }: { batchId: string }): Promise<Analysis> {
  const batch = await getBatch(ctx, actor, batchId, 'statistics.read')
  const { bankId, level } = batch
  const analysis = await runAnalysis(await gatherEvidence(ctx, batch))
  const at = ctx.clock.now()
  await ctx.db.transaction().execute(async (trx) => {
    await lockStatistics(trx, bankId, level)
    await replaceItemStatistics(trx, bankId, level, analysis.items, at)
    await upsertFormStatistics(trx, bankId, level, analysis.forms, at)
    await upsertBatchStatistics(trx, analysis.batch, at)
    await replaceFindings(trx, batchId, analysis.agreement, at)
    await recordItemHealth(trx, ctx, bankId, level, analysis.items.map(healthOf))
    const opened = await openReviewTasks(
      trx,
      ctx,
      bankId,
      level,
      analysis.alarms.map(({ hash, level: urgency, ...alarm }) => ({ ...alarm, itemHash: hash, urgency })),
    )
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: 'job:compute-statistics',
      organisationId: batch.organisationId,
      action: 'statistics.computed',
      subject: `batch:${batchId}`,
      detail: {
        sittings: analysis.batch.n,
        items: analysis.items.length,
        alarms: analysis.alarms.length,
        reviewTasksOpened: opened,
        agreementFindings: analysis.agreement.length,
        calibration: analysis.calibration?.model ?? null,
      },
    })
  })
  return analysis
}

const healthOf = ({ hash, itemId, n, facility, discrimination, irt }: ItemStatistics) => ({
  itemHash: hash,
  itemId,
  n,
  facility,
  discrimination,
  irt: irt && { a: irt.a, intercepts: irt.intercepts, c: irt.c },
})
