/*
 * Krippendorff's alpha: 1 − observed / expected disagreement over all pairable
 * values, for any number of raters and with missing ratings.
 *
 * Distances: nominal 0/1; ordinal by the values ranked between; interval
 * squared difference; ratio squared relative difference.
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
 */
import { categoriesOf, type Rating, type Ratings } from './ratings.ts'

export const alphaLevels = ['nominal', 'ordinal', 'interval', 'ratio'] as const
export type AlphaLevel = (typeof alphaLevels)[number]

/** NaN where every pairable value is the same, and for names at any level but nominal. */
export function krippendorffAlpha(ratings: Ratings, level: AlphaLevel): number {
  const values = categoriesOf(ratings)
  if (level !== 'nominal' && values.some((v) => typeof v !== 'number')) return Number.NaN
  const coincidences = coincidenceTable(ratings, values)
  const totals = coincidences.map((row) => row.reduce((s, v) => s + v, 0))
  const n = totals.reduce((s, v) => s + v, 0)
  const distance = distanceBy(level, values, totals)
  let observed = 0
  let expected = 0
  values.forEach((_, c) => {
    values.forEach((_, k) => {
      observed += coincidences[c]![k]! * distance(c, k)
      expected += totals[c]! * totals[k]! * distance(c, k)
    })
  })
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : Number.NaN
}

function coincidenceTable(ratings: Ratings, values: readonly Rating[]): number[][] {
  const at = new Map(values.map((v, c) => [v, c]))
  const table = values.map(() => new Array<number>(values.length).fill(0))
  for (const row of ratings) {
    const codes = row.flatMap((v) => (v === null ? [] : [at.get(v)!]))
    if (codes.length < 2) continue
    codes.forEach((c, i) => {
      codes.forEach((k, j) => {
        if (i !== j) table[c]![k]! += 1 / (codes.length - 1)
      })
    })
  }
  return table
}

function distanceBy(
  level: AlphaLevel,
  values: readonly Rating[],
  totals: readonly number[],
): (c: number, k: number) => number {
  const value = (c: number) => Number(values[c])
  if (level === 'nominal') return (c, k) => (c === k ? 0 : 1)
  if (level === 'interval') return (c, k) => (value(c) - value(k)) ** 2
  if (level === 'ratio')
    return (c, k) => (value(c) + value(k) === 0 ? 0 : ((value(c) - value(k)) / (value(c) + value(k))) ** 2)
  // Middle rank of each value: the values ranked between two are their distance.
  const middle: number[] = []
  totals.forEach((n, c) => {
    middle.push(c === 0 ? n / 2 : middle[c - 1]! + (totals[c - 1]! + n) / 2)
  })
  return (c, k) => (middle[c]! - middle[k]!) ** 2
}
