/*
 * A judge's desk: one page of items with their keys, what the judge gave, and,
 * from the second round on, what the panel gave. Every page with keys stands
 * in the audit trail.
 */
import type { Item } from '../../../bank-schemas/index.ts'
import { getItemRevisions, getMedia } from '../../banks/list-items.ts'
import type { Context } from '../../context.ts'
import { type Actor, actorName } from '../../identity/model.ts'
import { recordAudit } from '../../storage/audit.ts'
import { requireJudge } from './admit-judge.ts'
import { computeCut } from './compute-cut.ts'
import { gatherStudy } from './gather-study.ts'
import type { Estimates, Judge, MarkCount, RecordDocument, RoundResult, Study, StudyItem } from './model.ts'
import { findStudy } from './queries.ts'
import { missingOf, progressOf } from './rules.ts'

export const itemsAPage = 10

export interface Desk {
  readonly study: Study
  readonly judge: Judge
  /** Items of this page; all pages have itemsAPage but the last. */
  readonly shown: readonly (StudyItem & { readonly item: Item })[]
  readonly media: ReadonlyMap<string, string>
  readonly page: number
  readonly pages: number
  /** Of each page, how many items the judge has yet to do. */
  readonly openByPage: readonly number[]
  readonly own: Estimates
  /** Own estimates of the round before. */
  readonly previous: Estimates | undefined
  /** The panel in the round before. */
  readonly panel: RoundResult | undefined
  readonly facilities: RecordDocument['facilities']
  /** Hofstee, from the second round on. */
  readonly distribution: readonly MarkCount[]
  readonly missing: readonly string[]
  readonly progress: { readonly given: number; readonly asked: number }
}

const none: Estimates = { values: {}, cells: {} }

/** Refuses: sign-in-required, not-found, forbidden. */
export async function getDesk(
  ctx: Context,
  actor: Actor | undefined,
  { studyId, page }: { studyId: string; page: number },
): Promise<Desk> {
  const found = await findStudy(ctx.db, studyId)
  const { userId } = await requireJudge(ctx.db, actor, found, studyId)
  const study = found!
  const { items, judges, estimates, basis, form } = await gatherStudy(ctx, study)
  const judge = judges.find((one) => one.userId === userId)!
  const given = (round: number) =>
    estimates.find((one) => one.round === round && one.userId === userId)?.estimates
  const own = given(study.round) ?? none
  const missing = missingOf(study.method, items, own)
  const isOpen = study.state === 'round' && judge.excluded === null
  const showsItems = isOpen && study.method !== 'hofstee'
  const pages = showsItems ? Math.ceil(items.length / itemsAPage) : 1
  const at = Math.min(page, pages)
  const slice = showsItems ? items.slice((at - 1) * itemsAPage, at * itemsAPage) : []
  const [revisions, media] = await Promise.all([
    getItemRevisions(
      ctx,
      slice.map((item) => item.hash),
    ),
    getMedia(ctx, form.bank),
  ])
  if (slice.length > 0) await noteView(ctx, actor!, study, slice)
  const later = study.round > 1
  return {
    study,
    judge,
    shown: slice.map((one) => ({ ...one, item: revisions.get(one.hash)!.item })),
    media,
    page: at,
    pages,
    openByPage: Array.from(
      { length: pages },
      (_, n) =>
        items
          .slice(n * itemsAPage, (n + 1) * itemsAPage)
          .filter((item) => missing.includes(String(item.number))).length,
    ),
    own,
    previous: given(study.round - 1),
    panel: later ? computeCut(basis)?.rounds.find((one) => one.round === study.round - 1) : undefined,
    facilities: later ? basis.facilities : [],
    distribution: later ? basis.distribution : [],
    missing,
    progress: progressOf(study.method, items, own),
  }
}

/** The judge sees keys of papers that may be in use. */
async function noteView(
  ctx: Context,
  actor: Actor,
  study: Study,
  shown: readonly StudyItem[],
): Promise<void> {
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: study.organisationId,
      actor: actorName(actor),
      organisationId: study.organisationId,
      action: 'item.viewed',
      subject: `cut-score:${study.id}`,
      detail: { form: study.formId, items: shown.map((item) => item.hash) },
    }),
  )
}
