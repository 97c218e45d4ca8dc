/*
 * The classical analysis of one test as one object: what the command prints
 * and the item page shows. Every figure comes from a file of its own; this
 * one joins them and says where they should not be trusted.
 */
import { InputError } from '../input-error.ts'
import { standardDeviation } from '../math/moments.ts'
import {
  administeredColumns,
  isComplete,
  type ResponseMatrix,
  selectColumns,
  selectPersons,
  sumScores,
} from '../response-matrix.ts'
import { binomialSem, kr21 } from './conditional-sem.ts'
import { type Choices, type OptionStatistics, omitted, optionStatistics } from './distractors.ts'
import { type ItemStatistics, itemStatistics } from './item-statistics.ts'
import { livingstonLewis } from './livingston-lewis.ts'
import { livingstonK2, type Reliability, reliability } from './reliability.ts'

export interface AnalyseInput {
  readonly matrix: ResponseMatrix
  /** Raw answers, where there are options. */
  readonly choices?: Choices
  /** Group or form per person. */
  readonly groups?: readonly string[]
  /** Omitted answers per item. */
  readonly omitted: readonly number[]
  /** Cut score in points. */
  readonly cut?: number
  /** Highest sum score there is; the sum of the highest scores met when left out. */
  readonly highest?: number
}

export interface AnalysedItem extends ItemStatistics {
  /** Administered but not answered, persons. */
  readonly omitted: number
  /** Cells not administered, persons. */
  readonly notAdministered: number
  readonly alphaIfDeleted: number
  readonly options: readonly OptionStatistics[]
}

export interface AnalysedTest {
  readonly n: number
  readonly items: number
  readonly mean: number
  readonly sd: number
  readonly alpha: number
  readonly alphaInterval: readonly [number, number]
  readonly sem: number
}

export interface TestAnalysis {
  readonly n: number
  readonly test: AnalysedTest
  readonly items: readonly AnalysedItem[]
  /** Each form by itself, where persons were administered different items. */
  readonly forms: readonly (AnalysedTest & { readonly form: string })[]
  readonly cut?: CutQuality
  readonly warnings: readonly string[]
}

export interface CutQuality {
  readonly score: number
  readonly sem: number
  readonly k2: number
  readonly consistency?: number
  readonly kappa?: number
  readonly accuracy?: number
}

export function analyseTest(input: AnalyseInput): TestAnalysis {
  const { matrix } = input
  const whole = reliability(matrix)
  const items = analyseItems(input, whole)
  const used = selectColumns(matrix, administeredColumns(matrix))
  const forms = isComplete(used) ? [] : analyseForms(used, input.groups)
  return {
    n: matrix.persons,
    test: summary(whole),
    items,
    forms,
    cut: input.cut === undefined ? undefined : cutQuality(matrix, items, whole, input.cut, input.highest),
    warnings: warnings(matrix, items, whole, forms.length),
  }
}

function analyseItems({ matrix, choices, omitted: omits }: AnalyseInput, whole: Reliability): AnalysedItem[] {
  const statistics = itemStatistics(matrix)
  const options = optionStatistics(matrix, choices ?? scoresAsChoices(matrix), keysFrom(matrix, choices))
  return statistics.map((item, j) => ({
    ...item,
    omitted: omits[j]!,
    notAdministered: matrix.persons - item.n,
    alphaIfDeleted: whole.alphaIfDeleted[j]!,
    options: options[j]!,
  }))
}

/** The options that earned full marks are the keys. */
function keysFrom(matrix: ResponseMatrix, choices: Choices | undefined): string[][] {
  const width = matrix.items.length
  const best = new Float64Array(width)
  matrix.scores.forEach((s, at) => {
    if (s > best[at % width]!) best[at % width] = s
  })
  const keys = matrix.items.map(() => new Set<string>())
  matrix.scores.forEach((s, at) => {
    if (s > 0 && s === best[at % width]) keys[at % width]!.add(choices ? choices[at]! : String(s))
  })
  return keys.map((set) => [...set])
}

