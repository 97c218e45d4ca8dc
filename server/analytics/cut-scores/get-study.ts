/* A study as those see it who run or audit it; and the lists of studies. */
import type { Context } from '../../context.ts'
import type { Actor } from '../../identity/model.ts'
import { authorise, organisationsOf } from '../../identity/permissions.ts'
import { computeCut, impactOf } from './compute-cut.ts'
import { type GatheredStudy, gatherStudy, itemsOfStudy } from './gather-study.ts'
import { type CutResult, type Impact, isJudged, type Judge, type StudySummary } from './model.ts'
import { findStudy, listEstimates, listJudges, listSummaries } from './queries.ts'
import { countsIn, missingOf, progressOf, type Sentence, whyNoCut } from './rules.ts'

export interface StudyReport extends GatheredStudy {
  /** Of the judges who count, how far each is in the open round. */
  readonly progress: readonly { readonly judge: Judge; readonly given: number; readonly asked: number }[]
  /** Of the record once it is made; before, of the rounds that are closed or the candidates that were entered. */
  readonly result: CutResult | undefined
  readonly impact: readonly Impact[]
  /** Marked sittings of the form. */
  readonly sittings: number
  /** Why candidates carry no cut. */
  readonly obstacle: Sentence | undefined
}

/** Refuses: sign-in-required, not-found, forbidden. */
export async function getStudy(
  ctx: Context,
  actor: Actor | undefined,
  studyId: string,
): Promise<StudyReport> {
  const study = await findStudy(ctx.db, studyId)
  authorise(actor, 'cut-score.read', study?.organisationId, studyId)
  return reportOf(await gatherStudy(ctx, study!))
}

function reportOf(gathered: GatheredStudy): StudyReport {
  const { study, judges, estimates, items, basis, regulation } = gathered
  const obstacle = isJudged(study.method) ? undefined : whyNoCut(study.method, study.observations)
  const result = study.document?.result ?? (obstacle ? undefined : computeCut(basis))
  const distribution = study.document?.distribution ?? basis.distribution
  return {
    ...gathered,
    progress: judges.filter(countsIn(study.round)).map((judge) => {
      const own = estimates.find((one) => one.round === study.round && one.userId === judge.userId)
      return { judge, ...progressOf(study.method, items, own?.estimates) }
    }),
    result,
    impact:
      study.document?.impact ?? (result ? impactOf(result, distribution, regulation, study.fullMarks) : []),
    sittings: distribution.reduce((sum, one) => sum + one.n, 0),
    obstacle,
  }
}

/** Studies of the organisations one may read, and those one judges. Refuses: sign-in-required. */
export async function listStudies(ctx: Context, actor: Actor | undefined): Promise<StudySummary[]> {
  const organisations = organisationsOf(actor, 'cut-score.read')
  return listSummaries(ctx.db, organisations, actor?.kind === 'staff' ? actor.userId : undefined)
}

export interface JudgeDuty {
  readonly study: StudySummary
  readonly duty: 'estimate' | 'sign'
}

/** What waits for the actor as a judge: a round to finish, a record to answer. */
export async function listJudgeDuties(ctx: Context, actor: Actor): Promise<JudgeDuty[]> {
  if (actor.kind !== 'staff') return []
  const studies = await listSummaries(ctx.db, [], actor.userId)
  const duties = await Promise.all(
    studies
      .filter((study) => study.state === 'round' || study.state === 'signing')
      .map(async (study): Promise<JudgeDuty[]> => {
        const own = (await listJudges(ctx.db, study.id)).find((judge) => judge.userId === actor.userId)
        if (!own || own.excluded) return []
        if (study.state === 'signing') return own.answer ? [] : [{ study, duty: 'sign' }]
        return (await isDone(ctx, study, actor.userId)) ? [] : [{ study, duty: 'estimate' }]
      }),
  )
  return duties.flat()
}

async function isDone(ctx: Context, study: StudySummary, userId: string): Promise<boolean> {
  const [items, estimates] = await Promise.all([itemsOfStudy(ctx, study), listEstimates(ctx.db, study.id)])
  const own = estimates.find((one) => one.round === study.round && one.userId === userId)
  return missingOf(study.method, items, own?.estimates).length === 0
}
