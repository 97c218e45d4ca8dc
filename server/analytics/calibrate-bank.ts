/*
 * Item parameters: one calibration of everything that was answered in a bank
 * and level, items of other forms missing by design. The candidates set the
 * scale (θ ~ N(0, 1) for 2PL and GPCM); the model is the richest that the item
 * with the fewest answers can carry. Pure.
 */
import {
  abilityAtScore,
  type Calibration,
  calibrate,
  conditionalSem,
  type ItemFit,
  itemFit,
  type Model,
  personFit,
  type ResponseMatrix,
  responseMatrix,
  selectColumns,
  selectPersons,
  smallestSample,
} from '../../scoring/statistics/index.ts'
import { type FormAnalysis, formFigures, known } from './analyse-form.ts'
import type { EvidenceForm, EvidenceSitting, FormFigures, ItemIrt, UnusualPattern } from './model.ts'

/** Fewest items that make a scale. */
const fewestItems = 10
/** Fewest sittings of one form for a test of fit. */
const fewestForFit = 200

export interface Calibrated {
  readonly calibration: Calibration
  readonly columnOf: ReadonlyMap<string, number>
  readonly matrix: ResponseMatrix
  /** Whose answers each row of the matrix holds. */
  readonly sittings: readonly EvidenceSitting[]
  readonly fits: ReadonlyMap<string, ItemFit & { readonly n: number }>
}

/** Undefined when there are too few answers for any model. */
export function calibrateBank(forms: readonly EvidenceForm[]): Calibrated | undefined {
  const counts = new Map<string, number>()
  for (const form of forms)
    for (const item of form.items) counts.set(item.hash, (counts.get(item.hash) ?? 0) + form.sittings.length)
  const hashes = [...counts].filter(([, n]) => n >= smallestSample.rasch).map(([hash]) => hash)
  if (hashes.length < fewestItems) return undefined
  const columnOf = new Map(hashes.map((hash, j) => [hash, j]))
  const used = forms.filter((form) => form.items.some((item) => columnOf.has(item.hash)))
  const rows = used.flatMap((form) => form.sittings.map((sitting) => fractionsOf(form, sitting, columnOf)))
  const matrix = responseMatrix(hashes, rows)
  const model = modelFor(matrix, Math.min(...hashes.map((hash) => counts.get(hash)!)))
  const calibration = calibrate(matrix, { model, maxIterations: 500 })
  if (!calibration.converged) return undefined
  const sittings = used.flatMap((form) => form.sittings)
  return { calibration, columnOf, matrix, sittings, fits: fitsOf(used, matrix, calibration, columnOf) }
}

/** Shares of the full marks; NaN for items of other forms. */
function fractionsOf(
  form: EvidenceForm,
  sitting: EvidenceSitting,
  columnOf: ReadonlyMap<string, number>,
): number[] {
  const row = new Array<number>(columnOf.size).fill(Number.NaN)
  form.items.forEach((item, j) => {
    const at = columnOf.get(item.hash)
    if (at !== undefined) row[at] = round(sitting.marks[j]! / item.fullMarks)
  })
  return row
}

/** Two decimals: marks are rounded too, and a category needs persons in it. */
const round = (share: number): number => Math.round(share * 100) / 100

function modelFor(matrix: ResponseMatrix, fewest: number): Model {
  const dichotomous = matrix.scores.every((score) => score === 0 || score === 1 || Number.isNaN(score))
  const ladder: readonly Model[] = dichotomous ? ['3pl', '2pl', 'rasch'] : ['gpcm', 'pcm']
  return ladder.find((model) => fewest >= smallestSample[model]) ?? ladder.at(-1)!
}

