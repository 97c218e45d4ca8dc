/*
 * Finds the maximum of the marginal likelihood: EM with SQUAREM on a coarse
 * grid, then on a fine one, then Newton steps with the observed information.
 * A Newton step that does not raise the likelihood sends the search back to
 * EM with a tighter tolerance.
 */
import { invertSymmetric } from '../math/symmetric.ts'
import { abilityGrid } from './ability-grid.ts'
import { emptyPosterior, expectation, type Layout, type Posterior } from './expectation.ts'
import { admissible, logPrior, maximise } from './maximum.ts'
import { observedInformation } from './observed-information.ts'
import type { Patterns } from './patterns.ts'
import type { FirstGroup } from './population-block.ts'

export interface Estimate {
  readonly x: Float64Array
  /** Inverse observed information; undefined where the likelihood has no strict maximum. */
  readonly covariance: Float64Array | undefined
  readonly logLik: number
  /** Expectation steps of EM. */
  readonly iterations: number
  readonly converged: boolean
  readonly posterior: Posterior
  readonly theta: Float64Array
}

/** Newton decrement gᵀI⁻¹g under which the maximum counts as reached. */
const smallDecrement = 1e-6
const rounds = 12

export function estimate(
  plan: Layout,
  start: Float64Array,
  patterns: Patterns,
  firstGroup: FirstGroup,
  maxIterations: number,
): Estimate {
  const coarse = abilityGrid(plan, start, patterns, firstGroup, 0.5)
  const rough = maximise(plan, start, patterns, coarse, {
    parameterChange: 1e-2,
    logLikChange: 1,
    maxIterations,
  })
  const theta = abilityGrid(plan, rough.x, patterns, firstGroup, 0.25)
  const posterior = emptyPosterior(patterns, theta.length)
  let { x, iterations } = rough
  let tolerance = 1e-4
  let newton: NewtonStep | undefined
  for (let round = 0; round < rounds; round++) {
    if (!newton?.taken) {
      if (round > 0 && iterations >= maxIterations) break
      const rule = {
        parameterChange: tolerance,
        logLikChange: 10 * tolerance,
        maxIterations: maxIterations - iterations,
      }
      const found = maximise(plan, x, patterns, theta, rule)
      x = found.x
      iterations += found.iterations
      tolerance /= 10
    }
    newton = newtonStep(plan, x, patterns, theta, posterior)
    x = newton.x
    if (newton.decrement < smallDecrement) break
  }
  const { logLik } = expectation(plan, x, patterns, theta, posterior)
  const converged = newton !== undefined && newton.decrement < smallDecrement
  return { x, covariance: newton?.covariance, logLik, iterations, converged, posterior, theta }
}

interface NewtonStep {
  readonly x: Float64Array
  /** False when the step was refused and x is where it was. */
  readonly taken: boolean
  /** gᵀI⁻¹g before the step; Infinity where the information is not positive definite. */
  readonly decrement: number
  readonly covariance: Float64Array | undefined
}

function newtonStep(
  plan: Layout,
  x: Float64Array,
  patterns: Patterns,
  theta: Float64Array,
  posterior: Posterior,
): NewtonStep {
  const e = expectation(plan, x, patterns, theta, posterior)
  const { gradient, information } = observedInformation(plan, x, patterns, theta, e, posterior)
  const covariance = invertSymmetric(information, plan.parameters)
  if (!covariance) return { x, taken: false, decrement: Infinity, covariance }
  const move = times(covariance, gradient)
  const decrement = move.reduce((s, v, i) => s + v * gradient[i]!, 0)
  const next = x.map((v, i) => v + move[i]!)
  const here = e.logLik + logPrior(plan, x)
  const taken =
    decrement < 1 &&
    admissible(plan, next) &&
    expectation(plan, next, patterns, theta).logLik + logPrior(plan, next) >= here - 1e-9 * Math.abs(here)
  return { x: taken ? next : x, taken, decrement, covariance }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length
  return vector.map((_, i) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += matrix[i * n + k]! * vector[k]!
    return sum
  })
}
