/*
 * The classical analysis of one form: the figures of the paper, and of each of
 * its items. Pure. Marks are compared within the form, where they mean the same.
 */
import {
  type AnalysedItem,
  analyseTest,
  type OptionStatistics,
  omitted as omittedName,
  optionCurves,
  optionStatistics,
  type ResponseMatrix,
  responseMatrix,
  sumScores,
  type TestAnalysis,
} from '../../scoring/statistics/index.ts'
import { choiceOf, isOmitted, ticksOf } from './answer-choices.ts'
import type { EvidenceForm, EvidenceItem, FormFigures, OptionCurveFigures } from './model.ts'

export interface FormAnalysis {
  readonly form: EvidenceForm
  /** Marks in units, persons × items. */
  readonly matrix: ResponseMatrix
  /** Marks of one unit: what every item is worth where all are worth the same, so that a right answer is 1. */
  readonly unit: number
  readonly analysis: TestAnalysis
  /** By item, in the order of the form; the options of a multiple response are its ticks. */
  readonly items: readonly AnalysedItem[]
  readonly curves: readonly ItemCurves[]
}

export interface ItemCurves {
  /** Persons in each fifth, weakest first. */
  readonly groups: readonly number[]
  readonly curves: readonly OptionCurveFigures[]
}

const groupCount = 5

export function analyseForm(form: EvidenceForm, cutShare: number): FormAnalysis {
  const { items, sittings } = form
  const unit = unitOf(items)
  const matrix = responseMatrix(
    items.map((item) => item.hash),
    sittings.map((sitting) => sitting.marks.map((marks) => marks / unit)),
  )
  const choices = sittings.flatMap((sitting) =>
    items.map((item, j) => choiceOf(item.kind, sitting.responses[j]) ?? String(sitting.marks[j])),
  )
  const analysis = analyseTest({
    matrix,
    choices,
    omitted: items.map((_, j) => sittings.filter((sitting) => isOmitted(sitting.responses[j])).length),
    cut: (cutShare * form.fullMarks) / unit,
    highest: form.fullMarks / unit,
  })
  return {
    form,
    matrix,
    unit,
    analysis,
    items: analysis.items.map((item, j) => ({
      ...item,
      options: optionsOf(form, matrix, items[j]!, j, item),
    })),
    curves: items.map((item, j) => curvesOf(form, matrix, item, j)),
  }
}

function unitOf(items: readonly EvidenceItem[]): number {
  const worth = new Set(items.map((item) => item.fullMarks))
  return worth.size === 1 ? [...worth][0]! : 1
}

function optionsOf(
  form: EvidenceForm,
  matrix: ResponseMatrix,
  item: EvidenceItem,
  j: number,
  analysed: AnalysedItem,
): OptionStatistics[] {
  if (!item.keys) return []
  if (item.kind !== 'multiple-response')
    return analysed.options.map((option) => ({ ...option, isKey: item.keys!.includes(option.option) }))
  // Every option is a yes or no of its own.
  return tickedOptions(form, item, j).map((option) => {
    const ticked = ticks(form, matrix, j, option)
    const found = optionStatistics(
      matrix,
      ticked,
      matrix.items.map(() => []),
    )[j]!
    const yes = found.find((one) => one.option === option)
    return {
      ...(yes ?? { option, n: 0, p: 0, meanTotal: Number.NaN, rPbis: Number.NaN, rPbisRest: Number.NaN }),
      isKey: item.keys!.includes(option),
    }
  })
}

function curvesOf(form: EvidenceForm, matrix: ResponseMatrix, item: EvidenceItem, j: number): ItemCurves {
  if (!item.keys || form.sittings.length < groupCount) return { groups: [], curves: [] }
  if (item.kind !== 'multiple-response') {
    const width = matrix.items.length
    const choices = new Array<string | null>(matrix.scores.length).fill(null)
    form.sittings.forEach((sitting, i) => {
      choices[i * width + j] = choiceOf(item.kind, sitting.responses[j])
    })
    const found = optionCurves(matrix, choices, j, groupCount)
    return { groups: found.groups.map(({ n }) => n), curves: found.curves }
  }
  const each = tickedOptions(form, item, j).map((option) => {
    const found = optionCurves(matrix, ticks(form, matrix, j, option), j, groupCount)
    const yes = found.curves.find((curve) => curve.option === option)
    return {
      groups: found.groups.map(({ n }) => n),
      option,
      shares: yes?.shares ?? found.groups.map(() => 0),
    }
  })
  return { groups: each[0]?.groups ?? [], curves: each.map(({ option, shares }) => ({ option, shares })) }
}

/** Everything anyone ticked, and the key. */
const tickedOptions = (form: EvidenceForm, item: EvidenceItem, j: number): string[] =>
  [...new Set([...item.keys!, ...form.sittings.flatMap((sitting) => ticksOf(sitting.responses[j]))])].sort()

/** As if the item asked about this option alone. */
function ticks(form: EvidenceForm, matrix: ResponseMatrix, j: number, option: string): (string | null)[] {
  const width = matrix.items.length
  const choices = new Array<string | null>(matrix.scores.length).fill(null)
  form.sittings.forEach((sitting, i) => {
    choices[i * width + j] = ticksOf(sitting.responses[j]).includes(option) ? option : omittedName
  })
  return choices
}

/** What is reported of a form: for the centre, and for those who set the next one. */
export function formFigures({ form, matrix, unit, analysis }: FormAnalysis): FormFigures {
  const { test, cut } = analysis
  const totals = [...sumScores(matrix)].map((total) => total * unit)
  const histogram = new Array<number>(20).fill(0)
  for (const total of totals) histogram[Math.min(19, Math.floor((total / form.fullMarks) * 20))]! += 1
  const pass = (cut?.score ?? 0) * unit
  return {
    formId: form.formId,
    n: form.sittings.length,
    items: form.items.length,
    fullMarks: form.fullMarks,
    cut: pass,
    passed: totals.filter((total) => total >= pass - 1e-9).length,
    mean: test.mean * unit,
    sd: known(test.sd * unit),
    alpha: known(test.alpha),
    alphaInterval: test.alphaInterval.every(Number.isFinite) ? test.alphaInterval : null,
    sem: known(test.sem * unit),
    semAtCut: known(cut && cut.sem * unit),
    k2: known(cut?.k2),
    consistency: known(cut?.consistency),
    kappa: known(cut?.kappa),
    accuracy: known(cut?.accuracy),
    histogram,
  }
}

/** NaN and what is not there become null: JSON has no NaN. */
export const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
