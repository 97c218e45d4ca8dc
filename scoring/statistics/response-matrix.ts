/*
 * Persons × items, the shape every statistic starts from.
 *
 * A cell is a score (0, 1, 2 …) or NaN for "not administered". An omitted
 * answer is not missing: it was administered and earned 0, so it arrives here
 * as 0 and is counted apart by whoever knows the raw answers.
 */
import { requireInput } from './input-error.ts'

export interface ResponseMatrix {
  /** Item ids in column order, no repeats. */
  readonly items: readonly string[]
  readonly persons: number
  /** Row-major, persons × items.length; NaN = not administered. */
  readonly scores: Float64Array
}

/** Builds a matrix from rows; null, undefined and NaN are "not administered". */
export function responseMatrix(
  items: readonly string[],
  rows: readonly (readonly (number | null | undefined)[])[],
): ResponseMatrix {
  requireInput(items.length > 0, 'There are no items; give at least one column of responses.')
  requireInput(
    new Set(items).size === items.length,
    'Item ids repeat; every item needs an id of its own. Rename the repeated columns.',
  )
  const scores = new Float64Array(rows.length * items.length)
  rows.forEach((row, i) => {
    requireInput(
      row.length === items.length,
      `Row ${i + 1} has ${row.length} cells, expected ${items.length} (one per item); check the separators.`,
    )
    for (let j = 0; j < items.length; j++) scores[i * items.length + j] = row[j] ?? Number.NaN
  })
  return { items, persons: rows.length, scores }
}

/** Sum of the administered scores of each person (0 when nothing was administered). */
export function sumScores(matrix: ResponseMatrix): Float64Array {
  const width = matrix.items.length
  const sums = new Float64Array(matrix.persons)
  for (let i = 0; i < matrix.persons; i++) {
    let sum = 0
    for (let j = 0; j < width; j++) {
      const score = matrix.scores[i * width + j]!
      if (!Number.isNaN(score)) sum += score
    }
    sums[i] = sum
  }
  return sums
}

/** True when every person was administered every item. */
export function isComplete(matrix: ResponseMatrix): boolean {
  return !matrix.scores.some(Number.isNaN)
}

/** The scores of one item, NaN where not administered. */
export function column(matrix: ResponseMatrix, item: number): Float64Array {
  const width = matrix.items.length
  return Float64Array.from({ length: matrix.persons }, (_, i) => matrix.scores[i * width + item]!)
}

/** Refuses anything but 0, 1 and NaN, naming the first offender. */
export function requireDichotomous(matrix: ResponseMatrix, purpose: string): void {
  const width = matrix.items.length
  const at = matrix.scores.findIndex((s) => s !== 0 && s !== 1 && !Number.isNaN(s))
  requireInput(
    at < 0,
    `${purpose} needs scores of 0 and 1, but item ${matrix.items[at % width]} has ${matrix.scores[at]} ` +
      `in data row ${Math.floor(at / width) + 1}. Score the answers first (a key), or use a model for several categories.`,
  )
}

/** Columns of the items somebody was administered. */
export function administeredColumns(matrix: ResponseMatrix): number[] {
  const width = matrix.items.length
  const met = new Array<boolean>(width).fill(false)
  matrix.scores.forEach((s, at) => {
    if (!Number.isNaN(s)) met[at % width] = true
  })
  return met.flatMap((yes, j) => (yes ? [j] : []))
}

/** The matrix of these columns only. */
export function selectColumns(matrix: ResponseMatrix, columns: readonly number[]): ResponseMatrix {
  const width = matrix.items.length
  const scores = new Float64Array(matrix.persons * columns.length)
  for (let i = 0; i < matrix.persons; i++)
    for (let k = 0; k < columns.length; k++)
      scores[i * columns.length + k] = matrix.scores[i * width + columns[k]!]!
  return { items: columns.map((j) => matrix.items[j]!), persons: matrix.persons, scores }
}

/** The matrix of these persons only. */
export function selectPersons(matrix: ResponseMatrix, persons: readonly number[]): ResponseMatrix {
  const width = matrix.items.length
  const scores = new Float64Array(persons.length * width)
  persons.forEach((i, k) => {
    scores.set(matrix.scores.subarray(i * width, (i + 1) * width), k * width)
  })
  return { items: matrix.items, persons: persons.length, scores }
}
