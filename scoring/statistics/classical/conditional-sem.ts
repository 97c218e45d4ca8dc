/*
 * Standard error of measurement at a score.
 *
 * With item parameters: the spread of the Lord–Wingersky score distribution
 * at an ability. Without: Lord's binomial error √(x(k − x)/(k − 1)) for 0/1
 * items, scaled by Keats' factor so that its mean square agrees with alpha.
 * Sources: Lord & Wingersky 1984; Lord 1957; Keats 1957.
 */
import type { ItemParameters } from '../irt/item-parameters.ts'
import { scoreDistribution } from '../irt/score-distribution.ts'

export interface ConditionalSem {
  /** Expected sum score at the ability, in points. */
  readonly expected: number
  readonly sem: number
}

export function conditionalSem(items: readonly ItemParameters[], theta: number): ConditionalSem {
  const p = scoreDistribution(items, theta)
  const expected = p.reduce((s, v, x) => s + v * x, 0)
  return { expected, sem: Math.sqrt(p.reduce((s, v, x) => s + v * (x - expected) ** 2, 0)) }
}

/** Ability at which the expected sum score is `score`; ±Infinity outside what the test can give. */
export function abilityAtScore(items: readonly ItemParameters[], score: number): number {
  let low = -12
  let high = 12
  if (score <= conditionalSem(items, low).expected) return -Infinity
  if (score >= conditionalSem(items, high).expected) return Infinity
  for (let n = 0; n < 80; n++) {
    const middle = (low + high) / 2
    if (conditionalSem(items, middle).expected < score) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Binomial-error SEM at sum score x of k 0/1 items; kr20 and kr21 give Keats' correction. */
export function binomialSem(x: number, k: number, kr20?: number, kr21?: number): number {
  const lord = Math.sqrt((x * (k - x)) / (k - 1))
  return kr20 === undefined || kr21 === undefined ? lord : lord * Math.sqrt((1 - kr20) / (1 - kr21))
}

/** KR-21: alpha if all items were equally hard. Kuder & Richardson 1937. */
export function kr21(k: number, mean: number, sd: number): number {
  return (k / (k - 1)) * (1 - (mean * (k - mean)) / (k * sd * sd))
}
