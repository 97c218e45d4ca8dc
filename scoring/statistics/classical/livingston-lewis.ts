/*
 * Decision quality from one form's sum scores and its reliability.
 *
 * The test is replaced by ñ independent 0/1 items of the same reliability;
 * true scores get a four-parameter beta distribution by moments, or a
 * two-parameter one where four do not fit. Sources: Livingston & Lewis 1995;
 * Hanson 1991 for the moments.
 */
import { requireInput } from '../input-error.ts'
import { incompleteBeta } from '../math/incomplete-beta.ts'
import { logBeta } from '../math/log-gamma.ts'
import { mean, variance } from '../math/moments.ts'
import { bins, category, type DecisionQuality, decisionQuality } from './decision-quality.ts'

export interface LivingstonLewis extends DecisionQuality {
  /** ñ, the number of equivalent 0/1 items. */
  readonly effectiveLength: number
}

interface Beta {
  readonly alpha: number
  readonly beta: number
  readonly low: number
  readonly high: number
}

const slices = 1000

/** `scores` and `cuts` in points between `lowest` and `highest`; reliability strictly between 0 and 1. */
export function livingstonLewis(
  scores: ArrayLike<number>,
  reliability: number,
  cuts: readonly number[],
  highest: number,
  lowest = 0,
): LivingstonLewis {
  requireInput(
    reliability > 0 && reliability < 1,
    `Livingston–Lewis needs a reliability between 0 and 1, not ${reliability}; ` +
      'with a reliability of 0 or less no decision is consistent beyond chance.',
  )
  const centre = mean(scores)
  const spread = variance(scores)
  const length = Math.max(
    1,
    Math.round(
      ((centre - lowest) * (highest - centre) - reliability * spread) / (spread * (1 - reliability)),
    ),
  )
  const share = (x: number) => (x - lowest) / (highest - lowest)
  const proportions = Array.from({ length: scores.length }, (_, i) => share(scores[i]!))
  const truth = fitBeta(trueMoments(proportions, length))
  const cutShares = cuts.map(share)
  const cutCounts = cutShares.map((c) => Math.ceil(c * length - 1e-9))
  const width = (truth.high - truth.low) / slices
  const below = (t: number) =>
    incompleteBeta((t - truth.low) / (truth.high - truth.low), truth.alpha, truth.beta)
  const table = Array.from({ length: slices }, (_, s) => {
    const from = truth.low + s * width
    const t = from + width / 2
    return {
      weight: below(from + width) - below(from),
      trueCategory: category(t, cutShares),
      observed: bins(binomial(length, t), cutCounts),
    }
  })
  return { ...decisionQuality(table), effectiveLength: length }
}

/** First four raw moments of the true proportion, from factorial moments of ñ·proportion. */
function trueMoments(proportions: readonly number[], n: number): number[] {
  return [1, 2, 3, 4].map((order) => {
    let below = 1
    for (let k = 0; k < order; k++) below *= n - k
    const sum = proportions.reduce((s, p) => {
      let product = 1
      for (let k = 0; k < order; k++) product *= n * p - k
      return s + product
    }, 0)
    return below === 0 ? Number.NaN : sum / proportions.length / below
  })
}

function fitBeta([m1, m2, m3, m4]: readonly number[]): Beta {
  const v = m2! - m1! ** 2
  const skew = (m3! - 3 * m1! * m2! + 2 * m1! ** 3) / v ** 1.5
  const kurtosis = (m4! - 4 * m1! * m3! + 6 * m1! ** 2 * m2! - 3 * m1! ** 4) / v ** 2
  const b1 = skew ** 2
  const r = (6 * (kurtosis - b1 - 1)) / (6 + 3 * b1 - 2 * kurtosis)
  const root = (r + 2) ** 2 * b1 + 16 * (r + 1)
  const tilt = (r + 2) * Math.sqrt(b1 / root)
  const heavy = (r / 2) * (1 + tilt)
  const light = (r / 2) * (1 - tilt)
  const [alpha, beta] = skew < 0 ? [heavy, light] : [light, heavy]
  const range = 0.5 * Math.sqrt(v * root)
  const low = m1! - (range * alpha) / (alpha + beta)
  const fits = alpha > 0 && beta > 0 && low >= 0 && low + range <= 1
  if (fits) return { alpha, beta, low, high: low + range }
  const size = (m1! * (1 - m1!)) / v - 1
  requireInput(
    size > 0,
    'The scores spread more than any true-score distribution on this scale allows; check the lowest and highest score.',
  )
  return { alpha: m1! * size, beta: (1 - m1!) * size, low: 0, high: 1 }
}

function binomial(n: number, p: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, x) => {
    if (p <= 0 || p >= 1) return x === (p <= 0 ? 0 : n) ? 1 : 0
    return Math.exp(x * Math.log(p) + (n - x) * Math.log1p(-p) - logBeta(x + 1, n - x + 1)) / (n + 1)
  })
}
