/*
 * The abilities over which a calibration integrates. The step follows the
 * sharpest posterior a person can have, so that long and discriminating tests
 * get the finer grid they need (math/grid.ts says why that suffices).
 */
import { evenGrid } from '../math/grid.ts'
import { type Layout, part } from './expectation.ts'
import { probabilities } from './partial-credit-block.ts'
import type { Patterns } from './patterns.ts'
import { type FirstGroup, groupMoments } from './population-block.ts'

/**
 * Nodes over ± 6.6 standard deviations (4e-11 of a normal population lies
 * outside), no further apart than the sharpest posterior is wide.
 */
export function abilityGrid(
  plan: Layout,
  x: Float64Array,
  patterns: Patterns,
  firstGroup: FirstGroup,
  widest: number,
): Float64Array {
  const population = part(plan, x, plan.blocks.length - 1)
  const moments = Array.from({ length: patterns.groups }, (_, g) => groupMoments(population, g, firstGroup))
  const reach = Math.max(...moments.map((m) => Math.abs(m.mean) + 6.6 * m.sd))
  const sd = Math.min(...moments.map((m) => m.sd))
  const sharpest = 1 / Math.sqrt(1 / sd ** 2 + highestInformation(plan, x, patterns, reach))
  const step = Math.min(widest * sd, sharpest * (widest / 0.25))
  return evenGrid(reach, Math.max(step, reach / 300))
}

/** Largest information of the items one person was administered, over ability (upper estimate). */
function highestInformation(plan: Layout, x: Float64Array, patterns: Patterns, reach: number): number {
  const theta = evenGrid(reach, reach / 24)
  const h = theta[1]! - theta[0]!
  const totals = new Float64Array(theta.length)
  const items = plan.blocks.length - 1
  for (let b = 0; b < items; b++) {
    const block = plan.blocks[b]!
    const p = probabilities(block, part(plan, x, b), theta)
    for (let q = 1; q < theta.length - 1; q++)
      for (let k = 0; k < block.categories; k++) {
        const at = k * theta.length + q
        totals[q]! += ((p[at + 1]! - p[at - 1]!) / (2 * h)) ** 2 / Math.max(p[at]!, 1e-9)
      }
  }
  let administered = 0
  for (let u = 0; u < patterns.count; u++) {
    let own = 0
    for (let b = 0; b < items; b++) if (patterns.codes[u * patterns.width + b]! >= 0) own++
    administered = Math.max(administered, own)
  }
  return Math.max(...totals) * Math.min(1, (1.5 * administered) / items)
}
