/*
 * Which blocks a calibration has, where they start, and which data a model
 * takes. Kept apart from the estimation so that the choice can be read alone.
 */
import { requireInput } from '../input-error.ts'
import type { ResponseMatrix } from '../response-matrix.ts'
import type { Block } from './block.ts'
import { type Layout, layout } from './expectation.ts'
import { fixedBlock } from './fixed-block.ts'
import type { ItemParameters, Model } from './item-parameters.ts'
import { partialCreditBlock } from './partial-credit-block.ts'
import type { Patterns } from './patterns.ts'
import { type FirstGroup, populationBlock } from './population-block.ts'
import { type ThreeParameterPriors, threeParameterBlock } from './three-parameter-block.ts'

export interface CalibrationPlan {
  readonly layout: Layout
  readonly start: Float64Array
  readonly firstGroup: FirstGroup
}

export function planCalibration(
  model: Model,
  patterns: Patterns,
  priors: ThreeParameterPriors,
  anchors: readonly (ItemParameters | undefined)[] = [],
): CalibrationPlan {
  const fixedSlope = model === 'rasch' || model === 'pcm'
  const items = patterns.values.map((values, j) => {
    const anchor = anchors[j]
    if (anchor) return fixedBlock(anchor)
    return model === '3pl'
      ? threeParameterBlock(priors)
      : partialCreditBlock(values.length - 1, fixedSlope ? 1 : undefined)
  })
  const anchored = anchors.some((anchor) => anchor !== undefined)
  const firstGroup = { freeMean: anchored, freeSd: anchored || fixedSlope }
  const plan = layout([...items, populationBlock(patterns.groups, firstGroup)])
  const start = new Float64Array(plan.parameters)
  items.forEach((block, j) => {
    if (block.parameters === 0) return
    start.set(startValues(block, model, proportions(patterns, j)), plan.parameterAt[j]!)
  })
  return { layout: plan, start, firstGroup }
}

/** Refuses data the model cannot take, with what to do instead. */
export function requireFittingData(matrix: ResponseMatrix, patterns: Patterns, model: Model): void {
  requireInput(
    matrix.persons >= 2 && matrix.items.length >= 2,
    `A calibration needs at least 2 persons and 2 items that vary; there are ${matrix.persons} persons and ` +
      `${matrix.items.length} such items. Give more data.`,
  )
  if (model === 'pcm' || model === 'gpcm') return
  patterns.values.forEach((values, j) => {
    const odd = values.find((v) => v !== 0 && v !== 1)
    requireInput(
      odd === undefined,
      `Model ${model} needs answers scored 0 or 1, but item ${matrix.items[j]} has a score of ${odd}. ` +
        'Use --model pcm or gpcm for marks, or give a key for option letters.',
    )
  })
}

function proportions(patterns: Patterns, item: number): number[] {
  const counts = patterns.values[item]!.map(() => 0.5)
  for (let u = 0; u < patterns.count; u++) {
    const code = patterns.codes[u * patterns.width + item]!
    if (code >= 0) counts[code]! += patterns.weights[u]!
  }
  const total = counts.reduce((s, v) => s + v, 0)
  return counts.map((v) => v / total)
}

/** Category proportions as logits, stretched for the spread of ability (√(1 + (π/8)·a²), Cox & Snell 1989). */
function startValues(block: Block, model: Model, p: readonly number[]): number[] {
  const logits = p.slice(1).map((v) => 1.18 * Math.log(v / p[0]!))
  if (model === '3pl') return [1, logits[0]! - 0.3, Math.log(0.2 / 0.8)]
  return block.parameters > logits.length ? [p.length > 2 ? 0.7 : 1, ...logits] : logits
}
