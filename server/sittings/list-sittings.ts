/*
 * The invigilator's monitor: every admission of a batch and where it stands.
 */
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import type { SittingLine } from './model.ts'
import { findBatch, type LineRow, listEvents, listLines } from './queries.ts'

export async function listSittings(
  ctx: Context,
  actor: Actor | undefined,
  { batchId }: { batchId: string },
): Promise<SittingLine[]> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.monitor', batch?.organisation_id, batchId)
  return (await listLines(ctx.db, batchId)).map(lineOf)
}

/** What happened in one sitting, oldest first. */
export async function listSittingEvents(
  ctx: Context,
  actor: Actor | undefined,
  { batchId, admissionNo }: { batchId: string; admissionNo: string },
): Promise<{ at: Date; kind: string; actor: string; detail: unknown }[]> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.monitor', batch?.organisation_id, batchId)
  return listEvents(ctx.db, batchId, admissionNo)
}

function lineOf(row: LineRow): SittingLine {
  const running = row.state === 'open' && row.deadline_at
  return {
    admissionNo: row.admission_no,
    name: row.name,
    idNumberMasked: row.id_number_masked,
    room: row.room,
    seat: row.seat,
    state: row.state ?? 'not-started',
    signedIn: row.signed_in,
    startedAt: row.started_at,
    deadlineAt: row.deadline_at,
    remainingSeconds: running
      ? Math.max(0, Math.floor((running.getTime() - row.now.getTime()) / 1000))
      : null,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    answered: row.answered,
    itemCount: row.item_count,
    lastSavedAt: row.last_saved_at,
    incidents: row.incidents,
  }
}
