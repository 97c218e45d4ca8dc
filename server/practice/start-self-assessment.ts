/*
 * Begins a self-assessment. Anybody may, so starts are counted by address.
 */
import { getItemHealth } from '../banks/item-health.ts'
import { getSyllabus } from '../banks/list-banks.ts'
import { listOpenItems } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { counted, type Throttles } from '../identity/throttle.ts'
import type { PracticeMode } from './model.ts'
import { insertRun, upsertPool } from './queries.ts'
import { poolHashOf, poolOf, rulesOf } from './rules.ts'

export interface NewSelfAssessment {
  readonly bankId: string
  readonly level: number
  readonly mode: PracticeMode
  /** Where the request comes from; counted, not stored with the run. */
  readonly address: string
}

/** Returns the id of the run, which is all that is needed to go on with it. Refuses: too-many-requests, not-found, too-few-open-items. */
export async function startSelfAssessment(
  ctx: Context,
  { practiceAddress }: Pick<Throttles, 'practiceAddress'>,
  { bankId, level, mode, address }: NewSelfAssessment,
): Promise<string> {
  await counted(practiceAddress.keyOf(address))
  const [syllabus, open, health] = await Promise.all([
    getSyllabus(ctx, bankId, level),
    listOpenItems(ctx, bankId, level),
    getItemHealth(ctx, bankId, level),
  ])
  const pool = poolOf(syllabus, open, health)
  const poolHash = poolHashOf(pool)
  const id = ctx.ids.token()
  const createdAt = ctx.clock.now()
  await ctx.db.transaction().execute(async (trx) => {
    await upsertPool(trx, { hash: poolHash, bankId, level, pool }, createdAt)
    const rules = rulesOf(mode, pool)
    await insertRun(trx, { id, bankId, level, mode, poolHash, rules, seed: ctx.ids.seed(), createdAt })
  })
  return id
}