/** S-X² compares within one form: each item on the form with the most sittings. */
function fitsOf(
  forms: readonly EvidenceForm[],
  matrix: ResponseMatrix,
  calibration: Calibration,
  columnOf: ReadonlyMap<string, number>,
): Map<string, ItemFit & { n: number }> {
  const fits = new Map<string, ItemFit & { n: number }>()
  let row = 0
  const blocks = forms.map((form) => {
    const rows = form.sittings.map((_, i) => row + i)
    row += rows.length
    return { form, rows }
  })
  blocks.sort((a, b) => b.rows.length - a.rows.length)
  for (const { form, rows } of blocks) {
    const columns = form.items.flatMap((item) => columnOf.get(item.hash) ?? [])
    if (rows.length < fewestForFit || form.items.every((item) => fits.has(item.hash))) continue
    const part = selectColumns(selectPersons(matrix, rows), columns)
    const found = itemFit(part, { ...calibration, items: columns.map((j) => calibration.items[j]!) })
    part.items.forEach((hash, k) => {
      if (!fits.has(hash)) fits.set(hash, { ...found[k]!, n: rows.length })
    })
  }
  return fits
}

/** Null when the item took no part, or everybody answered alike. */
export function parametersOf(calibrated: Calibrated, hash: string): ItemIrt | null {
  const column = calibrated.columnOf.get(hash)
  const found = column === undefined ? undefined : calibrated.calibration.items[column]
  if (column === undefined || !found || found.flags.includes('no-variance')) return null
  const fit = calibrated.fits.get(hash)
  return {
    model: calibrated.calibration.model,
    a: found.a,
    b: found.b,
    intercepts: found.intercepts,
    c: found.c,
    seA: known(found.seA),
    seB: known(found.seB),
    n: found.n,
    flags: found.flags,
    fit: fit && Number.isFinite(fit.p) ? { x2: fit.sx2, df: fit.df, p: fit.p, n: fit.n } : null,
    observed: observedPoints(calibrated, column),
  }
}

/** Candidates in groups of equal size by ability: where the data lie beside the curve. */
function observedPoints({ calibration, matrix }: Calibrated, column: number): ItemIrt['observed'] {
  const width = matrix.items.length
  const persons: { theta: number; share: number }[] = []
  for (let i = 0; i < matrix.persons; i++) {
    const share = matrix.scores[i * width + column]!
    if (!Number.isNaN(share)) persons.push({ theta: calibration.abilities.eap[i]!, share })
  }
  persons.sort((a, b) => a.theta - b.theta)
  const count = Math.max(3, Math.min(10, Math.floor(persons.length / 25)))
  return Array.from({ length: count }, (_, g) => {
    const from = Math.floor((g * persons.length) / count)
    const group = persons.slice(from, Math.floor(((g + 1) * persons.length) / count))
    return {
      n: group.length,
      theta: mean(group.map(({ theta }) => theta)),
      share: mean(group.map(({ share }) => share)),
    }
  })
}

/** Under this nobody's answers should fall by chance in a batch of a few hundred. */
const unusualLz = -3
const fewestForPersonFit = 20

/** Candidates of the batch whose right and wrong answers fit no ability: easy items missed, hard ones known. */
export function unusualPatterns(
  { calibration, matrix, sittings }: Calibrated,
  batchId: string,
): UnusualPattern[] {
  return personFit(matrix, calibration)
    .flatMap(({ n, lz }, row) => {
      const sitting = sittings[row]!
      if (sitting.batchId !== batchId || n < fewestForPersonFit || !(lz < unusualLz)) return []
      const marks = sitting.marks.reduce((sum, own) => sum + own, 0)
      return [{ admissionNo: sitting.admissionNo, marks, items: n, lz }]
    })
    .sort((a, b) => a.lz - b.lz)
}

/** The conditional error at the cut by Lord–Wingersky, where all items of the form are 0/1 and calibrated. */
export function withIrtSem(analysis: FormAnalysis, calibrated: Calibrated | undefined): FormFigures {
  const figures = formFigures(analysis)
  const { form, unit } = analysis
  const parameters = form.items.map((item) => {
    const column = calibrated?.columnOf.get(item.hash)
    return column === undefined ? undefined : calibrated!.calibration.items[column]!
  })
  const usable = parameters.every((item) => item && item.intercepts.length === 1 && Number.isFinite(item.a))
  if (!usable || unit * form.items.length !== form.fullMarks) return figures
  const items = parameters.map((item) => item!)
  const at = abilityAtScore(items, figures.cut / unit)
  return { ...figures, semAtCut: known(conditionalSem(items, at).sem * unit) }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
