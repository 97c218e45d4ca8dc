/*
 * The compiled form as it is handed to candidates, from memory: what is
 * compiled never changes, so a form is read from the database once a process.
 */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { Delivery } from './delivery.ts'
import { findDelivery } from './queries.ts'

export interface CompiledDelivery {
  readonly delivery: Delivery
  readonly hash: string
  readonly itemCount: number
}

const kept = new WeakMap<Context['db'], Map<string, Promise<CompiledDelivery>>>()

/** Refuses a form that is unknown or not compiled. */
export function getDelivery(ctx: Context, formId: string): Promise<CompiledDelivery> {
  const forms = kept.get(ctx.db) ?? new Map<string, Promise<CompiledDelivery>>()
  kept.set(ctx.db, forms)
  let found = forms.get(formId)
  if (!found) {
    found = readDelivery(ctx, formId)
    found.catch(() => forms.delete(formId))
    forms.set(formId, found)
  }
  return found
}

async function readDelivery(ctx: Context, formId: string): Promise<CompiledDelivery> {
  const found = await findDelivery(ctx.db, formId)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: formId })
  const itemCount = found.delivery.sections.reduce((count, section) => count + section.items.length, 0)
  return { ...found, itemCount }
}
