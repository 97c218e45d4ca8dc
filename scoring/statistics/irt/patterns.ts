/*
 * Responses as category codes, equal rows collapsed into one pattern with a
 * weight: 1,000 answers to LSAT6 are 30 patterns.
 */
import { requireInput } from '../input-error.ts'
import type { ResponseMatrix } from '../response-matrix.ts'

export interface Patterns {
  readonly count: number
  /** Columns per pattern: one per item, then the group. */
  readonly width: number
  /** count × width category codes; −1 = not administered. */
  readonly codes: Int16Array
  /** Persons per pattern. */
  readonly weights: Float64Array
  /** Pattern of each person. */
  readonly ofPerson: Int32Array
  /** Observed scores per item, ascending; the category code is the index. */
  readonly values: readonly (readonly number[])[]
  readonly groups: number
}

/**
 * Groups are 0, 1, …, one per person; all 0 when left out. `topScores` gives the
 * highest score of items whose categories are known beforehand (anchors).
 */
export function collectPatterns(
  matrix: ResponseMatrix,
  group?: ArrayLike<number>,
  topScores: ReadonlyMap<string, number> = new Map(),
): Patterns {
  const width = matrix.items.length
  const values = categoryValues(matrix, topScores)
  const codeOf = values.map((list) => new Map(list.map((v, code) => [v, code])))
  const seen = new Map<string, number>()
  const rows: Int16Array[] = []
  const weights: number[] = []
  const ofPerson = new Int32Array(matrix.persons)
  let groups = 1
  for (let i = 0; i < matrix.persons; i++) {
    const row = new Int16Array(width + 1)
    for (let j = 0; j < width; j++) {
      const score = matrix.scores[i * width + j]!
      row[j] = Number.isNaN(score) ? -1 : codeOf[j]!.get(score)!
    }
    row[width] = group?.[i] ?? 0
    groups = Math.max(groups, row[width]! + 1)
    const key = String.fromCharCode(...row.map((c) => c + 1))
    let at = seen.get(key)
    if (at === undefined) {
      at = rows.length
      seen.set(key, at)
      rows.push(row)
      weights.push(0)
    }
    weights[at]! += 1
    ofPerson[i] = at
  }
  const codes = new Int16Array(rows.length * (width + 1))
  rows.forEach((row, u) => {
    codes.set(row, u * (width + 1))
  })
  return {
    count: rows.length,
    width: width + 1,
    codes,
    weights: Float64Array.from(weights),
    ofPerson,
    values,
    groups,
  }
}

function categoryValues(matrix: ResponseMatrix, topScores: ReadonlyMap<string, number>): number[][] {
  const width = matrix.items.length
  const sets = matrix.items.map(() => new Set<number>())
  for (let at = 0; at < matrix.scores.length; at++) {
    const score = matrix.scores[at]!
    if (!Number.isNaN(score)) sets[at % width]!.add(score)
  }
  return sets.map((set, j) => {
    const top = topScores.get(matrix.items[j]!)
    if (top !== undefined) return knownValues(matrix.items[j]!, top, set)
    requireInput(
      set.size <= 50,
      `Item ${matrix.items[j]} has ${set.size} different scores; a model with categories takes at most 50. ` +
        'Group the scores into levels, or leave the column out.',
    )
    return [...set].sort((p, q) => p - q)
  })
}

function knownValues(id: string, top: number, met: ReadonlySet<number>): number[] {
  const values = Array.from({ length: top + 1 }, (_, k) => k)
  const odd = [...met].find((v) => !values.includes(v))
  requireInput(
    odd === undefined,
    `Anchor ${id} has a score of ${odd}, but its parameters are for scores 0 to ${top}. Give the parameters that belong to this scoring.`,
  )
  return values
}
