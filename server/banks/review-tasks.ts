/*
 * Findings about items, from the alarm to the verdict. A finding that somebody
 * has answered for a revision is not raised again; a new revision starts afresh.
 */
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authoriseAnywhere } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import { type ReviewTask, type ReviewVerdict, reviewVerdicts } from './model.ts'
import {
  closeReviewTask,
  listReviewTaskRows,
  listSettledKinds,
  lockReviewTask,
  type ReviewTaskFilter,
  upsertReviewTask,
} from './queries.ts'
import { bankRefusals } from './refusals.ts'

export type Finding = Pick<
  ReviewTask,
  'itemId' | 'itemHash' | 'kind' | 'urgency' | 'value' | 'bound' | 'n' | 'zh' | 'en'
>

/** Opens a task for every finding that has none and was not answered before. Part of a larger change. Returns how many are new. */
export async function openReviewTasks(
  trx: Trx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  bankId: string,
  level: number,
  findings: readonly Finding[],
): Promise<number> {
  const answered = new Set(
    (
      await listSettledKinds(
        trx,
        findings.map((finding) => finding.itemHash),
      )
    ).map(({ hash, kind }) => `${hash} ${kind}`),
  )
  let opened = 0
  for (const finding of findings) {
    if (answered.has(`${finding.itemHash} ${finding.kind}`)) continue
    const task = { ...finding, id: ctx.ids.next('rev'), bankId, level }
    if (await upsertReviewTask(trx, task, ctx.clock.now())) opened++
  }
  return opened
}

/** Urgent first. Refuses: sign-in-required, forbidden. */
export async function listReviewTasks(
  ctx: Context,
  actor: Actor | undefined,
  filter: ReviewTaskFilter = {},
): Promise<ReviewTask[]> {
  authoriseAnywhere(actor, 'bank.read-statistics')
  return listReviewTaskRows(ctx.db, filter)
}

export interface Verdict {
  readonly taskId: string
  readonly verdict: ReviewVerdict
  /** Why, for those who meet the item later. */
  readonly reason: string
}

/** Refuses: sign-in-required, forbidden, not-found, review-settled, review-reason-missing. */
export async function settleReviewTask(ctx: Context, actor: Actor, input: Verdict): Promise<void> {
  authoriseAnywhere(actor, 'bank.review')
  const reason = input.reason.trim()
  if (!reviewVerdicts.includes(input.verdict) || reason === '')
    throw new Refusal(bankRefusals['review-reason-missing'])
  await ctx.db.transaction().execute(async (trx) => {
    const task = await lockReviewTask(trx, input.taskId)
    if (!task) throw new Refusal(commonRefusals['not-found'], { what: input.taskId })
    if (task.state !== 'open') throw new Refusal(bankRefusals['review-settled'], { verdict: task.verdict })
    await closeReviewTask(trx, task.id, {
      verdict: input.verdict,
      reason,
      settledBy: actorName(actor),
      settledAt: ctx.clock.now(),
    })
    await recordAudit(trx, ctx, {
      stream: 'system',
      actor: actorName(actor),
      action: 'item.reviewed',
      subject: `item:${task.itemId}`,
      detail: { task: task.id, hash: task.itemHash, kind: task.kind, verdict: input.verdict, reason },
    })
  })
}
