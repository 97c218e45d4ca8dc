/*
 * Distribution of the sum score at an ability, by the recursion of Lord &
 * Wingersky 1984, extended to several categories (Hanson 1994).
 */
import type { ItemParameters } from './item-parameters.ts'
import { categoryProbabilities } from './probabilities.ts'

/** P(sum = x | θ), x = 0 … highest sum. */
export function scoreDistribution(items: readonly ItemParameters[], theta: number): Float64Array {
  return convolve(items.map((item) => categoryProbabilities(item, theta)))
}

/** Distribution of the sum of independent scores with these category probabilities. */
export function convolve(categories: readonly (readonly number[])[]): Float64Array {
  const top = categories.reduce((s, p) => s + p.length - 1, 0)
  const out = new Float64Array(top + 1)
  out[0] = 1
  let reached = 0
  for (const p of categories) {
    const m = p.length - 1
    for (let x = reached + m; x >= 0; x--) {
      let sum = 0
      for (let k = Math.max(0, x - reached); k <= Math.min(m, x); k++) sum += p[k]! * out[x - k]!
      out[x] = sum
    }
    reached += m
  }
  return out
}
