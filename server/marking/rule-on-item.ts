/*
 * Rulings on faulty items (试题裁定): 送分, or further answers that count as right.
 *
 * Whoever sat a form with the item is marked again by the jobs queued here. Before
 * publication the results are then computed again; after it they are revised
 * (revise-results.ts), and certificates follow. A ruling only gives: it may be
 * taken back only while nobody has seen a result of it.
 */

import type { Item } from '../../bank-schemas/index.ts'
import { acceptableKinds, type ItemRuling, itemProblem } from '../../scoring/index.ts'
import { getForm } from '../assembly/get-form.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import { openReviewTasks } from '../banks/review-tasks.ts'
import { getBatch, listAdmissions, listBatchForms, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Batch } from '../batches/model.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName, systemActor } from '../identity/model.ts'
import { organisationsOf } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { listStarted } from '../sittings/get-submission.ts'
import { recordAudit } from '../storage/audit.ts'
import type { RulingRecord } from './model.ts'
import { insertRuling, listRulingRows, listUnrevisedBatches } from './queries.ts'
import { markingRefusals } from './refusals.ts'

export interface RulingInput {
  readonly batchId: string
  readonly itemHash: string
  /** Null takes the ruling back. */
  readonly ruling: ItemRuling | null
  readonly reason: string
}

const system = systemActor('rule-on-item')

/** Returns how many sittings are marked again. Refuses: not-found, forbidden, wrong-state, marking-reason-missing, ruling-invalid, ruling-published. */
export async function ruleOnItem(ctx: Context, actor: Actor, input: RulingInput): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.rule')
    requireState(batch, 'closed', 'marked', 'published', 'certified')
    const reason = input.reason.trim()
    if ([...reason].length < 2) throw new Refusal(markingRefusals['marking-reason-missing'])
    const forms = await formsWith(inTrx, batch, input.itemHash)
    const { item } = (await getItemRevisions(inTrx, [input.itemHash])).get(input.itemHash)!
    requireFitting(item, input.ruling)
    const last = (await listRulingRows(trx, batch.id)).find((one) => one.itemHash === input.itemHash)
    const isPublished = batch.state === 'published' || batch.state === 'certified'
    if (isPublished && givesLess(input.ruling, last?.ruling ?? null))
      throw new Refusal(markingRefusals['ruling-published'])
    if (input.ruling === null && !last?.ruling)
      throw new Refusal(commonRefusals['not-found'], { what: input.itemHash })
    await insertRuling(trx, batch.id, {
      itemHash: input.itemHash,
      revision: (last?.revision ?? 0) + 1,
      ruling: input.ruling,
      reason,
      decidedBy: actorName(actor),
      decidedAt: ctx.clock.now(),
    })
    if (input.ruling)
      await openReviewTasks(trx, ctx, batch.bankId, batch.level, [findingOf(batch, item, input)])
    const sittings = await submittedOn(inTrx, batch, forms)
    for (const admissionNo of sittings)
      await ctx.jobs.enqueue(trx, 'mark-sitting', { batchId: batch.id, admissionNo })
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'item.ruled',
      subject: `batch:${batch.id}`,
      detail: {
        item: item.id,
        hash: input.itemHash,
        ruling: input.ruling,
        reason,
        sittings: sittings.length,
      },
    })
    return sittings.length
  })
}

/** Newest rulings of the batch. Refuses: not-found, forbidden. */
export async function listRulings(ctx: Context, actor: Actor, batchId: string): Promise<RulingRecord[]> {
  await getBatch(ctx, actor, batchId, 'result.read')
  return listRulingRows(ctx.db, batchId)
}

/** Published batches whose results have not followed their rulings yet, where the actor may revise them. */
export function listUnrevised(ctx: Context, actor: Actor): Promise<{ batchId: string; title: string }[]> {
  return listUnrevisedBatches(ctx.db, organisationsOf(actor, 'result.publish'))
}

export const rulingsByItem = (records: readonly RulingRecord[]): Map<string, ItemRuling> =>
  new Map(records.flatMap(({ itemHash, ruling }) => (ruling ? [[itemHash, ruling] as const] : [])))

/** Forms of the batch that hold the item. Refuses: not-found. */
async function formsWith(ctx: Context, batch: Batch, itemHash: string): Promise<Set<string>> {
  const ids = await listBatchForms(ctx, system, batch.id)
  const forms = await Promise.all(ids.map((id) => getForm(ctx, system, id)))
  const holding = ids.filter((_, place) =>
    forms[place]!.document.sections.some((section) => section.items.some((item) => item.hash === itemHash)),
  )
  if (holding.length === 0) throw new Refusal(commonRefusals['not-found'], { what: itemHash })
  return new Set(holding)
}

async function submittedOn(ctx: Context, batch: Batch, forms: ReadonlySet<string>): Promise<string[]> {
  const started = await listStarted(ctx, batch.id)
  const admissions = await listAdmissions(ctx, system, batch.id)
  return admissions
    .filter(({ formId }) => formId !== null && forms.has(formId))
    .map(({ admissionNo }) => admissionNo)
    .filter((admissionNo) => started.get(admissionNo)?.state === 'submitted')
}

/** Whoever writes the item must hear of it: the next revision should need no ruling. */
const findingOf = (batch: Batch, item: Item, { itemHash, reason, ruling }: RulingInput) => ({
  itemId: item.id,
  itemHash,
  kind: 'ruled',
  urgency: 'urgent' as const,
  value: 0,
  bound: 0,
  n: 0,
  zh: `“${batch.title}”裁定了题目 ${item.id}（${ruling?.kind === 'full-marks' ? '送分' : '追加答案'}）：${reason.trim()}。请修改或停用。`,
  en: `“${batch.title}” ruled on item ${item.id} (${ruling?.kind}): ${reason.trim()} Revise or withdraw it.`,
})

/** Would someone lose what the ruling before gave? */
function givesLess(next: ItemRuling | null, before: ItemRuling | null): boolean {
  if (before === null || next?.kind === 'full-marks') return false
  if (before.kind === 'full-marks' || next === null) return true
  const accepted = new Set(next.keys.map((key) => JSON.stringify(key)))
  return before.keys.some((key) => !accepted.has(JSON.stringify(key)))
}

function requireFitting(item: Item, ruling: ItemRuling | null): void {
  if (ruling === null || ruling.kind === 'full-marks') return
  const fits =
    acceptableKinds.includes(item.kind) &&
    ruling.keys.length > 0 &&
    ruling.keys.every((key) => itemProblem({ ...item, key }) === null)
  if (!fits) throw new Refusal(markingRefusals['ruling-invalid'], { item: item.id })
}
