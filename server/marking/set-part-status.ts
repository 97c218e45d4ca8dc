/*
 * 缺考 and 违纪: states of a part, never marks. Both can be taken back while the
 * results are not published; the audit trail keeps both acts.
 */
import { getBatch, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { listStarted } from '../sittings/get-submission.ts'
import { recordAudit } from '../storage/audit.ts'
import { requireCandidate } from './enter-practical-sheet.ts'
import type { PartStatus } from './model.ts'
import { deleteStatus, listNewestSheets, listReviewMarks, listStatuses, upsertStatus } from './queries.ts'
import { markingRefusals } from './refusals.ts'

export interface StatusInput extends PartStatus {
  readonly batchId: string
  readonly admissionNo: string
}

/** Refuses: not-found, forbidden, wrong-state, marking-reason-missing, part-has-marks. */
export async function setPartStatus(ctx: Context, actor: Actor, input: StatusInput): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.status')
    requireState(batch, 'ready', 'open', 'closed', 'marked')
    await requireCandidate(inTrx, actor, batch.id, input.admissionNo)
    if ([...input.reason.trim()].length < 2) throw new Refusal(markingRefusals['marking-reason-missing'])
    if (input.state === 'absent') {
      const sat = input.part === 'theory' && (await listStarted(inTrx, batch.id)).has(input.admissionNo)
      const marked =
        input.part === 'practical' && (await listNewestSheets(trx, batch.id, input.admissionNo)).length > 0
      const reviewed =
        input.part === 'review' &&
        (await listReviewMarks(trx, batch.id)).some((mark) => mark.admissionNo === input.admissionNo)
      if (sat || marked || reviewed) throw new Refusal(markingRefusals['part-has-marks'])
    }
    const { part, state, reason } = input
    await upsertStatus(
      trx,
      batch.id,
      input.admissionNo,
      { part, state, reason: reason.trim() },
      actorName(actor),
      ctx.clock.now(),
    )
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: `part.${state}`,
      subject: `part:${batch.id}/${input.admissionNo}/${part}`,
      detail: { reason: reason.trim() },
    })
  })
}

/** 缺考 and 违纪 of a batch, for the monitor too. Refuses: not-found, forbidden. */
export async function listPartStatuses(
  ctx: Context,
  actor: Actor,
  batchId: string,
): Promise<(PartStatus & { admissionNo: string })[]> {
  await getBatch(ctx, actor, batchId, 'sitting.monitor')
  return listStatuses(ctx.db, batchId)
}

/** Refuses: not-found, forbidden, wrong-state. */
export async function clearPartStatus(
  ctx: Context,
  actor: Actor,
  input: Omit<StatusInput, 'state'>,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.status')
    requireState(batch, 'ready', 'open', 'closed', 'marked')
    if (!(await deleteStatus(trx, batch.id, input.admissionNo, input.part)))
      throw new Refusal(commonRefusals['not-found'], { what: `${input.admissionNo}/${input.part}` })
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'part.status-cleared',
      subject: `part:${batch.id}/${input.admissionNo}/${input.part}`,
      detail: { reason: input.reason },
    })
  })
}
