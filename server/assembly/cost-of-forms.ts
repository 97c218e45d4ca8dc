/*
 * What chosen forms cost by the wishes of their specification, without the
 * noise that decided between equals: the figure the bound is compared with.
 */
import type { Evenness, Specification, Wish } from './specification.ts'

export function costOfForms(spec: Specification, forms: readonly (readonly number[])[]): number {
  const sets = forms.map((form) => new Set(form))
  let cost = spec.evenness.reduce((sum, even) => sum + evennessCost(even, forms), 0)
  for (const { members, weights, wish } of spec.limits) {
    if (!wish) continue
    for (const set of sets)
      cost += distanceCost(
        wish,
        members.reduce((sum, unit, k) => sum + (set.has(unit) ? weights[k]! : 0), 0),
      )
  }
  return cost + spec.commonCost * sharedItems(spec, forms)
}

/** The best centre is halfway between the extremes, or nearer to the target where that is cheaper. */
function evennessCost(
  { values, target, spreadCost, targetCost }: Evenness,
  forms: readonly (readonly number[])[],
): number {
  const sums = forms.map((form) => form.reduce((total, unit) => total + values[unit]!, 0))
  const costAt = (centre: number) =>
    spreadCost * Math.max(...sums.map((sum) => Math.abs(sum - centre))) +
    targetCost * Math.abs(centre - target)
  return Math.min(costAt((Math.min(...sums) + Math.max(...sums)) / 2), costAt(target))
}

function distanceCost({ target, underCost, overCost }: Wish, value: number): number {
  return value < target ? (target - value) * underCost : (value - target) * overCost
}

/** Items shared, summed over the pairs of forms. */
function sharedItems(spec: Specification, forms: readonly (readonly number[])[]): number {
  const uses = new Map<number, number>()
  for (const form of forms) for (const unit of form) uses.set(unit, (uses.get(unit) ?? 0) + 1)
  return [...uses].reduce((sum, [unit, n]) => sum + (spec.sizes[unit]! * n * (n - 1)) / 2, 0)
}
