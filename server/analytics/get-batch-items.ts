/*
 * The items of a batch for whoever answers for its results: how each did, what
 * is called in question, what was ruled. Keys are part of it: the view is logged.
 */
import { getForm } from '../assembly/get-form.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import type { ItemRevision, ReviewTask } from '../banks/model.ts'
import { listReviewTasks } from '../banks/review-tasks.ts'
import { getBatch, listBatchForms } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName, systemActor } from '../identity/model.ts'
import type { RulingRecord } from '../marking/model.ts'
import { listRulings } from '../marking/rule-on-item.ts'
import { recordAudit } from '../storage/audit.ts'
import { listItemStatistics } from './queries.ts'

export interface BatchItem {
  readonly revision: ItemRevision
  readonly point: string
  /** Where it stands: form and number on the canonical form. */
  readonly places: readonly { readonly formId: string; readonly number: number }[]
  /** In this batch; undefined until figures were computed. */
  readonly use: { readonly n: number; readonly facility: number } | undefined
  readonly discrimination: number | null
  readonly findings: readonly ReviewTask[]
  readonly ruling: RulingRecord | undefined
}

const system = systemActor('batch-items')

/** In the order of the first form. Refuses: not-found, forbidden. */
export async function listBatchItems(ctx: Context, actor: Actor, batchId: string): Promise<BatchItem[]> {
  const batch = await getBatch(ctx, actor, batchId, 'marking.rule')
  const formIds = await listBatchForms(ctx, actor, batchId)
  const forms = await Promise.all(formIds.map((id) => getForm(ctx, actor, id)))
  const entries = forms.flatMap((form) =>
    form.document.sections.flatMap((section) =>
      section.items.map((item) => ({ ...item, formId: form.document.id })),
    ),
  )
  const hashes = [...new Set(entries.map((entry) => entry.hash))]
  const [revisions, { items: statistics }, tasks, rulings] = await Promise.all([
    getItemRevisions(ctx, hashes),
    listItemStatistics(ctx.db, batch.bankId, batch.level),
    listReviewTasks(ctx, system, { bankId: batch.bankId, level: batch.level, state: 'open' }),
    listRulings(ctx, actor, batchId),
  ])
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'item.viewed',
      subject: `batch:${batchId}`,
      detail: { items: hashes.length },
    }),
  )
  const figures = new Map(statistics.map((one) => [one.hash, one]))
  return hashes.map((hash) => {
    const own = entries.filter((entry) => entry.hash === hash)
    const known = figures.get(hash)
    return {
      revision: revisions.get(hash)!,
      point: own[0]!.point,
      places: own.map(({ formId, number }) => ({ formId, number })),
      use: known?.history.find((one) => one.batchId === batchId),
      discrimination: known?.discrimination ?? null,
      findings: tasks.filter((task) => task.itemHash === hash),
      ruling: rulings.find((ruling) => ruling.itemHash === hash),
    }
  })
}

/** How many urgent findings about items of the batch nobody has settled: results should wait for them. Refuses: not-found, forbidden. */
export async function countUrgentFindings(ctx: Context, actor: Actor, batchId: string): Promise<number> {
  const batch = await getBatch(ctx, actor, batchId, 'result.read')
  const formIds = await listBatchForms(ctx, actor, batchId)
  const forms = await Promise.all(formIds.map((id) => getForm(ctx, system, id)))
  const [tasks, rulings] = await Promise.all([
    listReviewTasks(ctx, system, { bankId: batch.bankId, level: batch.level, state: 'open' }),
    listRulings(ctx, actor, batchId),
  ])
  const hashes = new Set(
    forms.flatMap((form) =>
      form.document.sections.flatMap((section) => section.items.map((item) => item.hash)),
    ),
  )
  const ruled = new Set(rulings.filter(({ ruling }) => ruling).map(({ itemHash }) => itemHash))
  const open = tasks.filter((task) => task.urgency === 'urgent' && hashes.has(task.itemHash))
  return new Set(open.map((task) => task.itemHash).filter((hash) => !ruled.has(hash))).size
}
