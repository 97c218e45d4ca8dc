/*
 * Writes an incident of the exam room into the record of a candidate (考场记录).
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { IncidentKind } from './model.ts'
import { findBatch, findPlace, insertEvent } from './queries.ts'
import { sittingRefusals } from './refusals.ts'

export interface RecordIncidentInput {
  readonly batchId: string
  readonly admissionNo: string
  readonly kind: IncidentKind
  /** What happened, 1 … 2000 characters. */
  readonly text: string
}

export async function recordIncident(
  ctx: Context,
  actor: Actor | undefined,
  { batchId, admissionNo, kind, text }: RecordIncidentInput,
): Promise<void> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.incident', batch?.organisation_id, batchId)
  if (text.trim() === '') throw new Refusal(sittingRefusals['reason-missing'])
  if (!(await findPlace(ctx.db, batchId, admissionNo)))
    throw new Refusal(commonRefusals['not-found'], { what: admissionNo })
  const by = actorName(actor!)
  await ctx.db.transaction().execute(async (trx) => {
    const detail = { text: text.slice(0, 2000) }
    await insertEvent(trx, { batchId, admissionNo, kind: `incident:${kind}`, actor: by, detail })
    await recordAudit(trx, ctx, {
      stream: `${batchId}/${admissionNo}`,
      actor: by,
      organisationId: batch!.organisation_id,
      action: 'sitting.incident',
      subject: `sitting:${batchId}/${admissionNo}`,
      detail: { kind, ...detail },
    })
  })
}
