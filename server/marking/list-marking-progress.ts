/*
 * How far the marking of a batch has come, a line a candidate: for the head of
 * the batch, never for a rater, who must not see what others gave.
 */
import { getBatch, listAdmissions } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { listStarted } from '../sittings/get-submission.ts'
import type { PartStatus } from './model.ts'
import { listNewestMarks, listReviewMarks, listStatuses, listTasks } from './queries.ts'

export interface MarkingProgress {
  readonly admissionNo: string
  readonly name: string
  /** State of the sitting; undefined when the candidate never started. */
  readonly sitting: string | undefined
  /** Theory marks as they stand; null before the first run. */
  readonly theory: { readonly marks: number; readonly needsRater: boolean } | null
  /** Answers that a person judges. */
  readonly answers: { readonly open: number; readonly arbitration: number; readonly done: number }
  /** Marks of the review part entered so far. */
  readonly reviews: number
  readonly statuses: readonly PartStatus[]
}

/** Refuses: not-found, forbidden. */
export async function listMarkingProgress(
  ctx: Context,
  actor: Actor,
  batchId: string,
): Promise<MarkingProgress[]> {
  await getBatch(ctx, actor, batchId, 'result.read')
  const [admissions, started, marks, tasks, reviews, statuses] = await Promise.all([
    listAdmissions(ctx, actor, batchId),
    listStarted(ctx, batchId),
    listNewestMarks(ctx.db, batchId),
    listTasks(ctx.db, batchId),
    listReviewMarks(ctx.db, batchId),
    listStatuses(ctx.db, batchId),
  ])
  return admissions.map(({ admissionNo, name }) => {
    const mark = marks.find((one) => one.admissionNo === admissionNo)
    const own = tasks.filter((task) => task.admissionNo === admissionNo)
    const count = (state: string) => own.filter((task) => task.state === state).length
    return {
      admissionNo,
      name,
      sitting: started.get(admissionNo)?.state,
      theory: mark ? { marks: mark.marks, needsRater: mark.needsRater } : null,
      answers: { open: count('open'), arbitration: count('arbitration'), done: count('done') },
      reviews: reviews.filter((review) => review.admissionNo === admissionNo).length,
      statuses: statuses
        .filter((status) => status.admissionNo === admissionNo)
        .map(({ part, state, reason }) => ({ part, state, reason })),
    }
  })
}
