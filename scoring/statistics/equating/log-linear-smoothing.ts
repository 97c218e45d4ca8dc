/*
 * Log-linear presmoothing: ln expected count is a polynomial in the score, so
 * the smooth distribution keeps the first `degree` moments of the sample.
 * Fitted by Newton's method on orthonormal polynomials (weighted by nothing,
 * over the score points), which stay well conditioned at any degree.
 * Source: Holland & Thayer 2000.
 */
import { requireInput } from '../input-error.ts'
import { solveSymmetric } from '../math/symmetric.ts'
import type { ScoreFrequencies } from './score-frequencies.ts'

export function logLinearSmoothing(sample: ScoreFrequencies, degree: number): ScoreFrequencies {
  const points = sample.counts.length
  const filled = sample.counts.filter((n) => n > 0).length
  requireInput(
    Number.isInteger(degree) && degree >= 1 && degree < filled,
    `Presmoothing of degree ${degree} needs a whole number from 1 to ${filled - 1}, ` +
      'fewer than the scores that occur. Customary is 6, less for small samples.',
  )
  const basis = orthonormalPolynomials(points, degree)
  const size = degree + 1
  const total = sample.counts.reduce((s, n) => s + n, 0)
  let beta = new Float64Array(size)
  beta[0] = Math.log(total / points) * Math.sqrt(points)
  let value = logLikelihood(sample, basis, beta)
  for (let step = 0; step < 200; step++) {
    const fitted = expected(basis, beta)
    const gradient = new Float64Array(size)
    const information = new Float64Array(size * size)
    for (let k = 0; k < points; k++)
      for (let r = 0; r < size; r++) {
        gradient[r]! += basis[r]![k]! * (sample.counts[k]! - fitted[k]!)
        for (let s = 0; s < size; s++)
          information[r * size + s]! += fitted[k]! * basis[r]![k]! * basis[s]![k]!
      }
    const move = solveSymmetric(information, gradient, size)
    requireInput(
      move !== undefined,
      `Presmoothing of degree ${degree} does not settle on these frequencies; use a lower degree.`,
    )
    let factor = 1
    let next = beta
    let nextValue = -Infinity
    while (factor > 1e-8) {
      next = beta.map((v, i) => v + factor * move[i]!)
      nextValue = logLikelihood(sample, basis, next)
      if (nextValue >= value - 1e-12 * Math.abs(value)) break
      factor /= 2
    }
    beta = next
    value = nextValue
    if (Math.max(...move.map(Math.abs)) < 1e-11 * Math.max(1, Math.abs(beta[0]!))) break
  }
  return { lowest: sample.lowest, counts: Array.from(expected(basis, beta)) }
}

function expected(basis: readonly Float64Array[], beta: Float64Array): Float64Array {
  return basis[0]!.map((_, k) => Math.exp(basis.reduce((s, row, r) => s + beta[r]! * row[k]!, 0)))
}

function logLikelihood(sample: ScoreFrequencies, basis: readonly Float64Array[], beta: Float64Array): number {
  let sum = 0
  expected(basis, beta).forEach((m, k) => {
    sum += (sample.counts[k]! > 0 ? sample.counts[k]! * Math.log(m) : 0) - m
  })
  return Number.isNaN(sum) ? -Infinity : sum
}

/** Rows 0 … degree, by Gram–Schmidt, twice for accuracy. */
function orthonormalPolynomials(points: number, degree: number): Float64Array[] {
  const position = (k: number) => (2 * k) / (points - 1) - 1
  const rows: Float64Array[] = []
  for (let r = 0; r <= degree; r++) {
    const row = Float64Array.from({ length: points }, (_, k) =>
      r === 0 ? 1 : rows[r - 1]![k]! * position(k),
    )
    for (let pass = 0; pass < 2; pass++)
      for (const other of rows) {
        const overlap = row.reduce((s, v, k) => s + v * other[k]!, 0)
        for (let k = 0; k < points; k++) row[k]! -= overlap * other[k]!
      }
    const length = Math.sqrt(row.reduce((s, v) => s + v * v, 0))
    rows.push(row.map((v) => v / length))
  }
  return rows
}
