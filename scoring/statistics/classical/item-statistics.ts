/*
 * Facility and discrimination of each item.
 *
 * p is the mean score as a share of the highest score met, so that it is the
 * proportion right for a 0/1 item. rPbis is the correlation with the sum
 * score, item included; rPbisCorrected with the rest score, item left out.
 * A person who was not administered the item takes no part in it. With
 * several forms the sum scores are not comparable across forms: read the
 * discriminations form by form.
 * Source: Lord & Novick 1968, ch. 15; biserial (M₁ − M₀)/S · pq/φ(z_p) with S
 * the sample standard deviation (n − 1) of the sum score.
 */
import { normalDensity, normalQuantile } from '../math/distributions.ts'
import { correlation, mean, variance } from '../math/moments.ts'
import { type ResponseMatrix, sumScores } from '../response-matrix.ts'

export interface ItemStatistics {
  readonly id: string
  /** Persons the item was administered to. */
  readonly n: number
  readonly mean: number
  readonly variance: number
  /** Highest score met, in points; 1 for a 0/1 item. */
  readonly maximum: number
  readonly p: number
  /** Standard error of p. */
  readonly seP: number
  readonly rPbis: number
  readonly rPbisCorrected: number
  /** Biserial correlation of a 0/1 item; NaN otherwise. */
  readonly rBis: number
}

export function itemStatistics(matrix: ResponseMatrix): ItemStatistics[] {
  const totals = sumScores(matrix)
  const width = matrix.items.length
  return matrix.items.map((id, j) => {
    const own: number[] = []
    const total: number[] = []
    for (let i = 0; i < matrix.persons; i++) {
      const score = matrix.scores[i * width + j]!
      if (Number.isNaN(score)) continue
      own.push(score)
      total.push(totals[i]!)
    }
    return describe(id, own, total)
  })
}

function describe(id: string, own: readonly number[], total: readonly number[]): ItemStatistics {
  const maximum = Math.max(
    1,
    own.reduce((m, v) => Math.max(m, v), 0),
  )
  const centre = mean(own)
  const spread = variance(own)
  const p = centre / maximum
  const rPbis = correlation(own, total)
  const dichotomous = own.every((v) => v === 0 || v === 1) && p > 0 && p < 1
  return {
    id,
    n: own.length,
    mean: centre,
    variance: spread,
    maximum,
    p,
    seP: Math.sqrt(spread / own.length) / maximum,
    rPbis,
    rPbisCorrected: correlation(
      own,
      own.map((v, i) => total[i]! - v),
    ),
    rBis: dichotomous
      ? (rPbis * Math.sqrt(p * (1 - p) * (1 - 1 / own.length))) / normalDensity(normalQuantile(p))
      : Number.NaN,
  }
}
