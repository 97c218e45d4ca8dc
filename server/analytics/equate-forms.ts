/*
 * What a mark on one form of a batch is worth on another. Forms are handed out
 * in turn, so their candidates are alike by design (random groups). Pure.
 *
 * Method by the smaller group: circle-arc under 100, linear under 1,000, then
 * equipercentile with presmoothing (README of scoring/statistics).
 */
import {
  circleArcEquating,
  equipercentileEquating,
  linearEquating,
  logLinearSmoothing,
  type ScoreFrequencies,
  scoreFrequencies,
} from '../../scoring/statistics/index.ts'
import type { EquatedForm, EvidenceForm } from './model.ts'
import { fewAnswers } from './model.ts'

const fewestForLinear = 100
const fewestForEquipercentile = 1000
const smoothing = 6

/** Every other form against the one with the most candidates; none where there are too few. */
export function equateForms(forms: readonly EvidenceForm[], cutShare: number): EquatedForm[] {
  const [reference, ...others] = [...forms].sort(
    (a, b) => b.sittings.length - a.sittings.length || (a.formId < b.formId ? -1 : 1),
  )
  if (!reference || reference.sittings.length < fewAnswers) return []
  const to = frequenciesOf(reference)
  return others
    .filter((form) => form.sittings.length >= fewAnswers && form.fullMarks === reference.fullMarks)
    .flatMap((form) => {
      const { method, concordance } = equate(frequenciesOf(form), to, form.sittings.length)
      const cut = Math.round(cutShare * form.fullMarks)
      const at = concordance.find(({ x }) => x === cut)
      if (!at || !Number.isFinite(at.y)) return []
      return [
        {
          formId: form.formId,
          reference: reference.formId,
          method,
          n: form.sittings.length,
          nReference: reference.sittings.length,
          cut,
          equivalent: at.y,
          concordance: concordance.filter(({ x }) => x % 5 === 0),
        },
      ]
    })
}

function equate(x: ScoreFrequencies, y: ScoreFrequencies, smaller: number) {
  if (smaller < fewestForLinear)
    return { method: 'circle-arc' as const, concordance: circleArcEquating(x, y) }
  if (smaller < fewestForEquipercentile)
    return { method: 'linear' as const, concordance: linearEquating(x, y).concordance }
  return {
    method: 'equipercentile' as const,
    concordance: equipercentileEquating(logLinearSmoothing(x, smoothing), logLinearSmoothing(y, smoothing)),
  }
}

/** Whole marks over the whole scale; halves go up, as a mark is reported. */
function frequenciesOf(form: EvidenceForm): ScoreFrequencies {
  const counts = new Array<number>(form.fullMarks + 1).fill(0)
  for (const { marks } of form.sittings) {
    const total = marks.reduce((sum, own) => sum + own, 0)
    counts[Math.min(form.fullMarks, Math.max(0, Math.round(total)))]! += 1
  }
  return scoreFrequencies(counts.map((n, score) => [score, n]))
}
