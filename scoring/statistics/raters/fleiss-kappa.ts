/*
 * Agreement of several interchangeable raters beyond chance, nominal.
 * Source: Fleiss 1971. Units rated by fewer raters enter with their own
 * number of ratings (at least two).
 */
import { categoriesOf, type Ratings } from './ratings.ts'

export interface FleissKappa {
  readonly kappa: number
  /** Units with at least two ratings. */
  readonly units: number
}

export function fleissKappa(ratings: Ratings): FleissKappa {
  const categories = categoriesOf(ratings)
  return fleissKappaFromCounts(
    ratings.map((row) => categories.map((category) => row.filter((v) => v === category).length)),
  )
}

/** `counts[unit][category]` = raters who chose the category. */
export function fleissKappaFromCounts(counts: readonly (readonly number[])[]): FleissKappa {
  const rated = counts.map((row) => ({ row, n: row.reduce((s, v) => s + v, 0) })).filter(({ n }) => n >= 2)
  const total = rated.reduce((s, { n }) => s + n, 0)
  const agreement =
    rated.reduce((s, { row, n }) => s + row.reduce((t, v) => t + v * (v - 1), 0) / (n * (n - 1)), 0) /
    rated.length
  const width = counts[0]?.length ?? 0
  let chance = 0
  for (let k = 0; k < width; k++) chance += (rated.reduce((s, { row }) => s + row[k]!, 0) / total) ** 2
  return { kappa: chance < 1 ? (agreement - chance) / (1 - chance) : Number.NaN, units: rated.length }
}
