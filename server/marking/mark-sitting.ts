/*
 * Marks a submitted sitting by machine; a job queued in the transaction of the
 * submission. Marking again with the same answers, key and ratings gives the
 * same run and writes nothing.
 *
 * Answers that a person must judge become rating tasks; when the last of them
 * is settled the sitting is marked again with the ratings in it. A sitting that
 * was opened again may come back with other answers: ratings of an answer that
 * was changed do not count, and it is rated anew.
 *
 * Two markings of one sitting at the same time want the same run number; the
 * primary key lets one through, the other's job is tried again and finds it.
 * The last run is read before all else, so that whoever marked newer answers or
 * ratings meanwhile has taken that number.
 */
import type { Item } from '../../bank-schemas/index.ts'
import { contentHash } from '../../bank-schemas/index.ts'
import { type FormMark, markForm, type RatedMark, type Ratings, rateAnswer } from '../../scoring/index.ts'
import { getForm } from '../assembly/get-form.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import { getBatch } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { systemActor } from '../identity/model.ts'
import { findSubmission } from '../sittings/get-submission.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import { type RatingTask, scorerVersion } from './model.ts'
import {
  deleteTask,
  findNewestRun,
  insertRun,
  insertTask,
  listRatings,
  listRulingRows,
  listTasks,
} from './queries.ts'
import { ratedKeyOf, ratingRule } from './rating-rule.ts'
import { rulingsByItem } from './rule-on-item.ts'

const actor = systemActor('mark-sitting')

/** Returns the number of the run that counts, or undefined when there is nothing to mark. */
export async function markSitting(
  ctx: Context,
  { batchId, admissionNo }: { batchId: string; admissionNo: string },
): Promise<number | undefined> {
  return ctx.db.transaction().execute((trx) => markInside(trx, ctx, batchId, admissionNo))
}

/** The same inside a transaction, for a rating that settles an answer. */
export async function markInside(
  trx: Trx,
  ctx: Context,
  batchId: string,
  admissionNo: string,
): Promise<number | undefined> {
  const inTrx = { ...ctx, db: trx }
  const batch = await getBatch(inTrx, actor, batchId, 'marking.read')
  const last = await findNewestRun(trx, batchId, admissionNo)
  const submission = await findSubmission(inTrx, batchId, admissionNo)
  if (!submission) return undefined
  const form = await getForm(inTrx, actor, submission.formId)
  const hashes = form.document.sections.flatMap((section) => section.items.map((item) => item.hash))
  const revisions = await getItemRevisions(inTrx, hashes)
  const items = new Map([...revisions].map(([hash, revision]) => [hash, revision.item]))
  const responses = new Map(submission.answers.map((answer) => [answer.number, answer.response]))

  const tasks = await listTasks(trx, batchId, admissionNo)
  const outdated = tasks.filter((task) => !isOfAnswer(task, responses))
  const standing = tasks.filter((task) => !outdated.includes(task))
  const ratings = await settledRatings(trx, standing, items)
  const rulings = rulingsByItem(await listRulingRows(trx, batchId))
  const mark = markForm({ form: form.document, items, responses, ratings, rulings })
  const run = (last?.run ?? 0) + 1
  const credits = mark.items.map((item) => ({
    number: item.number,
    itemId: item.id,
    itemHash: item.hash,
    point: item.point,
    fullMarks: item.fullMarks,
    marks: item.marks,
    credit: item.credit,
  }))
  if (
    last &&
    last.receipt === submission.receipt &&
    last.formHash === form.hash &&
    contentHash(last.credits) === contentHash(credits)
  )
    return last.run

  await insertRun(trx, {
    batchId,
    admissionNo,
    run,
    formId: submission.formId,
    formHash: form.hash,
    receipt: submission.receipt,
    scorerVersion,
    credits,
    marks: mark.total,
    needsRater: mark.needsRater.length > 0,
    createdAt: ctx.clock.now(),
  })
  for (const task of outdated) await deleteTask(trx, task)
  for (const task of newTasks(mark, items, responses, batchId, admissionNo)) await insertTask(trx, task)
  await recordAudit(trx, ctx, {
    stream: `${batchId}/${admissionNo}`,
    actor: 'job:mark-sitting',
    organisationId: batch.organisationId,
    action: 'sitting.marked',
    subject: `sitting:${batchId}/${admissionNo}`,
    detail: {
      run,
      marks: mark.total,
      receipt: submission.receipt,
      form: form.hash,
      credits: contentHash(credits),
      ...(outdated.length > 0 && { ratingsDropped: outdated.map((task) => task.itemNumber) }),
    },
  })
  return run
}

/** Was the task made for the answer as it is now? */
function isOfAnswer(task: RatingTask, responses: ReadonlyMap<number, unknown>): boolean {
  const whole = responses.get(task.itemNumber) ?? null
  const now =
    task.subItem === '' ? whole : ((whole as Record<string, unknown> | null)?.[task.subItem] ?? null)
  return contentHash({ response: now }) === contentHash({ response: task.response })
}

async function settledRatings(
  trx: Trx,
  tasks: readonly RatingTask[],
  items: ReadonlyMap<string, Item>,
): Promise<Map<number, Ratings>> {
  const ratings = new Map<number, Ratings>()
  for (const task of tasks.filter((entry) => entry.state === 'done')) {
    const key = ratedKeyOf(items.get(task.itemHash), task.subItem)
    if (!key) continue
    const given = await listRatings(trx, task)
    const rated = rateAnswer(
      key,
      given.map((rating) => ({ rater: rating.raterId, points: rating.points, arbiter: rating.arbitration })),
      ratingRule,
    )
    ratings.set(
      task.itemNumber,
      task.subItem === ''
        ? rated
        : { parts: { ...partsOf(ratings.get(task.itemNumber)), [task.subItem]: rated } },
    )
  }
  return ratings
}

const partsOf = (ratings: Ratings | undefined): Readonly<Record<string, RatedMark>> =>
  ratings && 'parts' in ratings ? ratings.parts : {}

function newTasks(
  mark: FormMark,
  items: ReadonlyMap<string, Item>,
  responses: ReadonlyMap<number, unknown>,
  batchId: string,
  admissionNo: string,
): RatingTask[] {
  return mark.items
    .filter((item) => item.credit.needsRater)
    .flatMap((item) => {
      const response = responses.get(item.number)
      const task = {
        batchId,
        admissionNo,
        itemNumber: item.number,
        itemHash: item.hash,
        ratingsNeeded: ratingRule.raters,
        state: 'open' as const,
        fraction: null,
      }
      if (items.get(item.hash)?.kind !== 'case') return [{ ...task, subItem: '', response }]
      const parts = (response ?? {}) as Record<string, unknown>
      return (item.credit.parts ?? [])
        .filter((part) => part.credit.needsRater)
        .map((part) => ({ ...task, subItem: part.id, response: parts[part.id] }))
    })
}
