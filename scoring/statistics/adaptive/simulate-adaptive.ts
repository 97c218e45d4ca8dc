/*
 * Simulated sittings: what a pool and rules give before candidates meet them,
 * and the Sympson–Hetter parameters that keep every item's use under a rate.
 */
import { categoryProbabilities } from '../irt/probabilities.ts'
import { type Random, seededRandom } from '../math/random.ts'
import type { AdaptiveRules, Administered, PoolItem, StopReason } from './adaptive-rules.ts'
import { nextStep } from './next-step.ts'

export interface SimulatedSitting {
  readonly trueTheta: number
  readonly theta: number
  readonly se: number
  readonly items: readonly string[]
  readonly reason: StopReason
  readonly decision?: 'pass' | 'fail'
}

export interface AdaptiveSimulation {
  readonly sittings: readonly SimulatedSitting[]
  readonly meanItems: number
  /** Mean error and root mean square error of ability. */
  readonly bias: number
  readonly rmse: number
  /** Share of sittings each item appeared in, by id. */
  readonly exposure: ReadonlyMap<string, number>
}

export function simulateAdaptive(
  pool: readonly PoolItem[],
  rules: AdaptiveRules,
  trueThetas: readonly number[],
  seed: number,
): AdaptiveSimulation {
  const random = seededRandom(seed)
  const sittings = trueThetas.map((theta) => simulateSitting(pool, rules, theta, random))
  const n = sittings.length
  const exposure = new Map(pool.map((item) => [item.parameters.id, 0]))
  for (const { items } of sittings) for (const id of items) exposure.set(id, exposure.get(id)! + 1 / n)
  const errors = sittings.map((s) => s.theta - s.trueTheta)
  return {
    sittings,
    meanItems: sittings.reduce((s, v) => s + v.items.length, 0) / n,
    bias: errors.reduce((s, v) => s + v, 0) / n,
    rmse: Math.sqrt(errors.reduce((s, v) => s + v * v, 0) / n),
    exposure,
  }
}

function simulateSitting(
  pool: readonly PoolItem[],
  rules: AdaptiveRules,
  trueTheta: number,
  random: Random,
): SimulatedSitting {
  const own = { ...rules, seed: random.below(2 ** 31) }
  const history: Administered[] = []
  for (;;) {
    const step = nextStep(pool, own, history)
    if (step.kind === 'stop') {
      const { theta, se, reason, decision } = step
      return { trueTheta, theta, se, reason, decision, items: history.map((h) => h.id) }
    }
    const item = pool.find((p) => p.parameters.id === step.id)!
    history.push({ id: step.id, score: draw(categoryProbabilities(item.parameters, trueTheta), random) })
  }
}

function draw(p: readonly number[], random: Random): number {
  let left = random.uniform()
  for (let k = 0; k < p.length - 1; k++) {
    left -= p[k]!
    if (left < 0) return k
  }
  return p.length - 1
}

/**
 * Lowers the parameter of every item used more often than `maxRate`, raises
 * it again where there is room, and simulates anew. Sympson & Hetter 1985.
 */
export function fitExposure(
  pool: readonly PoolItem[],
  rules: AdaptiveRules,
  maxRate: number,
  trueThetas: readonly number[],
  rounds: number,
  seed: number,
): PoolItem[] {
  let fitted = pool.map((item) => ({ ...item, exposure: 1 }))
  for (let round = 0; round < rounds; round++) {
    const { exposure } = simulateAdaptive(
      fitted,
      { ...rules, exposure: { kind: 'sympson-hetter' } },
      trueThetas,
      seed + round,
    )
    fitted = fitted.map((item) => {
      const selected = exposure.get(item.parameters.id)! / item.exposure
      return { ...item, exposure: selected > maxRate ? maxRate / selected : 1 }
    })
  }
  return fitted
}
