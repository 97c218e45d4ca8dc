/*
 * Logistic regression by Newton's method with step halving: the maximum of
 * the binomial likelihood, its log, and the inverse information.
 * Source: McCullagh & Nelder 1989, ch. 4.
 */
import { invertSymmetric, solveSymmetric } from './symmetric.ts'

/** Persons alike in their predictors. */
export interface LogisticCell {
  /** Predictors, the constant 1 included. */
  readonly x: readonly number[]
  readonly n: number
  /** Those of the n with outcome 1. */
  readonly successes: number
}

export interface LogisticFit {
  readonly coefficients: Float64Array
  readonly logLik: number
  /** Row-major; undefined where the outcomes are separated or the predictors repeat each other. */
  readonly covariance: Float64Array | undefined
}

export function logisticRegression(cells: readonly LogisticCell[]): LogisticFit {
  const size = cells[0]?.x.length ?? 0
  let coefficients = new Float64Array(size)
  let logLik = logLikelihood(cells, coefficients)
  let curve = derivatives(cells, coefficients, size)
  for (let step = 0; step < 50; step++) {
    const move = solveSymmetric(curve.information, curve.gradient, size)
    if (!move) return { coefficients, logLik, covariance: undefined }
    const better = climb(cells, coefficients, move, logLik)
    if (!better) break
    const gain = better.logLik - logLik
    coefficients = better.coefficients
    logLik = better.logLik
    curve = derivatives(cells, coefficients, size)
    if (gain < 1e-13 * Math.max(1, Math.abs(logLik))) break
  }
  return { coefficients, logLik, covariance: invertSymmetric(curve.information, size) }
}

/** The longest of the halved moves that does not lower the likelihood. */
function climb(
  cells: readonly LogisticCell[],
  from: Float64Array,
  move: Float64Array,
  logLik: number,
): { coefficients: Float64Array<ArrayBuffer>; logLik: number } | undefined {
  for (let factor = 1; factor > 1e-6; factor /= 2) {
    const coefficients = Float64Array.from(from, (v, i) => v + factor * move[i]!)
    const value = logLikelihood(cells, coefficients)
    if (value >= logLik) return { coefficients, logLik: value }
  }
  return undefined
}

function derivatives(cells: readonly LogisticCell[], coefficients: Float64Array, size: number) {
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  for (const { x, n, successes } of cells) {
    const p = 1 / (1 + Math.exp(-dot(x, coefficients)))
    for (let r = 0; r < size; r++) {
      gradient[r]! += x[r]! * (successes - n * p)
      for (let s = 0; s < size; s++) information[r * size + s]! += n * p * (1 - p) * x[r]! * x[s]!
    }
  }
  return { gradient, information }
}

function logLikelihood(cells: readonly LogisticCell[], coefficients: Float64Array): number {
  return cells.reduce((sum, { x, n, successes }) => {
    const z = dot(x, coefficients)
    const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))
    return sum + successes * z - n * softplus
  }, 0)
}

function dot(x: readonly number[], y: Float64Array): number {
  return x.reduce((s, v, i) => s + v * y[i]!, 0)
}
