/*
 * What a reader must know before believing a calibration. Sample sizes are
 * the customary floors: under 30 nothing, Rasch from 100, 2PL and GPCM from
 * 200–500, 3PL from 1,000 (De Ayala 2009; the exact floors are a convention).
 */
import type { ResponseMatrix } from '../response-matrix.ts'
import type { CalibratedItem } from './calibrated-item.ts'
import type { Model } from './item-parameters.ts'

/** Fewest answers per item a model should be trusted with. */
export const smallestSample: Record<Model, number> = {
  rasch: 100,
  pcm: 100,
  '2pl': 200,
  gpcm: 300,
  '3pl': 1000,
}

export function calibrationWarnings(
  model: Model,
  converged: boolean,
  matrix: ResponseMatrix,
  items: readonly CalibratedItem[],
  dropped: readonly string[],
): string[] {
  const short = items.filter((item) => item.n > 0 && item.n < smallestSample[model])
  const flagged = (flag: string) => items.filter((i) => i.flags.some((f) => f === flag)).map((i) => i.id)
  const sentence = (ids: readonly string[], text: string) =>
    ids.length ? [`${text}: ${ids.join(', ')}.`] : []
  return [
    ...(converged
      ? []
      : [
          '估计未收敛，参数不可使用。The estimation did not converge; do not use these parameters. Try a simpler model or more data.',
        ]),
    ...(short.length
      ? [
          `${short.length} 道题作答人数不足。${short.length} of ${matrix.items.length} items have fewer than ${smallestSample[model]} answers, ` +
            `the floor for model ${model}; prefer a simpler model.`,
        ]
      : []),
    ...sentence(dropped, '全对或全错，无法估计 Everybody answered alike, so these items have no parameters'),
    ...sentence(
      flagged('negative-slope'),
      '区分度为负，请核对答案 Negative slope: the able answer worse; check the key',
    ),
    ...sentence(
      flagged('slope-at-limit'),
      '区分度到达上限，题目可能重复 The slope ran to its limit; the item or its neighbours are redundant',
    ),
    ...sentence(
      flagged('sparse-category'),
      '某分数段不足 10 人 A category has fewer than 10 answers; its step is uncertain',
    ),
    ...sentence(
      flagged('recoded-categories'),
      '分数已按顺序重新编号 Observed scores were renumbered 0, 1, … in order',
    ),
  ]
}
