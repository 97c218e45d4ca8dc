/*
 * The rater's queue: answers without names, each rated by two who do not see
 * each other's marks, a third when they lie apart.
 */
import { rateAnswer as judge } from '../../scoring/index.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import { getBatch, listBatchStaff, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { markInside } from './mark-sitting.ts'
import type { RatingTask } from './model.ts'
import {
  insertRating,
  listRatings,
  listTasks,
  listTasksFor,
  lockTask,
  type TaskKey,
  updateTask,
} from './queries.ts'
import { ratedKeyOf, ratingRule } from './rating-rule.ts'
import { markingRefusals } from './refusals.ts'

export interface QueueEntry {
  readonly task: RatingTask
  readonly stem: string
  readonly sample: string
  readonly points: readonly { readonly text: string; readonly fraction: number }[]
}

/** What this rater may rate next in a batch. Refuses: not-found, forbidden, not-on-panel. */
export async function listRatingQueue(
  ctx: Context,
  actor: Actor,
  batchId: string,
  limit = 20,
): Promise<QueueEntry[]> {
  await getBatch(ctx, actor, batchId, 'marking.rate')
  const raterId = await raterOf(ctx, actor, batchId)
  const tasks = await listTasksFor(ctx.db, batchId, raterId, limit)
  const revisions = await getItemRevisions(ctx, [...new Set(tasks.map((task) => task.itemHash))])
  return tasks.map((task) => {
    const item = revisions.get(task.itemHash)!.item
    const key = ratedKeyOf(item, task.subItem)
    const sub = item.kind === 'case' ? item.items.find((entry) => entry.id === task.subItem) : undefined
    return {
      task,
      stem: sub ? `${item.stem}\n\n${sub.stem}` : item.stem,
      sample: key?.sample ?? '',
      points: key?.points ?? [],
    }
  })
}

export interface RatingInput extends TaskKey {
  /** Places of the scoring points earned, from 0. */
  readonly points: readonly number[]
  readonly comment?: string
}

/** Refuses: not-found, forbidden, not-on-panel, rating-not-open, already-rated, rating-points-invalid, wrong-state. */
export async function rateAnswer(
  ctx: Context,
  actor: Actor,
  input: RatingInput,
): Promise<RatingTask['state']> {
  return ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.rate')
    requireState(batch, 'ready', 'open', 'closed', 'marked')
    const raterId = await raterOf(inTrx, actor, input.batchId)
    const task = await lockTask(trx, input)
    if (!task)
      throw new Refusal(commonRefusals['not-found'], { what: `${input.admissionNo}/${input.itemNumber}` })
    if (task.state === 'done') throw new Refusal(markingRefusals['rating-not-open'])
    const revision = (await getItemRevisions(inTrx, [task.itemHash])).get(task.itemHash)!
    const key = ratedKeyOf(revision.item, task.subItem)!
    const points = [...new Set(input.points)].sort((a, b) => a - b)
    if (points.some((place) => key.points[place] === undefined)) {
      throw new Refusal(markingRefusals['rating-points-invalid'], {
        expected: key.points.length,
        got: Math.max(...points) + 1,
      })
    }
    const fraction = key.points
      .filter((_, place) => points.includes(place))
      .reduce((sum, point) => sum + point.fraction, 0)
    const rating = {
      raterId,
      fraction: Math.min(1, fraction),
      points,
      comment: input.comment?.trim() || null,
      arbitration: task.state === 'arbitration',
      createdAt: ctx.clock.now(),
    }
    if (!(await insertRating(trx, input, rating))) throw new Refusal(markingRefusals['already-rated'])
    const verdict = judge(
      key,
      (await listRatings(trx, input)).map((given) => ({
        rater: given.raterId,
        points: given.points,
        arbiter: given.arbitration,
      })),
      ratingRule,
    )
    const state =
      verdict.state === 'settled' ? 'done' : verdict.state === 'arbitration' ? 'arbitration' : 'open'
    await updateTask(trx, input, { state, fraction: verdict.credit?.fraction ?? null })
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'answer.rated',
      subject: `answer:${input.batchId}/${input.admissionNo}/${input.itemNumber}${input.subItem && `/${input.subItem}`}`,
      detail: { points, state },
    })
    if (
      state === 'done' &&
      (await listTasks(trx, input.batchId, input.admissionNo)).every((entry) => entry.state === 'done')
    ) {
      await markInside(trx, ctx, input.batchId, input.admissionNo)
    }
    return state
  })
}

async function raterOf(ctx: Context, actor: Actor, batchId: string): Promise<string> {
  const staff = await listBatchStaff(ctx, actor, batchId)
  const own =
    actor.kind === 'staff'
      ? staff.find((person) => person.userId === actor.userId && person.role === 'rater')
      : undefined
  if (!own) throw new Refusal(markingRefusals['not-on-panel'], { role: '阅卷员 rater' })
  return own.userId
}
