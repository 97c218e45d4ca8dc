/* The rounds of a panel: opened, closed when every judge is through, a judge left out with a reason. */
import type { Context } from '../../context.ts'
import type { Actor } from '../../identity/model.ts'
import { commonRefusals, Refusal } from '../../kernel/refusal.ts'
import type { Trx } from '../../storage/database.ts'
import { changeStudy, type Happening } from './change-study.ts'
import { counted, gatherStudy } from './gather-study.ts'
import { fewestJudges, isJudged, type Judge, mostRounds, type Study } from './model.ts'
import {
  insertRound,
  listJudges,
  listMarkCounts,
  updateAnswer,
  updateExclusion,
  updateRoundClosed,
  updateStudy,
} from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'
import { countsIn, exclusionRound, missingOf } from './rules.ts'
import { finishWhenAnswered } from './sign-record.ts'

/** Opens the next round. Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-not-judged, cut-score-rounds-used-up, cut-score-not-computable. */
export async function openRound(ctx: Context, actor: Actor, studyId: string): Promise<void> {
  const wanted = { studyId, as: 'manager', states: ['draft', 'between'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    if (!isJudged(study.method)) throw new Refusal(cutScoreRefusals['cut-score-not-judged'])
    if (study.round >= mostRounds)
      throw new Refusal(cutScoreRefusals['cut-score-rounds-used-up'], { most: mostRounds })
    if (study.method === 'hofstee' && (await listMarkCounts(trx, study.formId)).length === 0)
      throw new Refusal(cutScoreRefusals['cut-score-not-computable'], {
        zh: '霍夫斯蒂法需要这套试卷的考试成绩，而它还没有考过',
        en: 'Hofstee needs scores of this form, and nobody has sat it',
      })
    const round = study.round + 1
    await insertRound(trx, studyId, round, ctx.clock.now())
    await updateStudy(trx, studyId, { state: 'round', round })
    return [{ action: 'cut-score.round-opened', detail: { round } }]
  })
}

/** Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-round-incomplete. */
export async function closeRound(ctx: Context, actor: Actor, studyId: string): Promise<void> {
  const wanted = { studyId, as: 'manager', states: ['round'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    const { items, judges, estimates } = await gatherStudy({ ...ctx, db: trx }, study)
    const given = counted(judges, estimates, study.round)
    const behind = judges.filter(countsIn(study.round)).filter((judge) => {
      const own = given.find((one) => one.userId === judge.userId)
      return missingOf(study.method, items, own?.estimates).length > 0
    })
    if (behind.length > 0)
      throw new Refusal(cutScoreRefusals['cut-score-round-incomplete'], {
        judges: behind.map((judge) => judge.name).join('、'),
      })
    await updateRoundClosed(trx, studyId, study.round, ctx.clock.now())
    await updateStudy(trx, studyId, { state: 'between' })
    return [{ action: 'cut-score.round-closed', detail: { round: study.round, judges: given.length } }]
  })
}

export interface Exclusion {
  readonly studyId: string
  readonly userId: string
  readonly reason: string
}

/**
 * Leaves a judge out of the round that is open and those after it. Once the
 * record is made its panel stands: then it is only put down that no answer came.
 * Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-reason-missing,
 * cut-score-judges-too-few, cut-score-judge-left, cut-score-answered.
 */
export async function excludeJudge(ctx: Context, actor: Actor, input: Exclusion): Promise<void> {
  const { studyId, userId } = input
  const reason = reasonOf(input.reason)
  const wanted = { studyId, as: 'manager', states: ['draft', 'round', 'between', 'signing'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    const judges = await listJudges(trx, studyId)
    const judge = judges.find((one) => one.userId === userId)
    if (!judge) throw new Refusal(commonRefusals['not-found'], { what: userId.slice(0, 80) })
    if (judge.excluded) throw new Refusal(cutScoreRefusals['cut-score-judge-left'], { judge: judge.name })
    return study.state === 'signing'
      ? recordAbsence(trx, ctx, study, judge, reason)
      : leaveOut(trx, ctx, study, judges, judge, reason)
  })
}

async function leaveOut(
  trx: Trx,
  ctx: Context,
  study: Study,
  judges: readonly Judge[],
  { userId }: Judge,
  reason: string,
): Promise<Happening[]> {
  const left = judges.filter((one) => one.excluded === null).length - 1
  if (left < fewestJudges)
    throw new Refusal(cutScoreRefusals['cut-score-judges-too-few'], { fewest: fewestJudges, n: left })
  const round = exclusionRound(study)
  await updateExclusion(trx, { studyId: study.id, userId }, { round, reason, at: ctx.clock.now() })
  return [{ action: 'cut-score.judge-excluded', detail: { judge: userId, round, reason } }]
}

async function recordAbsence(
  trx: Trx,
  ctx: Context,
  study: Study,
  judge: Judge,
  reason: string,
): Promise<Happening[]> {
  if (judge.answer) throw new Refusal(cutScoreRefusals['cut-score-answered'], { judge: judge.name })
  const key = { studyId: study.id, userId: judge.userId }
  await updateAnswer(trx, key, { kind: 'absent', hash: null, reason, at: ctx.clock.now() })
  const done = await finishWhenAnswered(trx, ctx, study.id)
  return [{ action: 'cut-score.judge-absent', detail: { judge: judge.userId, reason } }, ...done]
}

/** Refuses: cut-score-reason-missing. */
function reasonOf(text: string): string {
  const reason = text.trim()
  if (reason !== '' && reason.length <= 500) return reason
  throw new Refusal(cutScoreRefusals['cut-score-reason-missing'])
}
