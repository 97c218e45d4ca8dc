/*
 * Item parameters on the ability scale of the bank and level. Pure.
 *
 * Items that were calibrated use what their answers gave. The others stand in
 * with slope 1 and the difficulty that gives their expected facility among
 * candidates of N(0, 1): b = −logit(P)·√(1 + c²), c = 16√3/(15π), the
 * logistic-normal approximation (Zeger, Liang & Albert 1988).
 */
import { dichotomousItem, type ItemParameters } from '../../scoring/statistics/index.ts'
import { expectedFacilityOf } from './expected-facility.ts'
import type { ItemHealth, ItemRevision } from './model.ts'

const marginal = Math.sqrt(1 + ((16 * Math.sqrt(3)) / (15 * Math.PI)) ** 2)

/** Slope 1, and the difficulty that gives this facility among candidates of N(0, 1). */
export function provisionalParameters(id: string, facility: number): ItemParameters {
  const share = Math.min(0.98, Math.max(0.02, facility))
  return dichotomousItem(id, 1, -Math.log(share / (1 - share)) * marginal)
}

/** Named by the hash of the revision. */
export function parametersOf(
  { hash, item }: ItemRevision,
  health: Pick<ItemHealth, 'n' | 'facility' | 'irt'> | undefined,
): ItemParameters {
  if (health?.irt) return { id: hash, ...health.irt }
  const observed = health && health.facility !== null ? { n: health.n, facility: health.facility } : undefined
  return provisionalParameters(hash, expectedFacilityOf({ item, observed }))
}
