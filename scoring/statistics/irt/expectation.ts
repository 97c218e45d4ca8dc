/*
 * The expectation step: with the present parameters, how many persons are
 * expected at each ability in each category, and how likely is the data.
 * Source: Bock & Aitkin 1981.
 */
import type { Block } from './block.ts'
import type { Patterns } from './patterns.ts'

export interface Layout {
  readonly blocks: readonly Block[]
  /** First parameter of each block in x. */
  readonly parameterAt: readonly number[]
  /** First category row of each block in the tables. */
  readonly rowAt: readonly number[]
  readonly parameters: number
  readonly rows: number
}

export function layout(blocks: readonly Block[]): Layout {
  const parameterAt: number[] = []
  const rowAt: number[] = []
  let parameters = 0
  let rows = 0
  for (const block of blocks) {
    parameterAt.push(parameters)
    rowAt.push(rows)
    parameters += block.parameters
    rows += block.categories
  }
  return { blocks, parameterAt, rowAt, parameters, rows }
}

/** The parameters of block b. */
export function part(plan: Layout, x: Float64Array, b: number): Float64Array {
  return x.subarray(plan.parameterAt[b]!, plan.parameterAt[b]! + plan.blocks[b]!.parameters)
}

export interface Expectation {
  readonly logLik: number
  /** Expected persons: rows × nodes. */
  readonly counts: Float64Array
}

export interface Posterior {
  /** P(node | pattern), patterns × nodes. */
  readonly weights: Float64Array
  /** First and one past the last node that matters, per pattern. */
  readonly from: Int32Array
  readonly to: Int32Array
}

/** Nodes whose posterior weight is below e^−32 of the highest are left out. */
const negligible = 32

/** Runs the expectation step; fills `posterior` when given. */
export function expectation(
  plan: Layout,
  x: Float64Array,
  patterns: Patterns,
  theta: Float64Array,
  posterior?: Posterior,
): Expectation {
  const n = theta.length
  const logs = new Float64Array(plan.rows * n)
  plan.blocks.forEach((block, b) => {
    block.logProbabilities(part(plan, x, b), theta, logs, plan.rowAt[b]! * n)
  })
  const counts = new Float64Array(plan.rows * n)
  const sums = new Float64Array(n)
  const { codes, width, weights } = patterns
  const rowAt = Int32Array.from(plan.rowAt)
  let logLik = 0
  for (let u = 0; u < patterns.count; u++) {
    sums.fill(0)
    for (let b = 0; b < width; b++) {
      const code = codes[u * width + b]!
      if (code < 0) continue
      const at = (rowAt[b]! + code) * n
      for (let q = 0; q < n; q++) sums[q]! += logs[at + q]!
    }
    let top = -Infinity
    for (let q = 0; q < n; q++) if (sums[q]! > top) top = sums[q]!
    let from = 0
    let to = n
    while (sums[from]! < top - negligible) from++
    while (sums[to - 1]! < top - negligible) to--
    let total = 0
    for (let q = from; q < to; q++) total += sums[q] = Math.exp(sums[q]! - top)
    const weight = weights[u]!
    logLik += weight * (top + Math.log(total))
    if (posterior) {
      posterior.from[u] = from
      posterior.to[u] = to
      for (let q = from; q < to; q++) posterior.weights[u * n + q] = sums[q]! / total
    }
    const scale = weight / total
    for (let q = from; q < to; q++) sums[q]! *= scale
    for (let b = 0; b < width; b++) {
      const code = codes[u * width + b]!
      if (code < 0) continue
      const at = (rowAt[b]! + code) * n
      for (let q = from; q < to; q++) counts[at + q]! += sums[q]!
    }
  }
  return { logLik, counts }
}

/** Room for the posterior of every pattern. */
export function emptyPosterior(patterns: Patterns, nodes: number): Posterior {
  return {
    weights: new Float64Array(patterns.count * nodes),
    from: new Int32Array(patterns.count),
    to: new Int32Array(patterns.count),
  }
}

/** The rows of block b in a table of rows × nodes. */
export function blockRows(plan: Layout, table: Float64Array, b: number, nodes: number): Float64Array {
  const at = plan.rowAt[b]! * nodes
  return table.subarray(at, at + plan.blocks[b]!.categories * nodes)
}
