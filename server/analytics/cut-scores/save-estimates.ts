/* A judge saves what is on a page of the desk; it may be changed until the round is closed. */
import { contentHash } from '../../../bank-schemas/index.ts'
import type { Context } from '../../context.ts'
import type { StaffActor } from '../../identity/model.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { changeStudy } from './change-study.ts'
import { itemsOfStudy } from './gather-study.ts'
import { listEstimates, listJudges, upsertEstimates } from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'
import { applyPatch, type EstimatesPatch, missingOf } from './rules.ts'

export interface SavedEstimates {
  /** What the round still waits for from this judge. */
  readonly missing: readonly string[]
}

/** Whole or not at all. Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-judge-left, cut-score-estimates-invalid. */
export async function saveEstimates(
  ctx: Context,
  actor: StaffActor,
  { studyId, patch }: { studyId: string; patch: EstimatesPatch },
): Promise<SavedEstimates> {
  let missing: string[] = []
  const wanted = { studyId, as: 'judge', states: ['round'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    const items = await itemsOfStudy({ ...ctx, db: trx }, study)
    const judges = await listJudges(trx, studyId)
    const estimates = await listEstimates(trx, studyId)
    const judge = judges.find((one) => one.userId === actor.userId)!
    if (judge.excluded) throw new Refusal(cutScoreRefusals['cut-score-judge-left'], { judge: judge.name })
    const before = estimates.find((one) => one.round === study.round && one.userId === actor.userId)
    const applied = applyPatch(study, items, before?.estimates ?? { values: {}, cells: {} }, patch)
    if (applied.faults.length > 0) throw invalid(applied.faults)
    missing = missingOf(study.method, items, applied.estimates)
    await upsertEstimates(trx, studyId, {
      round: study.round,
      userId: actor.userId,
      estimates: applied.estimates,
      savedAt: ctx.clock.now(),
    })
    const detail = { round: study.round, hash: contentHash(applied.estimates), missing: missing.length }
    return [{ action: 'cut-score.estimates-saved', detail }]
  })
  return { missing }
}

/** So many sentences are read; the rest is told when these are mended. */
const mostSentences = 5

function invalid(faults: readonly { zh: string; en: string }[]): Refusal {
  const told = faults.slice(0, mostSentences)
  return new Refusal(cutScoreRefusals['cut-score-estimates-invalid'], {
    zh: `${told.map((fault) => fault.zh).join('；')}。`,
    en: `${told.map((fault) => fault.en).join('; ')}.`,
  })
}
