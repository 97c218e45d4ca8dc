/* The manager enters candidates with score and judgement; a second list takes the place of the first. */
import { contentHash } from '../../../bank-schemas/index.ts'
import type { Context } from '../../context.ts'
import type { Actor } from '../../identity/model.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { changeStudy } from './change-study.ts'
import { isJudged } from './model.ts'
import { updateObservations } from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'
import { mostObservations, type ObservationRow, readObservations } from './rules.ts'

export type { ObservationRow, RowFault } from './rules.ts'

/** Whole or not at all; the refusal carries the faults by row. Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-no-observations, cut-score-rows-invalid. */
export async function enterObservations(
  ctx: Context,
  actor: Actor,
  { studyId, rows }: { studyId: string; rows: readonly ObservationRow[] },
): Promise<void> {
  await changeStudy(ctx, actor, { studyId, as: 'manager', states: ['draft'] }, async (trx, study) => {
    if (isJudged(study.method)) throw new Refusal(cutScoreRefusals['cut-score-no-observations'])
    const { observations, faults } = readObservations(study, rows.slice(0, mostObservations))
    if (rows.length === 0 || rows.length > mostObservations)
      faults.unshift({
        row: 1,
        zh: `应有 1–${mostObservations} 行，现为 ${rows.length} 行`,
        en: `there must be 1–${mostObservations} rows, there are ${rows.length}`,
      })
    const [first] = faults
    if (first)
      throw new Refusal(cutScoreRefusals['cut-score-rows-invalid'], {
        count: faults.length,
        ...first,
        faults: faults.slice(0, 200),
      })
    await updateObservations(trx, studyId, observations)
    const detail = { candidates: observations.length, hash: contentHash(observations) }
    return [{ action: 'cut-score.observations-entered', detail }]
  })
}
