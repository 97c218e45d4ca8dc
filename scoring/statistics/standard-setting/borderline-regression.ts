/*
 * Borderline regression, for practical stations: examiners give a score by
 * the sheet and a global grade; the cut is the score the regression predicts
 * at the borderline grade. All candidates inform it, not the borderline few.
 *
 *   SE(cut) = s·√(1/n + (g₀ − ḡ)² / Σ(g − ḡ)²)
 *
 * Source: Kramer et al. 2003; Wood, Humphrey-Murto & Norman 2006.
 */
import { requireInput } from '../input-error.ts'
import { mean } from '../math/moments.ts'

export interface BorderlineRegression {
  /** In points of the sheet. */
  readonly cut: number
  readonly se: number
  /** Points per grade, and the share of the spread the grade explains. */
  readonly slope: number
  readonly intercept: number
  readonly r2: number
  readonly n: number
}

export function borderlineRegression(
  scores: readonly number[],
  grades: readonly number[],
  borderline: number,
): BorderlineRegression {
  const n = scores.length
  requireInput(
    n >= 3 && grades.length === n && new Set(grades).size >= 2,
    `Borderline regression needs at least 3 candidates with a score and a grade each, and 2 different grades; ` +
      `there are ${n} scores and ${grades.length} grades.`,
  )
  const gradeMean = mean(grades)
  const scoreMean = mean(scores)
  let gg = 0
  let gs = 0
  let ss = 0
  grades.forEach((g, i) => {
    gg += (g - gradeMean) ** 2
    gs += (g - gradeMean) * (scores[i]! - scoreMean)
    ss += (scores[i]! - scoreMean) ** 2
  })
  const slope = gs / gg
  const residual = Math.sqrt(Math.max(0, ss - slope * gs) / (n - 2))
  return {
    cut: scoreMean + slope * (borderline - gradeMean),
    se: residual * Math.sqrt(1 / n + (borderline - gradeMean) ** 2 / gg),
    slope,
    intercept: scoreMean - slope * gradeMean,
    r2: ss > 0 ? (slope * gs) / ss : Number.NaN,
    n,
  }
}
