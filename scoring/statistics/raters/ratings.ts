/*
 * Ratings: one row per unit (a candidate's answer), one column per rater.
 */
import { requireInput } from '../input-error.ts'

/** A numeric rating, a category name, or null where the rater did not rate. */
export type Rating = number | string | null
export type Ratings = readonly (readonly Rating[])[]
export type NumericRatings = readonly (readonly (number | null)[])[]

export function requireRatings(ratings: Ratings): void {
  const raters = ratings[0]?.length ?? 0
  requireInput(
    raters >= 2 && ratings.every((row) => row.length === raters),
    `Agreement needs at least 2 raters and one cell per rater and unit; there are ${raters} columns.`,
  )
  requireInput(
    ratings.some((row) => row.filter((v) => v !== null).length >= 2),
    'No unit was rated by two raters, so there is nothing to agree on.',
  )
}

/** True when every rating is a number. */
export function isNumeric(ratings: Ratings): ratings is NumericRatings {
  return ratings.every((row) => row.every((v) => v === null || typeof v === 'number'))
}

/** Rows rated by every rater. */
export function completeRows<T>(ratings: readonly (readonly (T | null)[])[]): T[][] {
  return ratings.filter((row) => row.every((v) => v !== null)) as T[][]
}

/** Categories met, numbers in order before names. */
export function categoriesOf(ratings: Ratings): (number | string)[] {
  const met = new Set(ratings.flatMap((row) => row.filter((v) => v !== null)))
  return [...met].sort((x, y) =>
    typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1,
  )
}

/** Every pair of raters with the units both rated. */
export function raterPairs<T>(ratings: readonly (readonly (T | null)[])[]): {
  readonly first: number
  readonly second: number
  readonly units: readonly (readonly [T, T])[]
}[] {
  const raters = ratings[0]?.length ?? 0
  const pairs = []
  for (let first = 0; first < raters; first++)
    for (let second = first + 1; second < raters; second++) {
      const units = ratings.flatMap((row): [T, T][] => {
        const x = row[first] ?? null
        const y = row[second] ?? null
        return x === null || y === null ? [] : [[x, y]]
      })
      if (units.length > 0) pairs.push({ first, second, units })
    }
  return pairs
}
