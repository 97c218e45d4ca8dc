/* Ends a run before the rules do, with the report its answers allow. Ending it again changes nothing. */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { getPool, lockRun, updateRun } from './queries.ts'
import { practiceRefusals } from './refusals.ts'
import { resultOf } from './rules.ts'

/** Refuses: not-found, nothing-answered. */
export async function endSelfAssessment(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const run = await lockRun(trx, id)
    if (!run) throw new Refusal(commonRefusals['not-found'], { what: id })
    if (run.state === 'ended') return
    if (run.answers.length === 0) throw new Refusal(practiceRefusals['nothing-answered'])
    const pool = await getPool(trx, run.poolHash)
    await updateRun(trx, id, run.answers, {
      result: resultOf(run, pool, 'ended-by-hand'),
      at: ctx.clock.now(),
    })
  })
}
