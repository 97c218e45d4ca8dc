/* Removes counters of sign-in failures whose time is over. Nothing depends on it but the size of the table. */
import type { Context } from '../context.ts'
import { deleteExpiredThrottles } from './queries.ts'

export const forgetFailures = (ctx: Context): Promise<void> => deleteExpiredThrottles(ctx.db, ctx.clock.now())
