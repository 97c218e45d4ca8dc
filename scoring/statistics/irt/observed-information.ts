/*
 * Observed information of the marginal likelihood by Louis' identity:
 *
 *   I = E[complete information] − Σ_i Var_i(score),
 *
 * where Var_i is over the posterior of person i. Exact, no numerical
 * differentiation of the likelihood. The pair tables (expected persons by
 * category of item j, category of item k and node) carry the cost, about
 * patterns × items² / 2 × live nodes additions. Source: Louis 1982.
 */
import { blockRows, type Expectation, type Layout, type Posterior, part } from './expectation.ts'
import type { Patterns } from './patterns.ts'

export interface Curvature {
  /** Gradient of ln likelihood + ln prior. */
  readonly gradient: Float64Array
  /** Observed information, parameters × parameters. */
  readonly information: Float64Array
}

export function observedInformation(
  plan: Layout,
  x: Float64Array,
  patterns: Patterns,
  theta: Float64Array,
  e: Expectation,
  posterior: Posterior,
): Curvature {
  const size = plan.parameters
  const information = new Float64Array(size * size)
  const scores = plan.blocks.map((block, b) => block.scores(part(plan, x, b), theta))
  completeInformation(plan, x, theta, e, information)
  plan.blocks.forEach((_, b) => {
    subtractPairs(plan, b, scores, patterns, theta.length, posterior, information)
  })
  const gradient = addMeanScores(plan, scores, patterns, theta.length, posterior, information)
  plan.blocks.forEach((block, b) => {
    block.priorScores(part(plan, x, b)).forEach((v, p) => {
      gradient[plan.parameterAt[b]! + p]! += v
    })
  })
  for (let r = 0; r < size; r++)
    for (let c = 0; c < r; c++) information[r * size + c] = information[c * size + r]!
  return { gradient, information }
}

function completeInformation(
  plan: Layout,
  x: Float64Array,
  theta: Float64Array,
  e: Expectation,
  out: Float64Array,
): void {
  plan.blocks.forEach((block, b) => {
    const own = block.information(part(plan, x, b), blockRows(plan, e.counts, b, theta.length), theta)
    const at = plan.parameterAt[b]!
    for (let r = 0; r < block.parameters; r++)
      for (let c = r; c < block.parameters; c++)
        out[(at + r) * plan.parameters + at + c]! += own[r * block.parameters + c]!
  })
}

/** Subtracts Σ_i E_i[s_j s_kᵀ] for block j and every k ≥ j (upper triangle). */
function subtractPairs(
  plan: Layout,
  j: number,
  scores: readonly Float64Array[],
  patterns: Patterns,
  n: number,
  posterior: Posterior,
  out: Float64Array,
): void {
  const { codes, width, weights, count } = patterns
  const first = plan.rowAt[j]!
  const rows = plan.rows - first
  const rowAt = Int32Array.from(plan.rowAt)
  const scaled = new Float64Array(n)
  for (let c = 0; c < plan.blocks[j]!.categories; c++) {
    const pairs = new Float64Array(rows * n)
    for (let u = 0; u < count; u++) {
      if (codes[u * width + j] !== c) continue
      const from = posterior.from[u]!
      const to = posterior.to[u]!
      for (let q = from; q < to; q++) scaled[q] = posterior.weights[u * n + q]! * weights[u]!
      for (let k = j; k < width; k++) {
        const code = codes[u * width + k]!
        if (code < 0) continue
        const at = (rowAt[k]! - first + code) * n
        for (let q = from; q < to; q++) pairs[at + q]! += scaled[q]!
      }
    }
    for (let k = j; k < width; k++) subtractPair(plan, j, c, k, scores, pairs, first, n, out)
  }
}

function subtractPair(
  plan: Layout,
  j: number,
  c: number,
  k: number,
  scores: readonly Float64Array[],
  pairs: Float64Array,
  first: number,
  n: number,
  out: Float64Array,
): void {
  const pj = plan.blocks[j]!.parameters
  const pk = plan.blocks[k]!.parameters
  const sj = scores[j]!
  const sk = scores[k]!
  const size = plan.parameters
  for (let d = 0; d < plan.blocks[k]!.categories; d++) {
    const at = (plan.rowAt[k]! - first + d) * n
    for (let q = 0; q < n; q++) {
      const persons = pairs[at + q]!
      if (persons === 0) continue
      for (let r = 0; r < pj; r++) {
        const left = persons * sj[(c * n + q) * pj + r]!
        const row = (plan.parameterAt[j]! + r) * size + plan.parameterAt[k]!
        for (let s = 0; s < pk; s++) out[row + s]! -= left * sk[(d * n + q) * pk + s]!
      }
    }
  }
}

/** Adds Σ_i E_i[s] E_i[s]ᵀ (upper triangle) and returns the gradient Σ_i E_i[s]. */
function addMeanScores(
  plan: Layout,
  scores: readonly Float64Array[],
  patterns: Patterns,
  n: number,
  posterior: Posterior,
  out: Float64Array,
): Float64Array {
  const size = plan.parameters
  const gradient = new Float64Array(size)
  const own = new Float64Array(size)
  const live = new Int32Array(size)
  const { codes, width, weights, count } = patterns
  for (let u = 0; u < count; u++) {
    let used = 0
    for (let b = 0; b < width; b++) {
      const code = codes[u * width + b]!
      const p = plan.blocks[b]!.parameters
      if (code < 0 || p === 0) continue
      const at = plan.parameterAt[b]!
      for (let r = 0; r < p; r++) {
        let sum = 0
        for (let q = posterior.from[u]!; q < posterior.to[u]!; q++)
          sum += posterior.weights[u * n + q]! * scores[b]![(code * n + q) * p + r]!
        own[at + r] = sum
        live[used++] = at + r
      }
    }
    const weight = weights[u]!
    for (let i = 0; i < used; i++) {
      const r = live[i]!
      const left = weight * own[r]!
      gradient[r]! += left
      for (let k = i; k < used; k++) out[r * size + live[k]!]! += left * own[live[k]!]!
    }
  }
  return gradient
}
