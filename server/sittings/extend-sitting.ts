/*
 * Gives a candidate, or everyone still writing, more minutes. Effective with
 * the commit: the next save, and every clock that is asked, knows it.
 *
 * A candidate who has not begun gets them at the start.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import {
  addExtraMinutes,
  addToDeadline,
  findBatch,
  findPlace,
  insertEvent,
  listOpenAdmissions,
  lockSitting,
} from './queries.ts'
import { sittingRefusals } from './refusals.ts'

export interface ExtendSittingInput {
  readonly batchId: string
  /** Absent: all sittings of the batch that are open. */
  readonly admissionNo?: string | undefined
  /** 1 … 240. */
  readonly minutes: number
  readonly reason: string
}

export interface Extension {
  readonly admissionNo: string
  /** Null when the sitting has not begun. */
  readonly deadlineAt: Date | null
}

export async function extendSitting(
  ctx: Context,
  actor: Actor | undefined,
  { batchId, admissionNo, minutes, reason }: ExtendSittingInput,
): Promise<Extension[]> {
  const batch = await findBatch(ctx.db, batchId)
  authorise(actor, 'sitting.extend', batch?.organisation_id, batchId)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240)
    throw new Refusal(commonRefusals['invalid-input'], {
      zh: '分钟数应为 1–240',
      en: 'minutes must be 1 to 240',
    })
  if (reason.trim() === '') throw new Refusal(sittingRefusals['reason-missing'])

  const who = admissionNo === undefined ? await listOpenAdmissions(ctx.db, batchId) : [admissionNo]
  const extensions: Extension[] = []
  for (const each of who) {
    const extension = await extendOne(each)
    if (extension) extensions.push(extension)
  }
  return extensions

  /** Undefined for one of all who handed in meanwhile: the others shall have their minutes. */
  function extendOne(one: string): Promise<Extension | undefined> {
    return ctx.db.transaction().execute(async (trx) => {
      const sitting = await lockSitting(trx, batchId, one)
      if (sitting && sitting.state !== 'open') {
        if (admissionNo === undefined) return undefined
        throw new Refusal(sittingRefusals['sitting-not-open'], { state: sitting.state })
      }
      const extraMinutes = await addExtraMinutes(trx, batchId, one, minutes)
      if (extraMinutes === undefined) {
        if (!(await findPlace(trx, batchId, one)))
          throw new Refusal(commonRefusals['not-found'], { what: one })
        throw new Refusal(commonRefusals['invalid-input'], {
          zh: `${one} 的加时合计不能超过 600 分钟`,
          en: `${one} cannot have more than 600 extra minutes in all`,
        })
      }
      const deadlineAt = sitting ? await addToDeadline(trx, batchId, one, minutes) : null
      const by = actorName(actor!)
      const detail = { minutes, extraMinutes, reason, deadlineAt: deadlineAt?.toISOString() ?? null }
      await insertEvent(trx, { batchId, admissionNo: one, kind: 'extended', actor: by, detail })
      await recordAudit(trx, ctx, {
        stream: `${batchId}/${one}`,
        actor: by,
        organisationId: batch!.organisation_id,
        action: 'sitting.extended',
        subject: `sitting:${batchId}/${one}`,
        detail,
      })
      return { admissionNo: one, deadlineAt }
    })
  }
}
