/*
 * Equipercentile equating of equivalent groups: same percentile rank, same
 * score. A whole score k stands for the interval k − ½ … k + ½ over which its
 * persons are spread evenly; ranks of 0 and 1 go to the ends of the scale.
 * Source: Kolen & Brennan 2014, ch. 2.
 */
import { type Equated, highestScore, type ScoreFrequencies } from './score-frequencies.ts'

export function equipercentileEquating(x: ScoreFrequencies, y: ScoreFrequencies): readonly Equated[] {
  const total = x.counts.reduce((s, v) => s + v, 0)
  const inverse = percentileScore(y)
  let below = 0
  return x.counts.map((n, k) => {
    const rank = (below + n / 2) / total
    below += n
    return { x: x.lowest + k, y: inverse(rank) }
  })
}

/** Score with the given percentile rank (0 … 1). */
function percentileScore(y: ScoreFrequencies): (rank: number) => number {
  const total = y.counts.reduce((s, v) => s + v, 0)
  const upTo: number[] = []
  let sum = 0
  for (const n of y.counts) {
    sum += n
    upTo.push(sum / total)
  }
  return (rank) => {
    if (rank <= 0) return y.lowest - 0.5
    const k = upTo.findIndex((share) => share > rank)
    if (k < 0) return highestScore(y) + 0.5
    const before = k === 0 ? 0 : upTo[k - 1]!
    return y.lowest + k - 0.5 + (rank - before) / (upTo[k]! - before)
  }
}
