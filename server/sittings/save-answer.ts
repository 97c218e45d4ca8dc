/*
 * Saves one answer: acknowledged after the commit, or refused with the reason.
 *
 * A repetition of what is stored (same seq, window and response) is
 * acknowledged again. An answer that is not newer is refused as stale with what
 * is stored, and kept in the log. After the sitting closed nothing is taken; the
 * refusal says what is stored, so that a browser whose acknowledgement got lost
 * knows that its answer counts.
 */
import type { Context } from '../context.ts'
import type { Actor, CandidateActor } from '../identity/model.ts'
import { identityRefusals } from '../identity/refusals.ts'
import { Refusal } from '../kernel/refusal.ts'
import { answerWithin } from './answer-within.ts'
import { checkResponse } from './check-response.ts'
import { findStored } from './find-stored.ts'
import type { AnswerInput, SavedAnswer, SittingState } from './model.ts'
import { findPaperItems, forgetPaperItems } from './paper-items.ts'
import { sittingRefusals } from './refusals.ts'
import { asCandidate, clockOf } from './rules.ts'
import { type SaveMember, saveGroupOf } from './save-group.ts'
import type { SaveRow } from './save-statement.ts'

const answerSeconds = 4.8

/** The session of the actor need not have been checked: the statement does. */
export async function saveAnswer(
  ctx: Context,
  actor: Actor | undefined,
  input: AnswerInput,
): Promise<SavedAnswer> {
  return answerWithin(answerSeconds, saveNow(ctx, asCandidate(actor), input))
}

async function saveNow(ctx: Context, candidate: CandidateActor, input: AnswerInput): Promise<SavedAnswer> {
  const member = await checkedMember(ctx, candidate, input)
  const row = await saveGroupOf(ctx.db).save(member)
  if (row.verdict !== 'other-form') return conclude(ctx, member, row)
  forgetPaperItems(ctx, candidate)
  const again = await checkedMember(ctx, candidate, input)
  return conclude(ctx, again, await saveGroupOf(ctx.db).save(again))
}

async function checkedMember(
  ctx: Context,
  candidate: CandidateActor,
  { number, seq, tab, response }: AnswerInput,
): Promise<SaveMember> {
  const paper = await findPaperItems(ctx, candidate)
  if (!paper) throw new Refusal(sittingRefusals['sitting-not-started'])
  const item = paper.items.get(number)
  if (!item) throw new Refusal(sittingRefusals['unknown-exam-item'], { number })
  const checked = checkResponse(item, response)
  if (!('response' in checked)) throw new Refusal(sittingRefusals['invalid-response'], { ...checked, number })
  return {
    batchId: candidate.batchId,
    admissionNo: candidate.admissionNo,
    sessionHash: candidate.sessionHash,
    deliveryHash: paper.deliveryHash,
    number,
    seq,
    tab,
    response: JSON.stringify(checked.response),
  }
}

async function conclude(ctx: Context, member: SaveMember, row: SaveRow): Promise<SavedAnswer> {
  const { number, seq } = member
  switch (row.verdict) {
    case 'save':
      return { number, seq, savedAt: row.at, clock: clockOfRow(row) }
    case 'not-newer': {
      const stored = await findStored(ctx.db, member, true)
      if (stored?.same) return { number, seq, savedAt: stored.savedAt, clock: clockOfRow(row) }
      throw new Refusal(sittingRefusals['stale-answer'], { number, stored })
    }
    case 'closed':
    case 'other-form': {
      const stored = await findStored(ctx.db, member, false)
      throw new Refusal(sittingRefusals['sitting-closed'], { number, state: row.state, stored })
    }
    case 'not-started':
      throw new Refusal(sittingRefusals['sitting-not-started'])
    case 'unknown-item':
      throw new Refusal(sittingRefusals['unknown-exam-item'], { number })
    case 'no-session':
      throw new Refusal(identityRefusals['session-ended'])
  }
}

function clockOfRow(row: SaveRow) {
  return clockOf(
    {
      state: row.state as SittingState,
      started_at: row.started_at!,
      deadline_at: row.deadline_at!,
      grace_seconds: row.grace_seconds!,
    },
    row.at,
  )
}
