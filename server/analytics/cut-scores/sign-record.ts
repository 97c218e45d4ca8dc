/*
 * A judge signs the record or declines to. What is signed is the hash the judge
 * saw; a document that no longer has it is not signed. When all have answered
 * the record is final.
 */
import { contentHash } from '../../../bank-schemas/index.ts'
import type { Context } from '../../context.ts'
import { confirmPassword } from '../../identity/confirm-password.ts'
import type { StaffActor } from '../../identity/model.ts'
import type { Throttles } from '../../identity/throttle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Trx } from '../../storage/database.ts'
import { requireJudge } from './admit-judge.ts'
import { changeStudy, type Happening } from './change-study.ts'
import type { Judge, Study } from './model.ts'
import { findStudy, listJudges, updateAnswer, updateStudy } from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'

export interface Signing {
  readonly studyId: string
  /** Of the document the judge saw. */
  readonly hash: string
  readonly password: string
  readonly address: string
}

/** Refuses: not-found, forbidden, cut-score-wrong-state, password-wrong, sign-in-locked, cut-score-record-changed, cut-score-judge-left, cut-score-answered. */
export async function signRecord(
  ctx: Context,
  throttles: Throttles,
  actor: StaffActor,
  input: Signing,
): Promise<void> {
  await requireJudge(ctx.db, actor, await findStudy(ctx.db, input.studyId), input.studyId)
  await confirmPassword(ctx, throttles, actor, input)
  await answer(ctx, actor, input, { kind: 'signed', reason: null })
}

export interface Declining {
  readonly studyId: string
  readonly hash: string
  readonly reason: string
}

/** Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-reason-missing, cut-score-record-changed, cut-score-judge-left, cut-score-answered. */
export async function declineRecord(ctx: Context, actor: StaffActor, input: Declining): Promise<void> {
  const reason = input.reason.trim()
  if (reason === '' || reason.length > 500) throw new Refusal(cutScoreRefusals['cut-score-reason-missing'])
  await answer(ctx, actor, input, { kind: 'declined', reason })
}

async function answer(
  ctx: Context,
  actor: StaffActor,
  { studyId, hash }: { studyId: string; hash: string },
  given: { kind: 'signed' | 'declined'; reason: string | null },
): Promise<void> {
  const wanted = { studyId, as: 'judge', states: ['signing'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    requireOpenAnswer(await listJudges(trx, studyId), actor)
    if (hash !== study.documentHash || !isIntact(study))
      throw new Refusal(cutScoreRefusals['cut-score-record-changed'])
    const at = ctx.clock.now()
    await updateAnswer(trx, { studyId, userId: actor.userId }, { ...given, hash, at })
    const happening: Happening = {
      action: `cut-score.${given.kind}`,
      detail: { hash, ...(given.reason !== null && { reason: given.reason }) },
    }
    return [happening, ...(await finishWhenAnswered(trx, ctx, studyId))]
  })
}

function requireOpenAnswer(judges: readonly Judge[], actor: StaffActor): void {
  const own = judges.find((judge) => judge.userId === actor.userId)!
  if (own.excluded) throw new Refusal(cutScoreRefusals['cut-score-judge-left'], { judge: own.name })
  if (own.answer) throw new Refusal(cutScoreRefusals['cut-score-answered'], { judge: own.name })
}

/** The stored document still has the hash it was given. */
export const isIntact = (study: Pick<Study, 'document' | 'documentHash'>): boolean =>
  study.document !== null && contentHash(study.document) === study.documentHash

/** Makes the record final when no answer is missing. */
export async function finishWhenAnswered(trx: Trx, ctx: Context, studyId: string): Promise<Happening[]> {
  const panel = (await listJudges(trx, studyId)).filter((judge) => judge.excluded === null)
  if (panel.some((judge) => judge.answer === null)) return []
  await updateStudy(trx, studyId, { state: 'final', finalAt: ctx.clock.now() })
  const signed = panel.filter((judge) => judge.answer?.kind === 'signed').length
  return [{ action: 'cut-score.finalised', detail: { signed, judges: panel.length } }]
}
