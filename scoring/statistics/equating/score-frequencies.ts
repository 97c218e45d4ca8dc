/*
 * A score distribution: persons at each whole score from `lowest` on.
 */
import { requireInput } from '../input-error.ts'

export interface ScoreFrequencies {
  readonly lowest: number
  /** Persons (or smoothed expected persons) at lowest, lowest + 1, …. */
  readonly counts: readonly number[]
}

/** From score and frequency pairs in any order; scores not named have 0 persons. */
export function scoreFrequencies(pairs: readonly (readonly [number, number])[]): ScoreFrequencies {
  const bad = pairs.find(([score, n]) => !Number.isInteger(score) || !(n >= 0))
  requireInput(
    bad === undefined,
    `Score ${bad?.[0]} with frequency ${bad?.[1]}: scores must be whole numbers and frequencies 0 or more. ` +
      'Round the scores to the reporting unit first.',
  )
  const total = pairs.reduce((s, [, n]) => s + n, 0)
  requireInput(
    pairs.length >= 2 && total > 1,
    'A score distribution needs at least two scores and two persons.',
  )
  const lowest = Math.min(...pairs.map(([score]) => score))
  const highest = Math.max(...pairs.map(([score]) => score))
  requireInput(
    highest - lowest <= 100_000,
    `Scores from ${lowest} to ${highest} are too far apart to be points.`,
  )
  const counts = new Array<number>(highest - lowest + 1).fill(0)
  for (const [score, n] of pairs) counts[score - lowest]! += n
  return { lowest, counts }
}

export interface ScoreMoments {
  readonly n: number
  readonly mean: number
  /** Divisor n − 1. */
  readonly sd: number
}

export function scoreMoments({ lowest, counts }: ScoreFrequencies): ScoreMoments {
  const n = counts.reduce((s, v) => s + v, 0)
  const mean = counts.reduce((s, v, k) => s + v * (lowest + k), 0) / n
  const square = counts.reduce((s, v, k) => s + v * (lowest + k - mean) ** 2, 0)
  return { n, mean, sd: Math.sqrt(square / (n - 1)) }
}

/** Highest score of the scale. */
export function highestScore({ lowest, counts }: ScoreFrequencies): number {
  return lowest + counts.length - 1
}

/** An equated score: x on the new form is worth y on the old. */
export interface Equated {
  readonly x: number
  readonly y: number
}
