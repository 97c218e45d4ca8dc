/* Removes runs whose time is over, and those nobody ever answered. */
import type { Context } from '../context.ts'
import { keptDays } from './model.ts'
import { deleteOldRuns } from './queries.ts'

const day = 86_400_000

export async function forgetSelfAssessments(ctx: Context): Promise<void> {
  const now = ctx.clock.now().getTime()
  await deleteOldRuns(ctx.db, new Date(now - keptDays * day), new Date(now - day))
}