function scoresAsChoices(matrix: ResponseMatrix): Choices {
  return Array.from(matrix.scores, (s) => (Number.isNaN(s) ? null : String(s)))
}

function summary(r: Reliability): AnalysedTest {
  return {
    n: r.n,
    items: r.items,
    mean: r.mean,
    sd: r.sd,
    alpha: r.alpha,
    alphaInterval: r.interval,
    sem: r.sem,
  }
}

/** A form is a group, or where there is none, a set of items administered together. */
function analyseForms(
  matrix: ResponseMatrix,
  groups?: readonly string[],
): (AnalysedTest & { form: string })[] {
  const width = matrix.items.length
  const persons = new Map<string, number[]>()
  for (let i = 0; i < matrix.persons; i++) {
    let form = groups?.[i] ?? ''
    if (!groups)
      for (let j = 0; j < width; j++) form += Number.isNaN(matrix.scores[i * width + j]!) ? '0' : '1'
    persons.set(form, [...(persons.get(form) ?? []), i])
    if (persons.size > 50) return []
  }
  return [...persons].map(([form, rows], index) => ({
    form: groups ? form : `form ${index + 1}`,
    ...summary(reliability(formMatrix(matrix, rows))),
  }))
}

function formMatrix(matrix: ResponseMatrix, rows: readonly number[]): ResponseMatrix {
  const form = selectPersons(matrix, rows)
  return selectColumns(form, administeredColumns(form))
}

function cutQuality(
  matrix: ResponseMatrix,
  items: readonly AnalysedItem[],
  whole: Reliability,
  cut: number,
  highest = items.reduce((s, item) => s + item.maximum, 0),
): CutQuality {
  const dichotomous = items.every((item) => item.maximum === 1)
  const sem = dichotomous
    ? binomialSem(cut, items.length, whole.alpha, kr21(items.length, whole.mean, whole.sd))
    : whole.sem
  const k2 = livingstonK2(whole.alpha, whole.mean, whole.sd, cut)
  if (!(whole.alpha > 0 && whole.alpha < 1) || !isComplete(matrix)) return { score: cut, sem, k2 }
  return { score: cut, sem, k2, ...decisionAt(sumScores(matrix), whole.alpha, cut, highest) }
}

/** Nothing where no true-score distribution fits the scores: a handful of persons may lie at both ends. */
function decisionAt(totals: Float64Array, alpha: number, cut: number, highest: number) {
  try {
    return livingstonLewis(totals, alpha, [cut], highest)
  } catch (error) {
    if (error instanceof InputError) return {}
    throw error
  }
}

function warnings(
  matrix: ResponseMatrix,
  items: readonly AnalysedItem[],
  whole: Reliability,
  forms: number,
): string[] {
  const few = items.filter((item) => item.n < 30).map((item) => item.id)
  const negative = items.filter((item) => item.rPbisCorrected < 0).map((item) => item.id)
  const able = items.flatMap((item) =>
    item.options
      .filter(
        (o) =>
          !o.isKey &&
          o.option !== omitted &&
          item.maximum === 1 &&
          o.rPbisRest > 0.05 &&
          o.n >= 10 &&
          o.option !== '0',
      )
      .map((o) => `${item.id}:${o.option}`),
  )
  return [
    ...(few.length
      ? [`作答少于 30 人，只看难度 Fewer than 30 answers, read facility only: ${few.join(', ')}.`]
      : []),
    ...(forms > 1
      ? [
          '各卷题目不同，请逐卷看信度与区分度。Persons were administered different items: read test figures and discriminations form by form.',
        ]
      : []),
    ...(Number.isNaN(whole.alpha) && standardDeviation(sumScores(matrix)) > 0
      ? [
          '无法计算 alpha。Alpha is undefined: some items were never administered together, or there is one item only.',
        ]
      : []),
    ...(negative.length
      ? [`区分度为负，请核对答案 Negative discrimination, check the key: ${negative.join(', ')}.`]
      : []),
    ...(able.length ? [`干扰项吸引高分者 Distractors that draw the able: ${able.join(', ')}.`] : []),
  ]
}
