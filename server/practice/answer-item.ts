/*
 * Takes the answer to the current item. The first answer to an item stands:
 * sending it again, by a double click or a lost acknowledgement, changes nothing
 * and says the same.
 */
import { getItemRevisions } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { GivenAnswer } from './model.ts'
import { getPool, lockRun, updateRun } from './queries.ts'
import { practiceRefusals } from './refusals.ts'
import { answerOf, creditOf, resultOf, stepOf } from './rules.ts'

export interface ItemAnswer {
  readonly id: string
  /** Hash of the item revision that is answered. */
  readonly item: string
  /** As the item's kind has it; null for "I do not know". */
  readonly response: unknown
}

export interface Answered {
  /** Its place in the run, from 1. */
  readonly number: number
  readonly answer: GivenAnswer
  readonly ended: boolean
}

/** Refuses: not-found, self-assessment-ended, not-the-current-item, response-unreadable. */
export async function answerItem(ctx: Context, { id, item, response }: ItemAnswer): Promise<Answered> {
  return ctx.db.transaction().execute(async (trx) => {
    const run = await lockRun(trx, id)
    if (!run) throw new Refusal(commonRefusals['not-found'], { what: id })
    const place = run.answers.findIndex((answer) => answer.item === item)
    if (place >= 0) return { number: place + 1, answer: run.answers[place]!, ended: run.state === 'ended' }
    if (run.state === 'ended') throw new Refusal(practiceRefusals['self-assessment-ended'])
    const pool = await getPool(trx, run.poolHash)
    const step = stepOf(run, pool)
    if (step.kind !== 'item' || step.id !== item) throw new Refusal(practiceRefusals['not-the-current-item'])

    const revision = (await getItemRevisions({ ...ctx, db: trx }, [item])).get(item)!
    const { fraction } = creditOf(revision.item, response)
    const now = ctx.clock.now()
    const given = { item, response: response ?? null, fraction, at: now.toISOString() }
    const answer = answerOf(run, pool, given)
    const after = { ...run, answers: [...run.answers, answer] }
    const next = stepOf(after, pool)
    const ended = next.kind === 'stop' ? { result: resultOf(after, pool, next.reason), at: now } : undefined
    await updateRun(trx, id, after.answers, ended)
    return { number: after.answers.length, answer, ended: ended !== undefined }
  })
}
