/*
 * Coefficient alpha (KR-20 for 0/1 items), its interval, and the standard
 * error of measurement.
 *
 *   alpha = k/(k − 1) · (1 − Σ item variances / variance of the sum)
 *   SEM   = SD · √(1 − alpha)
 *
 * Interval: Feldt 1965, (1 − α̂)·F with n − 1 and (n − 1)(k − 1) degrees of
 * freedom. With cells not administered the covariances are taken pair by
 * pair, and alpha is NaN as soon as a pair of items never met.
 * Sources: Cronbach 1951; Feldt 1965; Livingston 1972 for k².
 */
import { fQuantile } from '../math/distributions.ts'
import { mean, standardDeviation } from '../math/moments.ts'
import {
  administeredColumns,
  isComplete,
  type ResponseMatrix,
  selectColumns,
  sumScores,
} from '../response-matrix.ts'

export interface Reliability {
  readonly n: number
  readonly items: number
  /** Mean and standard deviation (n − 1) of the sum score, in points. */
  readonly mean: number
  readonly sd: number
  readonly alpha: number
  /** Confidence interval of alpha at the level asked for. */
  readonly interval: readonly [number, number]
  /** In points. */
  readonly sem: number
  /** Alpha of the test without each item, in item order. */
  readonly alphaIfDeleted: readonly number[]
}

/** Items nobody was administered take no part; their alphaIfDeleted is NaN. */
export function reliability(all: ResponseMatrix, level = 0.95): Reliability {
  const columns = administeredColumns(all)
  const matrix = columns.length === all.items.length ? all : selectColumns(all, columns)
  const totals = sumScores(matrix)
  const k = matrix.items.length
  const n = matrix.persons
  const covariance = isComplete(matrix) ? completeCovariance(matrix) : pairwiseCovariance(matrix)
  const alpha = alphaOf(covariance, k)
  const sd = standardDeviation(totals)
  const tail = (1 - level) / 2
  const bound = (p: number) => 1 - (1 - alpha) * fQuantile(p, n - 1, (n - 1) * (k - 1))
  const known = Number.isFinite(alpha) && n > 1 && k > 1
  return {
    n,
    items: k,
    mean: mean(totals),
    sd,
    alpha,
    interval: known ? [bound(1 - tail), bound(tail)] : [Number.NaN, Number.NaN],
    sem: sd * Math.sqrt(Math.max(0, 1 - alpha)),
    alphaIfDeleted: all.items.map((_, j) =>
      columns.includes(j) ? alphaOf(covariance, k, columns.indexOf(j)) : Number.NaN,
    ),
  }
}

/** Reliability about a cut score: high where the mean lies far from the cut. Livingston 1972. */
export function livingstonK2(alpha: number, mean: number, sd: number, cut: number): number {
  const distance = (mean - cut) ** 2
  return (alpha * sd * sd + distance) / (sd * sd + distance)
}

function alphaOf(covariance: Float64Array, k: number, left = -1): number {
  let trace = 0
  let total = 0
  for (let i = 0; i < k; i++) {
    if (i === left) continue
    trace += covariance[i * k + i]!
    for (let j = 0; j < k; j++) if (j !== left) total += covariance[i * k + j]!
  }
  const count = left < 0 ? k : k - 1
  return count > 1 && total > 0 ? (count / (count - 1)) * (1 - trace / total) : Number.NaN
}

function completeCovariance(matrix: ResponseMatrix): Float64Array {
  const k = matrix.items.length
  const n = matrix.persons
  const means = new Float64Array(k)
  matrix.scores.forEach((v, at) => {
    means[at % k]! += v / n
  })
  const out = new Float64Array(k * k)
  const centred = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) centred[j] = matrix.scores[i * k + j]! - means[j]!
    for (let j = 0; j < k; j++) {
      const own = centred[j]!
      for (let l = j; l < k; l++) out[j * k + l]! += own * centred[l]!
    }
  }
  for (let j = 0; j < k; j++)
    for (let l = j; l < k; l++) out[j * k + l] = out[l * k + j] = out[j * k + l]! / (n - 1)
  return out
}

function pairwiseCovariance(matrix: ResponseMatrix): Float64Array {
  const k = matrix.items.length
  const out = new Float64Array(k * k)
  for (let j = 0; j < k; j++)
    for (let l = j; l < k; l++) out[j * k + l] = out[l * k + j] = pairCovariance(matrix, j, l)
  return out
}

function pairCovariance(matrix: ResponseMatrix, j: number, l: number): number {
  const k = matrix.items.length
  let n = 0
  let mx = 0
  let my = 0
  let xy = 0
  for (let i = 0; i < matrix.persons; i++) {
    const x = matrix.scores[i * k + j]!
    const y = matrix.scores[i * k + l]!
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    n++
    const dx = x - mx
    mx += dx / n
    my += (y - my) / n
    xy += dx * (y - my)
  }
  return n > 1 ? xy / (n - 1) : Number.NaN
}
