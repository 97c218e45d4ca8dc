/*
 * Item block for the 3PL with priors: P = c + (1 − c)·logistic(aθ + d).
 * Parameters: a, d, g = logit c. The lower asymptote is hardly identified
 * without a prior, so one is always there:
 *   a ~ lognormal(mu, sigma), c ~ beta(alpha, beta).
 * Defaults a ~ lognormal(0, 0.5), c ~ beta(5, 17) (mean .23, worth 20
 * answers). Source: Birnbaum 1968; Mislevy 1986 on the priors.
 */
import type { Block } from './block.ts'
import { blockGradient, newton, slopeLimit } from './partial-credit-block.ts'

export interface ThreeParameterPriors {
  readonly slope: { readonly mu: number; readonly sigma: number }
  readonly guessing: { readonly alpha: number; readonly beta: number }
}

export const defaultPriors: ThreeParameterPriors = {
  slope: { mu: 0, sigma: 0.5 },
  guessing: { alpha: 5, beta: 17 },
}

const logistic = (z: number) => 1 / (1 + Math.exp(-z))

export function threeParameterBlock(priors: ThreeParameterPriors = defaultPriors): Block {
  const { slope, guessing } = priors
  const block: Block = {
    categories: 2,
    parameters: 3,
    admissible: (x) => x[0]! > 1e-3 && x[0]! <= slopeLimit && Math.abs(x[1]!) < 200 && Math.abs(x[2]!) < 30,

    logPrior(x) {
      const c = logistic(x[2]!)
      const z = (Math.log(x[0]!) - slope.mu) / slope.sigma
      return (
        -0.5 * z * z -
        Math.log(x[0]!) +
        (guessing.alpha - 1) * Math.log(c) +
        (guessing.beta - 1) * Math.log(1 - c)
      )
    },

    priorScores(x) {
      const c = logistic(x[2]!)
      const z = (Math.log(x[0]!) - slope.mu) / slope.sigma
      return Float64Array.of(
        -(z / slope.sigma + 1) / x[0]!,
        0,
        (guessing.alpha - 1) * (1 - c) - (guessing.beta - 1) * c,
      )
    },

    logProbabilities(x, theta, out, offset) {
      const c = logistic(x[2]!)
      for (let q = 0; q < theta.length; q++) {
        const z = x[0]! * theta[q]! + x[1]!
        out[offset + q] = Math.log((1 - c) * logistic(-z))
        out[offset + theta.length + q] = Math.log(c + (1 - c) * logistic(z))
      }
    },

    scores(x, theta) {
      const n = theta.length
      const c = logistic(x[2]!)
      const out = new Float64Array(2 * n * 3)
      for (let q = 0; q < n; q++) {
        const l = logistic(x[0]! * theta[q]! + x[1]!)
        const right = c + (1 - c) * l
        const wrong = (1 - c) * (1 - l)
        const slopes = [(1 - c) * l * (1 - l) * theta[q]!, (1 - c) * l * (1 - l), (1 - l) * c * (1 - c)]
        for (let p = 0; p < 3; p++) {
          out[q * 3 + p] = -slopes[p]! / Math.max(wrong, 1e-300)
          out[(n + q) * 3 + p] = slopes[p]! / right
        }
      }
      return out
    },

    /** Observed information by central differences of the exact gradient. */
    information(x, counts, theta) {
      const out = new Float64Array(9)
      for (let p = 0; p < 3; p++) {
        const h = 1e-5 * Math.max(1, Math.abs(x[p]!))
        const at = (sign: number) =>
          blockGradient(
            block,
            x.map((v, i) => (i === p ? v + sign * h : v)),
            counts,
            theta,
          )
        const up = at(1)
        const down = at(-1)
        for (let r = 0; r < 3; r++) out[r * 3 + p] = -(up[r]! - down[r]!) / (2 * h)
      }
      for (let r = 0; r < 3; r++)
        for (let p = 0; p < r; p++) out[r * 3 + p] = out[p * 3 + r] = (out[r * 3 + p]! + out[p * 3 + r]!) / 2
      return out
    },

    maximise: (x, counts, theta) => newton(block, x, counts, theta, expectedInformation),
  }

  /** Fisher information plus the priors' curvature: positive definite where the observed one is not. */
  function expectedInformation(x: Float64Array, counts: Float64Array, theta: Float64Array): Float64Array {
    const n = theta.length
    const scores = block.scores(x, theta)
    const logs = new Float64Array(2 * n)
    block.logProbabilities(x, theta, logs, 0)
    const out = new Float64Array(9)
    for (let i = 0; i < 2 * n; i++) {
      const persons = counts[i % n]! + counts[n + (i % n)]!
      const weight = persons * Math.exp(logs[i]!)
      for (let r = 0; r < 3; r++)
        for (let p = 0; p < 3; p++) out[r * 3 + p]! += weight * scores[i * 3 + r]! * scores[i * 3 + p]!
    }
    const c = logistic(x[2]!)
    out[0]! += 1 / (slope.sigma * x[0]!) ** 2
    out[8]! += (guessing.alpha + guessing.beta - 2) * c * (1 - c)
    return out
  }
  return block
}
