/*
 * Estimates of one item as they are reported: slope, difficulty, intercepts,
 * steps, standard errors by the delta method, and flags for what makes the
 * numbers doubtful.
 */
import type { ResponseMatrix } from '../response-matrix.ts'
import type { Layout } from './expectation.ts'
import { type ItemParameters, location, type Model, steps } from './item-parameters.ts'
import { slopeLimit } from './partial-credit-block.ts'
import type { Patterns } from './patterns.ts'

export type ItemFlag =
  | 'anchored'
  | 'no-variance'
  | 'sparse-category'
  | 'few-answers'
  | 'negative-slope'
  | 'slope-at-limit'
  | 'extreme-difficulty'
  | 'recoded-categories'

export interface CalibratedItem extends ItemParameters {
  /** Difficulty, or mean of the steps. NaN where the item could not be estimated. */
  readonly b: number
  /** Intercept −a·b of a dichotomous item; the last cumulative intercept otherwise. */
  readonly d: number
  readonly steps: readonly number[]
  /** Standard errors; NaN where the parameter is fixed or not estimable. */
  readonly seA: number
  readonly seB: number
  readonly seD: number
  readonly seC: number
  readonly seSteps: readonly number[]
  /** Persons the item was administered to. */
  readonly n: number
  /** Observed scores behind the categories 0, 1, …, and the persons in each. */
  readonly scores: readonly number[]
  readonly counts: readonly number[]
  readonly flags: readonly ItemFlag[]
}

export function describeItems(
  all: ResponseMatrix,
  kept: ResponseMatrix,
  patterns: Patterns,
  plan: Layout,
  x: Float64Array,
  covariance: Float64Array | undefined,
  model: Model,
  anchors: ReadonlyMap<string, ItemParameters> = new Map(),
): CalibratedItem[] {
  const columnOf = new Map(kept.items.map((id, j) => [id, j]))
  return all.items.map((id) => {
    const j = columnOf.get(id)
    const anchor = anchors.get(id)
    if (anchor && j !== undefined) return anchored(anchor, categoryCounts(patterns, j))
    return j === undefined ? unestimated(id) : describe(id, j, patterns, plan, x, covariance, model)
  })
}

function describe(
  id: string,
  j: number,
  patterns: Patterns,
  plan: Layout,
  x: Float64Array,
  covariance: Float64Array | undefined,
  model: Model,
): CalibratedItem {
  const at = plan.parameterAt[j]!
  const free = model === 'rasch' || model === 'pcm' ? 0 : 1
  const m = patterns.values[j]!.length - 1
  const a = free ? x[at]! : 1
  const intercepts = Array.from(x.subarray(at + free, at + free + m))
  const c = model === '3pl' ? 1 / (1 + Math.exp(-x[at + 2]!)) : 0
  const item: ItemParameters = { id, a, intercepts, c }

  /** Standard error of a function with these derivatives in [a, d_1 … d_m]. */
  const se = (byA: number, byD: readonly number[]): number => {
    if (!covariance) return Number.NaN
    const weights = [...(free ? [byA] : []), ...byD]
    let sum = 0
    weights.forEach((w, r) => {
      weights.forEach((v, s) => {
        sum += w * v * covariance[(at + r) * plan.parameters + at + s]!
      })
    })
    return Math.sqrt(sum)
  }
  const unit = (k: number, value = 1) => intercepts.map((_, l) => (l === k ? value : 0))
  const stepValues = steps(item)
  const b = location(item)
  const counts = categoryCounts(patterns, j)
  const n = counts.reduce((s, v) => s + v, 0)
  return {
    ...item,
    b,
    d: intercepts.at(-1)!,
    steps: stepValues,
    seA: free ? se(1, unit(-1)) : Number.NaN,
    seB: se(-b / a, unit(m - 1, -1 / (m * a))),
    seD: se(0, unit(m - 1)),
    seC:
      model === '3pl' && covariance
        ? c * (1 - c) * Math.sqrt(covariance[(at + 2) * plan.parameters + at + 2]!)
        : Number.NaN,
    seSteps: stepValues.map((step, k) =>
      se(
        -step / a,
        intercepts.map((_, l) => (l === k ? -1 / a : l === k - 1 ? 1 / a : 0)),
      ),
    ),
    n,
    scores: patterns.values[j]!,
    counts,
    flags: flags(a, b, n, counts, patterns.values[j]!),
  }
}

function flags(
  a: number,
  b: number,
  n: number,
  counts: readonly number[],
  scores: readonly number[],
): ItemFlag[] {
  return [
    ...(a < 0 ? (['negative-slope'] as const) : []),
    ...(Math.abs(a) > 0.9 * slopeLimit ? (['slope-at-limit'] as const) : []),
    ...(Math.abs(b) > 4 ? (['extreme-difficulty'] as const) : []),
    ...(n < 30 ? (['few-answers'] as const) : []),
    ...(Math.min(...counts) < 10 ? (['sparse-category'] as const) : []),
    ...(scores.some((v, k) => v !== k) ? (['recoded-categories'] as const) : []),
  ]
}

function categoryCounts(patterns: Patterns, item: number): number[] {
  const counts = patterns.values[item]!.map(() => 0)
  for (let u = 0; u < patterns.count; u++) {
    const code = patterns.codes[u * patterns.width + item]!
    if (code >= 0) counts[code]! += patterns.weights[u]!
  }
  return counts
}

function anchored(item: ItemParameters, counts: readonly number[]): CalibratedItem {
  return {
    ...unestimated(item.id),
    ...item,
    b: location(item),
    d: item.intercepts.at(-1)!,
    steps: steps(item),
    seSteps: item.intercepts.map(() => Number.NaN),
    n: counts.reduce((s, v) => s + v, 0),
    scores: counts.map((_, k) => k),
    counts,
    flags: ['anchored'],
  }
}

function unestimated(id: string): CalibratedItem {
  const none = Number.NaN
  return {
    id,
    a: none,
    intercepts: [none],
    c: 0,
    b: none,
    d: none,
    steps: [none],
    seA: none,
    seB: none,
    seD: none,
    seC: none,
    seSteps: [none],
    n: 0,
    scores: [],
    counts: [],
    flags: ['no-variance'],
  }
}
