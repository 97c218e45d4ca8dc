/*
 * Corrects a batch before it begins: everything that was written when it was
 * made but its bank and level. A confirmed one may still be postponed or renamed;
 * its minutes and its practical task stand, because people prepared for them.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import { checkEarlyLeave, checkTask, checkWindow } from './create-batch.ts'
import { lockBatchFor, requireState } from './get-batch.ts'
import type { Batch } from './model.ts'
import { deleteAdmission, findAdmission, updateBatch } from './queries.ts'
import { batchRefusals } from './refusals.ts'
import { minutesOf } from './rules.ts'

export interface BatchChange {
  readonly batchId: string
  readonly title: string
  readonly opensAt: Date
  readonly closesAt: Date
  readonly minutes: number
  readonly lateEntryMinutes: number
  readonly earlyLeaveMinutes: number
  readonly graceSeconds: number
  readonly specialisation: string
  readonly practicalTaskHash: string | null
}

/** Refuses: not-found, forbidden, wrong-state, batch-begun, batch-confirmed, batch-window-invalid, batch-minutes-too-short, batch-early-leave, batch-task-mismatch. */
export async function changeBatch(ctx: Context, actor: Actor, change: BatchChange): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockNotBegun(ctx, trx, actor, change.batchId, 'batch.change')
    const { standard } = await getStandardRevision(inTrx, batch.standardHash)
    const required = minutesOf(standard, batch.level, 'theory') ?? 90
    if (change.minutes < required)
      throw new Refusal(batchRefusals['batch-minutes-too-short'], { minutes: change.minutes, required })
    checkWindow(change.opensAt, change.closesAt, change.minutes)
    checkEarlyLeave(change.earlyLeaveMinutes, change.minutes)
    const stands = change.minutes === batch.minutes && change.practicalTaskHash === batch.practicalTaskHash
    if (batch.state !== 'draft' && !stands) throw new Refusal(batchRefusals['batch-confirmed'])
    if (change.practicalTaskHash) await checkTask(inTrx, change.practicalTaskHash, batch.bankId, batch.level)
    const next = {
      ...change,
      title: change.title.trim(),
      specialisation: change.specialisation.trim() || '--',
    }
    await updateBatch(trx, next)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'batch.changed',
      subject: `batch:${batch.id}`,
      detail: { before: factsOf(batch), after: factsOf(next) },
    })
  })
}

/** Takes a candidate off the list; the number is not given to anybody else. Refuses: not-found, forbidden, wrong-state, batch-begun, removal-reason-missing. */
export async function removeCandidate(
  ctx: Context,
  actor: Actor,
  input: { batchId: string; admissionNo: string; reason: string },
): Promise<void> {
  const reason = input.reason.trim()
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockNotBegun(ctx, trx, actor, input.batchId, 'batch.admit')
    if ([...reason].length < 2) throw new Refusal(batchRefusals['removal-reason-missing'])
    const admission = await findAdmission(trx, batch.id, input.admissionNo)
    if (!admission) throw new Refusal(batchRefusals['candidate-not-listed'], { admission: input.admissionNo })
    await deleteAdmission(trx, batch.id, input.admissionNo)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'batch.candidate-removed',
      subject: `admission:${batch.id}/${input.admissionNo}`,
      detail: { candidate: admission.candidateId, reason },
    })
  })
}

async function lockNotBegun(
  ctx: Context,
  trx: Parameters<typeof lockBatchFor>[0],
  actor: Actor,
  batchId: string,
  operation: 'batch.change' | 'batch.admit',
): Promise<Batch> {
  const batch = await lockBatchFor(trx, actor, batchId, operation)
  requireState(batch, 'draft', 'ready')
  if (batch.state === 'ready' && ctx.clock.now() >= batch.opensAt)
    throw new Refusal(batchRefusals['batch-begun'])
  return batch
}

const factsOf = (batch: Omit<BatchChange, 'batchId'>) => ({
  title: batch.title,
  opensAt: batch.opensAt.toISOString(),
  closesAt: batch.closesAt.toISOString(),
  minutes: batch.minutes,
  lateEntryMinutes: batch.lateEntryMinutes,
  earlyLeaveMinutes: batch.earlyLeaveMinutes,
  graceSeconds: batch.graceSeconds,
  specialisation: batch.specialisation,
  practicalTaskHash: batch.practicalTaskHash,
})
