/*
 * All that a study stands on, gathered: its form, its judges, what they gave,
 * and what the form's past use teaches. The caller has authorised.
 */
import type { Form } from '../../../bank-schemas/index.ts'
import { getForm } from '../../assembly/get-form.ts'
import { getItemHealth } from '../../banks/item-health.ts'
import type { Context } from '../../context.ts'
import { systemActor } from '../../identity/model.ts'
import { getStandardRevision } from '../../standards/get-standard.ts'
import type { CutBasis } from './compute-cut.ts'
import type { GivenEstimates, Judge, RecordDocument, Round, Study, StudyItem } from './model.ts'
import { listEstimates, listJudges, listMarkCounts, listRounds } from './queries.ts'
import { countsIn } from './rules.ts'

export interface GatheredStudy {
  readonly study: Study
  readonly form: Form
  readonly standardHash: string
  readonly items: readonly StudyItem[]
  readonly judges: readonly Judge[]
  readonly rounds: readonly Round[]
  readonly estimates: readonly GivenEstimates[]
  readonly basis: CutBasis
  readonly regulation: RecordDocument['regulation']
}

const actor = systemActor('cut-scores')

export async function gatherStudy(ctx: Context, study: Study): Promise<GatheredStudy> {
  const form = await getForm(ctx, actor, study.formId)
  const items = itemsOf(form.document)
  const [judges, rounds, estimates, distribution, health, { standard }] = await Promise.all([
    listJudges(ctx.db, study.id),
    listRounds(ctx.db, study.id),
    listEstimates(ctx.db, study.id),
    listMarkCounts(ctx.db, study.formId),
    getItemHealth(ctx, form.document.bank, form.document.level),
    getStandardRevision(ctx, form.standardHash),
  ])
  const part = standard.assessment.parts.find(
    (one) => one.id === 'theory' && one.levels.includes(form.document.level),
  )
  const facilities = items.flatMap(({ number, hash }) => {
    const known = health.get(hash)
    return known && known.facility !== null ? [{ number, n: known.n, facility: known.facility }] : []
  })
  const closed = rounds.filter((round) => round.closedAt !== null)
  return {
    study,
    form: form.document,
    standardHash: form.standardHash,
    items,
    judges,
    rounds,
    estimates,
    basis: {
      method: study.method,
      items,
      rounds: closed.map(({ round }) => ({ round, given: counted(judges, estimates, round) })),
      observations: study.observations,
      distribution,
      facilities,
    },
    regulation: part ? { passMark: part.passMark, fullMarks: part.fullMarks } : null,
  }
}

/** Estimates of a round that count, in the order of the judges. */
export function counted(
  judges: readonly Judge[],
  estimates: readonly GivenEstimates[],
  round: number,
): GivenEstimates[] {
  return judges
    .filter(countsIn(round))
    .flatMap((judge) => estimates.filter((one) => one.round === round && one.userId === judge.userId))
}

/** The items of the form alone. */
export const itemsOfStudy = async (ctx: Context, study: Pick<Study, 'formId'>): Promise<StudyItem[]> =>
  itemsOf((await getForm(ctx, actor, study.formId)).document)

function itemsOf(form: Form): StudyItem[] {
  return form.sections.flatMap((section) =>
    section.items.map(({ number, id, hash }) => ({ number, id, hash, marks: section.marksEach })),
  )
}
