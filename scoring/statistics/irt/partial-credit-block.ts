/*
 * Item block for Rasch, 2PL, PCM and GPCM: P(k) ∝ exp(k·a·θ + d_k).
 * Parameters: a (unless fixed), d_1 … d_m. The family is exponential, so the
 * maximisation step is concave and Newton's method with the exact Hessian
 * converges from anywhere with step halving. Source: Muraki 1992.
 */
import { solveSymmetric } from '../math/symmetric.ts'
import type { Block } from './block.ts'

/** |a| beyond this is a runaway slope (a Heywood case), held there and flagged by the caller. */
export const slopeLimit = 12

export function partialCreditBlock(steps: number, fixedSlope?: number): Block {
  const free = fixedSlope === undefined ? 1 : 0
  const parameters = steps + free
  const categories = steps + 1
  const slope = (x: Float64Array) => (free ? x[0]! : fixedSlope!)

  const block: Block = {
    categories,
    parameters,
    logPrior: () => 0,
    priorScores: () => new Float64Array(parameters),
    admissible: (x) => x.every((v) => Math.abs(v) < 200) && Math.abs(slope(x)) <= slopeLimit,

    logProbabilities(x, theta, out, offset) {
      const a = slope(x)
      const n = theta.length
      for (let q = 0; q < n; q++) {
        const z = a * theta[q]!
        let top = 0
        for (let k = 1; k <= steps; k++) top = Math.max(top, k * z + x[free + k - 1]!)
        let total = Math.exp(-top)
        for (let k = 1; k <= steps; k++) total += Math.exp(k * z + x[free + k - 1]! - top)
        const norm = top + Math.log(total)
        out[offset + q] = -norm
        for (let k = 1; k <= steps; k++) out[offset + k * n + q] = k * z + x[free + k - 1]! - norm
      }
    },

    scores(x, theta) {
      const n = theta.length
      const p = probabilities(block, x, theta)
      const out = new Float64Array(categories * n * parameters)
      for (let q = 0; q < n; q++) {
        let mean = 0
        for (let k = 1; k <= steps; k++) mean += k * p[k * n + q]!
        for (let k = 0; k <= steps; k++) {
          const at = (k * n + q) * parameters
          if (free) out[at] = theta[q]! * (k - mean)
          for (let l = 1; l <= steps; l++) out[at + free + l - 1] = (k === l ? 1 : 0) - p[l * n + q]!
        }
      }
      return out
    },

    information(x, counts, theta) {
      const n = theta.length
      const p = probabilities(block, x, theta)
      const out = new Float64Array(parameters * parameters)
      for (let q = 0; q < n; q++) {
        let persons = 0
        let mean = 0
        let square = 0
        for (let k = 0; k <= steps; k++) {
          persons += counts[k * n + q]!
          mean += k * p[k * n + q]!
          square += k * k * p[k * n + q]!
        }
        const t = theta[q]!
        if (free) out[0]! += persons * t * t * (square - mean * mean)
        for (let k = 1; k <= steps; k++) {
          const pk = p[k * n + q]!
          const row = (free + k - 1) * parameters
          if (free) {
            out[row]! += persons * t * pk * (k - mean)
            out[free + k - 1]! += persons * t * pk * (k - mean)
          }
          for (let l = 1; l <= steps; l++)
            out[row + free + l - 1]! += persons * pk * ((k === l ? 1 : 0) - p[l * n + q]!)
        }
      }
      return out
    },

    maximise: (x, counts, theta) => newton(block, x, counts, theta),
  }
  return block
}

/** exp of the block's log probabilities, category-major. */
export function probabilities(block: Block, x: Float64Array, theta: Float64Array): Float64Array {
  const out = new Float64Array(block.categories * theta.length)
  block.logProbabilities(x, theta, out, 0)
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(out[i]!)
  return out
}

/** Newton's method with step halving on Σ counts · ln P + ln prior. */
export function newton(
  block: Block,
  start: Float64Array,
  counts: Float64Array,
  theta: Float64Array,
  curvature = block.information,
): Float64Array {
  let x = start
  let value = objective(block, x, counts, theta)
  for (let step = 0; step < 12; step++) {
    const gradient = blockGradient(block, x, counts, theta)
    const move = solveSymmetric(curvature(x, counts, theta), gradient, block.parameters)
    if (!move) break
    let factor = 1
    let moved = false
    while (factor > 1e-4 && !moved) {
      const next = x.map((v, i) => v + factor * move[i]!)
      const nextValue = block.admissible(next) ? objective(block, next, counts, theta) : -Infinity
      if (nextValue >= value - 1e-12 * Math.abs(value)) {
        x = next
        value = nextValue
        moved = true
      } else factor /= 2
    }
    if (!moved || Math.max(...move.map(Math.abs)) < 1e-8) break
  }
  return x
}

function objective(block: Block, x: Float64Array, counts: Float64Array, theta: Float64Array): number {
  const logs = new Float64Array(counts.length)
  block.logProbabilities(x, theta, logs, 0)
  let sum = block.logPrior(x)
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) sum += counts[i]! * logs[i]!
  return sum
}

/** Gradient of Σ counts · ln P + ln prior. */
export function blockGradient(
  block: Block,
  x: Float64Array,
  counts: Float64Array,
  theta: Float64Array,
): Float64Array {
  const scores = block.scores(x, theta)
  const gradient = block.priorScores(x)
  const width = block.parameters
  for (let i = 0; i < counts.length; i++)
    for (let p = 0; p < width; p++) gradient[p]! += counts[i]! * scores[i * width + p]!
  return gradient
}
