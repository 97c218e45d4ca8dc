/*
 * Calibration by marginal maximum likelihood: EM accelerated by SQUAREM on a
 * coarse grid, then on a fine one, then Newton steps with the observed
 * information, which also gives the standard errors.
 *
 * Converged means the Newton decrement gᵀI⁻¹g is below 1e-6: the estimate is
 * within 1/1000 of a standard error of the maximum in every direction.
 *
 * Scale: θ ~ N(0, 1) for 2PL, 3PL, GPCM; a = 1 and θ ~ N(0, σ²) for Rasch and
 * PCM. With groups, that holds for the first and the others are estimated;
 * with anchors, the anchors hold the scale and every group is estimated.
 * Sources: Bock & Aitkin 1981; Louis 1982; Varadhan & Roland 2008.
 */

import { requireInput } from '../input-error.ts'
import type { ResponseMatrix } from '../response-matrix.ts'
import { type CalibratedItem, describeItems } from './calibrated-item.ts'
import { planCalibration, requireFittingData } from './calibration-plan.ts'
import { calibrationWarnings } from './calibration-warnings.ts'
import { estimate } from './estimate.ts'
import { type Posterior, part } from './expectation.ts'
import type { ItemParameters, Model } from './item-parameters.ts'
import { collectPatterns, type Patterns } from './patterns.ts'
import { type GroupMoments, groupMoments } from './population-block.ts'
import { defaultPriors, type ThreeParameterPriors } from './three-parameter-block.ts'
import { withoutConstantItems } from './varying-items.ts'

export interface CalibrationOptions {
  readonly model: Model
  /** Group of each person, 0, 1, …; group 0 sets the scale. One group when left out. */
  readonly groups?: ArrayLike<number>
  /** Items with known parameters, which hold the scale; the first group's mean and spread are then free. */
  readonly anchors?: readonly ItemParameters[]
  /** Priors of the 3PL; other models have none. */
  readonly priors?: ThreeParameterPriors
  /** Expectation steps at most. Default 2000. */
  readonly maxIterations?: number
}

export interface Calibration {
  readonly model: Model
  readonly converged: boolean
  readonly iterations: number
  /** Marginal log-likelihood at the estimate, priors left out. */
  readonly logLik: number
  /** Estimated parameters, and the criteria that penalise them. */
  readonly parameters: number
  readonly aic: number
  readonly bic: number
  readonly persons: number
  /** Variance of ability in the first group: 1, or estimated for Rasch and PCM. */
  readonly variance: number
  readonly groups: readonly GroupMoments[]
  readonly items: readonly CalibratedItem[]
  /** Expected a posteriori ability and its posterior standard deviation, per person. */
  readonly abilities: { readonly eap: Float64Array; readonly se: Float64Array }
  readonly warnings: readonly string[]
}

export function calibrate(matrix: ResponseMatrix, options: CalibrationOptions): Calibration {
  const anchors = new Map(options.anchors?.map((item) => [item.id, item]))
  const { kept, dropped } = withoutConstantItems(matrix, new Set(anchors.keys()))
  requireInput(
    !options.groups || options.groups.length === matrix.persons,
    `There are ${options.groups?.length} group codes for ${matrix.persons} persons; give one per person.`,
  )
  const topScores = new Map([...anchors].map(([id, item]) => [id, item.intercepts.length]))
  const patterns = collectPatterns(kept, options.groups, topScores)
  requireFittingData(kept, patterns, options.model)
  const known = kept.items.map((id) => anchors.get(id))
  const planned = planCalibration(options.model, patterns, options.priors ?? defaultPriors, known)
  const { layout: plan, start, firstGroup } = planned
  const found = estimate(plan, start, patterns, firstGroup, options.maxIterations ?? 2000)
  const population = part(plan, found.x, kept.items.length)
  const groups = Array.from({ length: patterns.groups }, (_, g) => groupMoments(population, g, firstGroup))
  const items = describeItems(matrix, kept, patterns, plan, found.x, found.covariance, options.model, anchors)
  const logLik = found.logLik
  return {
    model: options.model,
    converged: found.converged,
    iterations: found.iterations,
    logLik,
    parameters: plan.parameters,
    aic: -2 * logLik + 2 * plan.parameters,
    bic: -2 * logLik + plan.parameters * Math.log(matrix.persons),
    persons: matrix.persons,
    variance: groups[0]!.sd ** 2,
    groups,
    items,
    abilities: abilities(patterns, found.posterior, found.theta),
    warnings: calibrationWarnings(options.model, found.converged, matrix, items, dropped),
  }
}

function abilities(patterns: Patterns, posterior: Posterior, theta: Float64Array) {
  const n = theta.length
  const eapOf = new Float64Array(patterns.count)
  const seOf = new Float64Array(patterns.count)
  for (let u = 0; u < patterns.count; u++) {
    let mean = 0
    let square = 0
    for (let q = posterior.from[u]!; q < posterior.to[u]!; q++) {
      const w = posterior.weights[u * n + q]!
      mean += w * theta[q]!
      square += w * theta[q]! ** 2
    }
    eapOf[u] = mean
    seOf[u] = Math.sqrt(Math.max(0, square - mean * mean))
  }
  return {
    eap: Float64Array.from(patterns.ofPerson, (u) => eapOf[u]!),
    se: Float64Array.from(patterns.ofPerson, (u) => seOf[u]!),
  }
}
