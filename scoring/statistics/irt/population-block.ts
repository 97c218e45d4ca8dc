/*
 * The ability distribution as a block: a person's category is the group.
 * Group 0 has mean 0 and standard deviation 1; the deviation is free where
 * all slopes are fixed (Rasch, PCM), and both where anchors hold the scale.
 * Later groups have free mean and standard deviation: that is concurrent
 * calibration of non-equivalent groups.
 * Parameters: [mean, ln sd of group 0 as far as free], then mean, ln sd per
 * later group.
 * Source: Bock & Zimowski 1997.
 */
import { normalDensity } from '../math/distributions.ts'
import type { Block } from './block.ts'

/** What is estimated in group 0. */
export interface FirstGroup {
  readonly freeMean: boolean
  readonly freeSd: boolean
}

export interface GroupMoments {
  readonly mean: number
  readonly sd: number
}

export function populationBlock(groups: number, firstGroup: FirstGroup): Block {
  const first = parametersOf(firstGroup)
  const parameters = first + 2 * (groups - 1)
  const moments = (x: Float64Array, g: number) => groupMoments(x, g, firstGroup)
  const meanAt = (g: number) => (g > 0 ? first + 2 * (g - 1) : firstGroup.freeMean ? 0 : -1)
  const sdAt = (g: number) => (g === 0 ? first - 1 : first + 2 * g - 1)

  return {
    categories: groups,
    parameters,
    logPrior: () => 0,
    priorScores: () => new Float64Array(parameters),
    admissible: (x) => x.every((v) => Math.abs(v) < 20),

    logProbabilities(x, theta, out, offset) {
      const step = theta[1]! - theta[0]!
      for (let g = 0; g < groups; g++) {
        const { mean, sd } = moments(x, g)
        const constant = Math.log(step / sd) + Math.log(normalDensity(0))
        for (let q = 0; q < theta.length; q++)
          out[offset + g * theta.length + q] = constant - 0.5 * ((theta[q]! - mean) / sd) ** 2
      }
    },

    scores(x, theta) {
      const out = new Float64Array(groups * theta.length * parameters)
      for (let g = 0; g < groups; g++) {
        const { mean, sd } = moments(x, g)
        for (let q = 0; q < theta.length; q++) {
          const z = (theta[q]! - mean) / sd
          const at = (g * theta.length + q) * parameters
          if (meanAt(g) >= 0) out[at + meanAt(g)] = z / sd
          if (sdAt(g) >= 0) out[at + sdAt(g)] = z * z - 1
        }
      }
      return out
    },

    maximise(x, counts, theta) {
      const next = x.slice()
      for (let g = 0; g < groups; g++) {
        const row = counts.subarray(g * theta.length, (g + 1) * theta.length)
        const n = row.reduce((s, v) => s + v, 0)
        const mean = meanAt(g) < 0 ? 0 : row.reduce((s, v, q) => s + v * theta[q]!, 0) / n
        const square = row.reduce((s, v, q) => s + v * (theta[q]! - mean) ** 2, 0) / n
        if (meanAt(g) >= 0) next[meanAt(g)] = mean
        if (sdAt(g) >= 0) next[sdAt(g)] = 0.5 * Math.log(square)
      }
      return next
    },

    information(x, counts, theta) {
      const out = new Float64Array(parameters * parameters)
      for (let g = 0; g < groups; g++) {
        const { mean, sd } = moments(x, g)
        const m = meanAt(g)
        const s = sdAt(g)
        for (let q = 0; q < theta.length; q++) {
          const n = counts[g * theta.length + q]!
          const z = (theta[q]! - mean) / sd
          if (m >= 0) out[m * parameters + m]! += n / sd ** 2
          if (m >= 0 && s >= 0) {
            out[m * parameters + s]! += (2 * n * z) / sd
            out[s * parameters + m]! += (2 * n * z) / sd
          }
          if (s >= 0) out[s * parameters + s]! += 2 * n * z * z
        }
      }
      return out
    },
  }
}

/** Mean and standard deviation of group g in the block's parameters. */
export function groupMoments(x: Float64Array, g: number, firstGroup: FirstGroup): GroupMoments {
  const first = parametersOf(firstGroup)
  if (g === 0)
    return {
      mean: firstGroup.freeMean ? x[0]! : 0,
      sd: firstGroup.freeSd ? Math.exp(x[first - 1]!) : 1,
    }
  return { mean: x[first + 2 * (g - 1)]!, sd: Math.exp(x[first + 2 * g - 1]!) }
}

function parametersOf({ freeMean, freeSd }: FirstGroup): number {
  return Number(freeMean) + Number(freeSd)
}
