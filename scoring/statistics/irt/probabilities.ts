/*
 * Category probabilities of an item at an ability, their derivatives, and
 * what follows from them: expected score and Fisher information.
 * Source: Muraki 1992 (partial credit), Birnbaum 1968 (3PL).
 */
import type { ItemParameters } from './item-parameters.ts'

/** P(score = k | θ), k = 0 … m. */
export function categoryProbabilities(item: ItemParameters, theta: number): number[] {
  if (item.intercepts.length === 1) {
    const logit = item.a * theta + item.intercepts[0]!
    const right = item.c + (1 - item.c) / (1 + Math.exp(-logit))
    return [(1 - item.c) / (1 + Math.exp(logit)), right]
  }
  const logits = [0, ...item.intercepts.map((d, k) => (k + 1) * item.a * theta + d)]
  const top = Math.max(...logits)
  const powers = logits.map((z) => Math.exp(z - top))
  const total = powers.reduce((s, v) => s + v, 0)
  return powers.map((v) => v / total)
}

/** Expected score at θ, in score points. */
export function expectedScore(item: ItemParameters, theta: number): number {
  return categoryProbabilities(item, theta).reduce((s, p, k) => s + k * p, 0)
}

export interface CategoryCurves {
  readonly p: readonly number[]
  /** dP/dθ. */
  readonly first: readonly number[]
  /** d²P/dθ². */
  readonly second: readonly number[]
}

/** Probabilities with first and second derivative in θ. */
export function categoryCurves(item: ItemParameters, theta: number): CategoryCurves {
  const p = categoryProbabilities(item, theta)
  const a = item.a
  if (item.intercepts.length === 1) {
    const logistic = 1 / (1 + Math.exp(-(a * theta + item.intercepts[0]!)))
    const slope = (1 - item.c) * a * logistic * (1 - logistic)
    const bend = slope * a * (1 - 2 * logistic)
    return { p, first: [-slope, slope], second: [-bend, bend] }
  }
  const mean = p.reduce((s, v, k) => s + k * v, 0)
  const spread = p.reduce((s, v, k) => s + (k - mean) ** 2 * v, 0)
  return {
    p,
    first: p.map((v, k) => a * v * (k - mean)),
    second: p.map((v, k) => a * a * v * ((k - mean) ** 2 - spread)),
  }
}

/** Fisher information Σ P'²/P at θ. */
export function itemInformation(item: ItemParameters, theta: number): number {
  const { p, first } = categoryCurves(item, theta)
  return p.reduce((s, v, k) => (v > 0 ? s + first[k]! ** 2 / v : s), 0)
}

/** Information of a whole test at θ. */
export function testInformation(items: readonly ItemParameters[], theta: number): number {
  return items.reduce((s, item) => s + itemInformation(item, theta), 0)
}
