/*
 * Sets aside items that everybody answered alike: the likelihood has no
 * maximum for them. They stay in the report, flagged, without parameters.
 */
import { type ResponseMatrix, selectColumns } from '../response-matrix.ts'

export interface VaryingItems {
  readonly kept: ResponseMatrix
  /** Ids of the items set aside. */
  readonly dropped: readonly string[]
}

/** `keep` holds the ids of items that stay in any case (anchors). */
export function withoutConstantItems(
  matrix: ResponseMatrix,
  keep: ReadonlySet<string> = new Set(),
): VaryingItems {
  const width = matrix.items.length
  const first = new Float64Array(width).fill(Number.NaN)
  const varies = matrix.items.map((id) => keep.has(id))
  for (let at = 0; at < matrix.scores.length; at++) {
    const score = matrix.scores[at]!
    if (Number.isNaN(score)) continue
    const j = at % width
    if (Number.isNaN(first[j]!)) first[j] = score
    else if (first[j] !== score) varies[j] = true
  }
  if (varies.every(Boolean)) return { kept: matrix, dropped: [] }
  const columns = varies.flatMap((v, j) => (v ? [j] : []))
  return {
    kept: selectColumns(matrix, columns),
    dropped: matrix.items.filter((_, j) => !varies[j]),
  }
}
