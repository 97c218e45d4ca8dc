/*
 * Persons with the score they are matched on.
 *
 * The matching score is the sum over the anchor items and the studied item
 * itself, which always belongs to its own criterion (Holland & Thayer 1988).
 * Persons administered different item sets are never compared: the set is
 * part of the stratum.
 */
import type { ResponseMatrix } from '../response-matrix.ts'

export interface MatchedPerson {
  /** 0 reference, 1 focal. */
  readonly group: number
  readonly score: number
  readonly matching: number
  /** Same value = same matching score on the same items. */
  readonly stratum: string | number
}

/** Persons who were administered `item`, matched on `anchors` and the item. */
export function matchPersons(
  matrix: ResponseMatrix,
  group: ArrayLike<number>,
  item: number,
  anchors: readonly boolean[],
): MatchedPerson[] {
  const width = matrix.items.length
  const out: MatchedPerson[] = []
  for (let i = 0; i < matrix.persons; i++) {
    const score = matrix.scores[i * width + item]!
    if (Number.isNaN(score)) continue
    let matching = 0
    let missing = ''
    for (let j = 0; j < width; j++) {
      if (!anchors[j] && j !== item) continue
      const s = matrix.scores[i * width + j]!
      if (Number.isNaN(s)) missing += `${j},`
      else matching += s
    }
    out.push({ group: group[i]!, score, matching, stratum: missing ? `${matching}|${missing}` : matching })
  }
  return out
}
