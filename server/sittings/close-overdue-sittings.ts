/*
 * Hands in what passed deadline and grace, with the answers that arrived.
 *
 * Any number of processes may run it at once: each sitting is locked with SKIP
 * LOCKED and closed in a transaction of its own, so it is closed exactly once
 * and a failure takes no neighbour along.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { type Actor, actorName, systemActor } from '../identity/model.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { closeSitting } from './close-sitting.ts'
import { lockOverdueSitting, lockSitting } from './queries.ts'

/** Returns how many sittings it closed. */
export async function closeOverdueSittings(ctx: Context, actor: Actor): Promise<number> {
  if (actor.kind !== 'system')
    throw new Refusal(commonRefusals.forbidden, { operation: 'sitting.close-overdue' })
  let closed = 0
  while (await closeNext(ctx, actor)) closed++
  return closed
}

function closeNext(ctx: Context, actor: Actor): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const overdue = await lockOverdueSitting(trx)
    if (!overdue) return false
    const { batch_id: batchId, admission_no: admissionNo } = overdue
    const sitting = await lockSitting(trx, batchId, admissionNo)
    await closeSitting(ctx, trx, sitting!, { batchId, admissionNo, by: 'deadline', actor: actorName(actor) })
    return true
  })
}

const lookEverySeconds = 3

/** Looks every few seconds until stopped; survives an absent database. */
export function watchDeadlines(ctx: Context): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const actor = systemActor('close-overdue-sittings')
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await closeOverdueSittings(ctx, actor)
        .then((closed) => closed > 0 && ctx.log.info({ closed }, 'sittings closed at their deadline'))
        .catch((error) => ctx.log.warn({ error: String(error) }, 'overdue sittings could not be closed'))
      await sleep(lookEverySeconds * 1000, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    stop: () => {
      stopping.abort()
      return watching
    },
  }
}
