/*
 * How far pass/fail decisions can be trusted.
 *
 * Consistency: the chance that a parallel form decides alike. Accuracy: the
 * chance that the decision is the one the true score deserves.
 */

import type { ItemParameters } from '../irt/item-parameters.ts'
import { scoreDistribution } from '../irt/score-distribution.ts'
import { evenGrid, normalWeights } from '../math/grid.ts'

export interface DecisionQuality {
  readonly consistency: number
  /** Consistency beyond chance. */
  readonly kappa: number
  readonly accuracy: number
  /** Placed higher, and lower, than the true score deserves. */
  readonly falsePositive: number
  readonly falseNegative: number
}

/** One slice of the true-score distribution. */
export interface TrueScoreSlice {
  readonly weight: number
  /** Category the true score belongs to, 0 = below the first cut. */
  readonly trueCategory: number
  /** P(observed category | true score). */
  readonly observed: readonly number[]
}

/** Sums slices whose weights add to 1. */
export function decisionQuality(slices: readonly TrueScoreSlice[]): DecisionQuality {
  const marginal = new Float64Array(slices[0]?.observed.length ?? 0)
  let consistency = 0
  let accuracy = 0
  let falsePositive = 0
  for (const { weight, trueCategory, observed } of slices) {
    observed.forEach((p, c) => {
      marginal[c]! += weight * p
      consistency += weight * p * p
      if (c === trueCategory) accuracy += weight * p
      if (c > trueCategory) falsePositive += weight * p
    })
  }
  const chance = marginal.reduce((s, p) => s + p * p, 0)
  return {
    consistency,
    kappa: (consistency - chance) / (1 - chance),
    accuracy,
    falsePositive,
    falseNegative: Math.max(0, 1 - accuracy - falsePositive),
  }
}

/**
 * From item parameters and θ ~ N(0, sd²): Lee 2010. `cuts` are sum scores in
 * points; a score at the cut is above it.
 */
export function leeDecisionQuality(
  items: readonly ItemParameters[],
  cuts: readonly number[],
  sd = 1,
): DecisionQuality {
  const nodes = evenGrid(6 * sd, 0.1 * sd)
  const weights = normalWeights(nodes, 0, sd)
  return decisionQuality(
    Array.from(nodes, (theta, q) => {
      const p = scoreDistribution(items, theta)
      const expected = p.reduce((s, v, x) => s + v * x, 0)
      return { weight: weights[q]!, trueCategory: category(expected, cuts), observed: bins(p, cuts) }
    }),
  )
}

/** Index of the category a score falls in. */
export function category(score: number, cuts: readonly number[]): number {
  return cuts.filter((cut) => score >= cut).length
}

/** Probability of each category from a distribution over scores 0, 1, …. */
export function bins(p: ArrayLike<number>, cuts: readonly number[]): number[] {
  const out = new Array<number>(cuts.length + 1).fill(0)
  for (let x = 0; x < p.length; x++) out[category(x, cuts)]! += p[x]!
  return out
}
