/*
 * Severity of each rater: least-squares fit of rating = unit + rater, so that
 * a rater who happened to get the weak candidates is not called severe.
 * Severity is in score points, summing to 0; positive = severe (gives less).
 * Raters must be connected through shared units. Source: Braun 1988.
 */
import { requireInput } from '../input-error.ts'
import type { NumericRatings } from './ratings.ts'

export interface RaterSeverity {
  readonly rater: number
  /** Ratings given. */
  readonly n: number
  readonly mean: number
  readonly severity: number
  /** Root mean square of what the rater's marks leave unexplained: large = erratic. */
  readonly residual: number
}

export function raterSeverity(ratings: NumericRatings): RaterSeverity[] {
  const raters = ratings[0]?.length ?? 0
  requireConnected(ratings, raters)
  const leniency = new Float64Array(raters)
  let units: number[] = []
  for (let round = 0; round < 10_000; round++) {
    units = ratings.map((row) => averageOver(row, (v, r) => v - leniency[r]!))
    let moved = 0
    const next = leniency.map((_, r) => averageOver(columnOf(ratings, r), (v, u) => v - units[u]!))
    const centre = next.reduce((s, v) => s + v, 0) / raters
    next.forEach((v, r) => {
      moved = Math.max(moved, Math.abs(v - centre - leniency[r]!))
      leniency[r] = v - centre
    })
    if (moved < 1e-12) break
  }
  return Array.from(leniency, (lenient, rater) => {
    const own = columnOf(ratings, rater)
    return {
      rater,
      n: own.filter((v) => v !== null).length,
      mean: averageOver(own, (v) => v),
      severity: 0 - lenient,
      residual: Math.sqrt(averageOver(own, (v, u) => (v - units[u]! - lenient) ** 2)),
    }
  })
}

function columnOf(ratings: NumericRatings, rater: number): (number | null)[] {
  return ratings.map((row) => row[rater]!)
}

/** Mean of f over the ratings that are there; 0 without any. */
function averageOver(row: readonly (number | null)[], f: (value: number, index: number) => number): number {
  let sum = 0
  let n = 0
  row.forEach((v, i) => {
    if (v === null) return
    sum += f(v, i)
    n++
  })
  return n ? sum / n : 0
}

function requireConnected(ratings: NumericRatings, raters: number): void {
  const reached = new Set([0])
  for (let grown = true; grown; ) {
    grown = false
    for (const row of ratings) {
      const own = row.flatMap((v, r) => (v === null ? [] : [r]))
      if (own.some((r) => reached.has(r)))
        for (const r of own)
          if (!reached.has(r)) {
            reached.add(r)
            grown = true
          }
    }
  }
  requireInput(
    reached.size === raters,
    `Only ${reached.size} of ${raters} raters are connected through shared units, so their severities cannot be ` +
      'compared; have some answers rated twice across the sets.',
  )
}
