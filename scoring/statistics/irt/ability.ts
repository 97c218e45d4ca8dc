/*
 * Ability of one person from known item parameters.
 *
 *   EAP  posterior mean under N(0, sd²); its error is the posterior spread
 *   MAP  posterior mode
 *   ML   maximum likelihood; infinite for all wrong or all right
 *   WLE  Warm's weighted likelihood, l' + J/(2I) = 0: finite, nearly unbiased
 *
 * Standard errors of MAP, ML, WLE come from the test information.
 * Sources: Bock & Mislevy 1982; Warm 1989.
 */
import { requireInput } from '../input-error.ts'
import { evenGrid, normalWeights } from '../math/grid.ts'
import type { ItemParameters } from './item-parameters.ts'
import { categoryCurves, categoryProbabilities, testInformation } from './probabilities.ts'

export interface Ability {
  readonly theta: number
  readonly se: number
}

/** A category code per item, null = not administered. */
export type Answers = readonly (number | null)[]

export interface Prior {
  readonly mean: number
  readonly sd: number
}

const standard: Prior = { mean: 0, sd: 1 }
/** Solutions are sought within ± this many logits. */
const reach = 15

export function eap(items: readonly ItemParameters[], answers: Answers, prior = standard): Ability {
  const { nodes, weights, total } = posterior(items, answers, prior)
  let mean = 0
  let square = 0
  weights.forEach((w, q) => {
    mean += w * nodes[q]!
    square += w * nodes[q]! ** 2
  })
  mean /= total
  return { theta: prior.mean + prior.sd * mean, se: prior.sd * Math.sqrt(square / total - mean * mean) }
}

/** Posterior probability that ability is at or above the cut; a cut beyond 6 prior deviations counts as the end. */
export function chanceAtOrAbove(
  items: readonly ItemParameters[],
  answers: Answers,
  cut: number,
  prior = standard,
): number {
  const { nodes, weights, total } = posterior(items, answers, prior)
  const z = (cut - prior.mean) / prior.sd
  // A node stands for the half step on either side of it: the one at the cut counts in part.
  const share = (node: number) => Math.min(1, Math.max(0, (node + gridStep / 2 - z) / gridStep))
  return weights.reduce((sum, w, q) => sum + w * share(nodes[q]!), 0) / total
}

const gridStep = 0.05

/** Weights of the grid in units of the prior's deviation, and their sum. */
function posterior(items: readonly ItemParameters[], answers: Answers, prior: Prior) {
  const nodes = evenGrid(6, gridStep)
  const priorWeights = normalWeights(nodes)
  const logs = nodes.map(
    (z, q) => Math.log(priorWeights[q]!) + logLikelihood(items, answers, prior.mean + prior.sd * z),
  )
  const top = logs.reduce((m, v) => Math.max(m, v), -Infinity)
  const weights = logs.map((v) => Math.exp(v - top))
  return { nodes, weights, total: weights.reduce((sum, w) => sum + w, 0) }
}

export function maximumAPosteriori(
  items: readonly ItemParameters[],
  answers: Answers,
  prior = standard,
): Ability {
  const slope = (t: number) => derivatives(items, answers, t).slope - (t - prior.mean) / prior.sd ** 2
  const height = (t: number) => logLikelihood(items, answers, t) - 0.5 * ((t - prior.mean) / prior.sd) ** 2
  const theta = highestRoot(slope, height)
  return { theta, se: 1 / Math.sqrt(information(items, answers, theta) + 1 / prior.sd ** 2) }
}

export function maximumLikelihood(items: readonly ItemParameters[], answers: Answers): Ability {
  const slope = (t: number) => derivatives(items, answers, t).slope
  const theta = highestRoot(slope, (t) => logLikelihood(items, answers, t))
  return {
    theta,
    se: Number.isFinite(theta) ? 1 / Math.sqrt(information(items, answers, theta)) : Number.POSITIVE_INFINITY,
  }
}

export function weightedLikelihood(items: readonly ItemParameters[], answers: Answers): Ability {
  const slope = (t: number) => {
    const d = derivatives(items, answers, t)
    return d.slope + d.bias / (2 * d.information)
  }
  const theta = highestRoot(
    slope,
    (t) => logLikelihood(items, answers, t) + 0.5 * Math.log(information(items, answers, t)),
  )
  return { theta, se: 1 / Math.sqrt(information(items, answers, theta)) }
}

/** ln P(answers | θ). */
export function logLikelihood(items: readonly ItemParameters[], answers: Answers, theta: number): number {
  requireInput(
    items.length === answers.length,
    `There are ${answers.length} answers for ${items.length} items; give one per item, null where not administered.`,
  )
  let sum = 0
  answers.forEach((code, j) => {
    if (code !== null) sum += Math.log(Math.max(categoryProbabilities(items[j]!, theta)[code]!, 1e-300))
  })
  return sum
}

function information(items: readonly ItemParameters[], answers: Answers, theta: number): number {
  return testInformation(
    items.filter((_, j) => answers[j] !== null),
    theta,
  )
}

/** l', the information, and Warm's J = Σ P'P''/P. */
function derivatives(items: readonly ItemParameters[], answers: Answers, theta: number) {
  let slope = 0
  let info = 0
  let bias = 0
  answers.forEach((code, j) => {
    if (code === null) return
    const { p, first, second } = categoryCurves(items[j]!, theta)
    slope += first[code]! / Math.max(p[code]!, 1e-300)
    p.forEach((v, k) => {
      const q = Math.max(v, 1e-300)
      info += first[k]! ** 2 / q
      bias += (first[k]! * second[k]!) / q
    })
  })
  return { slope, information: info, bias }
}

/** Among the downward zero crossings of `slope`, the one where `height` is greatest; ±Infinity without one. */
function highestRoot(slope: (t: number) => number, height: (t: number) => number): number {
  const step = 0.25
  let best: number | undefined
  let before = slope(-reach)
  for (let t = -reach; t < reach; t += step) {
    const after = slope(t + step)
    if (before >= 0 && after < 0) {
      const root = bisect(slope, t, t + step)
      if (best === undefined || height(root) > height(best)) best = root
    }
    before = after
  }
  return best ?? (slope(0) > 0 ? Infinity : -Infinity)
}

function bisect(slope: (t: number) => number, from: number, to: number): number {
  let low = from
  let high = to
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2
    if (slope(middle) >= 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
