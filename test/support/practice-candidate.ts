/*
 * A candidate of known ability who goes through a self-assessment: right with
 * the probability the item's parameters give, from a seed.
 */
import { categoryProbabilities, seededRandom } from '../../scoring/statistics/index.ts'
import { answerItem } from '../../server/practice/answer-item.ts'
import { getSelfAssessment } from '../../server/practice/get-self-assessment.ts'
import type { SelfAssessment } from '../../server/practice/model.ts'
import { findRun, getPool } from '../../server/practice/queries.ts'
import type { TestContext } from './context.ts'
import { rightAnswer } from './world.ts'

/** Answers to the end. `above` is ability in logits over the cut of the pool. */
export async function practise(
  ctx: TestContext,
  id: string,
  above: number,
  seed = 1,
): Promise<SelfAssessment> {
  const random = seededRandom(seed)
  const pool = await getPool(ctx.db, (await findRun(ctx.db, id))!.poolHash)
  for (;;) {
    const run = await getSelfAssessment(ctx, id)
    if (!run.current) return run
    const { hash, item } = run.current
    const { parameters } = pool.items.find((entry) => entry.parameters.id === hash)!
    const knows = random.uniform() < categoryProbabilities(parameters, pool.cut + above)[1]!
    await answerItem(ctx, { id, item: hash, response: knows ? rightAnswer(item) : null })
  }
}
