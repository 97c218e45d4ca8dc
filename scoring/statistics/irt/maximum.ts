/*
 * EM with SQUAREM acceleration (Varadhan & Roland 2008, scheme S3): two EM
 * steps give a direction and its change, the third extrapolates along them.
 * An extrapolation that lowers the penalised likelihood, or leaves the
 * parameter space, is dropped for the plain second step, so that the
 * likelihood never falls.
 */
import { blockRows, type Expectation, expectation, type Layout, part } from './expectation.ts'
import type { Patterns } from './patterns.ts'

export interface Maximum {
  readonly x: Float64Array
  /** Largest parameter change of the last plain EM step. */
  readonly change: number
  /** Expectation steps taken. */
  readonly iterations: number
}

export interface StopRule {
  /** Stop when a plain EM step moves no parameter further than this … */
  readonly parameterChange: number
  /** … and the log-likelihood by no more than this. */
  readonly logLikChange: number
  readonly maxIterations: number
}

export function maximise(
  plan: Layout,
  start: Float64Array,
  patterns: Patterns,
  theta: Float64Array,
  stop: StopRule,
): Maximum {
  let iterations = 0
  const expect = (x: Float64Array) => {
    iterations++
    return expectation(plan, x, patterns, theta)
  }
  const value = (x: Float64Array, e: Expectation) => e.logLik + logPrior(plan, x)

  let x = start
  let e = expect(x)
  let change = Infinity
  while (iterations < stop.maxIterations) {
    const x1 = maximisation(plan, x, e, theta)
    const e1 = expect(x1)
    const r = x1.map((v, i) => v - x[i]!)
    change = r.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
    const gain = Math.abs(value(x1, e1) - value(x, e))
    if (change < stop.parameterChange && gain < stop.logLikChange) return { x: x1, change, iterations }

    const x2 = maximisation(plan, x1, e1, theta)
    const leap = extrapolate(x, r, x1, x2)
    if (leap && admissible(plan, leap)) {
      const eLeap = expect(leap)
      if (value(leap, eLeap) >= value(x1, e1)) {
        x = leap
        e = eLeap
        continue
      }
    }
    x = x2
    e = expect(x2)
  }
  return { x, change, iterations }
}

/** Every block's maximisation, side by side. */
function maximisation(plan: Layout, x: Float64Array, e: Expectation, theta: Float64Array): Float64Array {
  const next = x.slice()
  plan.blocks.forEach((block, b) => {
    if (block.parameters === 0) return
    next.set(
      block.maximise(part(plan, x, b), blockRows(plan, e.counts, b, theta.length), theta),
      plan.parameterAt[b]!,
    )
  })
  return next
}

function extrapolate(
  x0: Float64Array,
  r: Float64Array,
  x1: Float64Array,
  x2: Float64Array,
): Float64Array | undefined {
  const v = x2.map((value, i) => value - x1[i]! - r[i]!)
  const length = (w: Float64Array) => Math.sqrt(w.reduce((s, t) => s + t * t, 0))
  if (length(v) === 0) return undefined
  const alpha = Math.max(1, length(r) / length(v))
  return alpha === 1 ? undefined : x0.map((value, i) => value + 2 * alpha * r[i]! + alpha * alpha * v[i]!)
}

export function logPrior(plan: Layout, x: Float64Array): number {
  return plan.blocks.reduce((s, block, b) => s + block.logPrior(part(plan, x, b)), 0)
}

export function admissible(plan: Layout, x: Float64Array): boolean {
  return plan.blocks.every((block, b) => block.admissible(part(plan, x, b)))
}
