/*
 * Item block with known parameters: an anchor. It has nothing to estimate and
 * holds the scale on which the other items are.
 */
import type { Block } from './block.ts'
import type { ItemParameters } from './item-parameters.ts'
import { categoryProbabilities } from './probabilities.ts'

const nothing = new Float64Array(0)

export function fixedBlock(item: ItemParameters): Block {
  return {
    categories: item.intercepts.length + 1,
    parameters: 0,
    logPrior: () => 0,
    priorScores: () => nothing,
    admissible: () => true,
    scores: () => nothing,
    maximise: () => nothing,
    information: () => nothing,
    logProbabilities(_, theta, out, offset) {
      theta.forEach((t, q) => {
        categoryProbabilities(item, t).forEach((p, k) => {
          out[offset + k * theta.length + q] = Math.log(Math.max(p, 1e-300))
        })
      })
    },
  }
}
