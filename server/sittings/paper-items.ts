/*
 * The items of a sitting's form by number, from memory: the save path checks
 * the shape of a response without asking the database.
 *
 * Only what never changes is kept (which form a sitting has), and the save
 * statement compares it once more; should a sitting have got another form, the
 * entry is forgotten and read again.
 */
import type { DeliveryItem } from '../assembly/delivery.ts'
import { getDelivery } from '../assembly/get-delivery.ts'
import type { Context } from '../context.ts'
import type { CandidateActor } from '../identity/model.ts'
import { identityRefusals } from '../identity/refusals.ts'
import { Refusal } from '../kernel/refusal.ts'
import { answerWithin } from './answer-within.ts'
import { findSittingOfSession } from './queries.ts'

export interface PaperItems {
  readonly deliveryHash: string
  readonly items: ReadonlyMap<number, DeliveryItem>
}

const sessionsKept = 50_000
const readSeconds = 3
const bySession = new WeakMap<Context['db'], Map<string, Promise<PaperItems | undefined>>>()
const byDelivery = new Map<string, PaperItems>()

/** Undefined when the sitting has not begun. Throws session-ended: a stranger's claim learns nothing about a sitting. */
export function findPaperItems(ctx: Context, candidate: CandidateActor): Promise<PaperItems | undefined> {
  const kept = keptFor(ctx)
  const key = keyOf(candidate)
  const known = kept.get(key)
  if (known) return known
  const found = answerWithin(readSeconds, read(ctx, candidate))
  if (kept.size >= sessionsKept) kept.delete(kept.keys().next().value!)
  kept.set(key, found)
  const forget = () => kept.delete(key)
  found.then((items) => items ?? forget(), forget)
  return found
}

export function forgetPaperItems(ctx: Context, candidate: CandidateActor): void {
  keptFor(ctx).delete(keyOf(candidate))
}

const keyOf = ({ batchId, admissionNo, sessionHash }: CandidateActor): string =>
  `${batchId}/${admissionNo}/${sessionHash}`

function keptFor(ctx: Context): Map<string, Promise<PaperItems | undefined>> {
  const kept = bySession.get(ctx.db) ?? new Map<string, Promise<PaperItems | undefined>>()
  bySession.set(ctx.db, kept)
  return kept
}

async function read(ctx: Context, candidate: CandidateActor): Promise<PaperItems | undefined> {
  const sitting = await findSittingOfSession(ctx.db, candidate)
  if (!sitting) throw new Refusal(identityRefusals['session-ended'])
  if (!sitting.form_id || !sitting.delivery_hash) return undefined
  const known = byDelivery.get(sitting.delivery_hash)
  if (known) return known
  const { delivery } = await getDelivery(ctx, sitting.form_id)
  const items = new Map(
    delivery.sections.flatMap((section) => section.items).map((item) => [item.number, item]),
  )
  const found = { deliveryHash: sitting.delivery_hash, items }
  byDelivery.set(sitting.delivery_hash, found)
  return found
}
