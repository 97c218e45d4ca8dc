/*
 * Agreement of raters as one object.
 *
 * exact: share of pairs of ratings of a unit that are equal; adjacent: that
 * differ by at most one step. kappa: Cohen's for two raters, Fleiss' for
 * more. kappaQuadratic: Cohen's with squared distances, averaged over pairs
 * of raters. Never read κ alone: it falls when nearly all units are alike.
 */
import { mean, standardDeviation } from '../math/moments.ts'
import { cohenKappa, quadraticWeight } from './cohen-kappa.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './intraclass-correlation.ts'
import { type AlphaLevel, alphaLevels, krippendorffAlpha } from './krippendorff-alpha.ts'
import { type RaterSeverity, raterSeverity } from './rater-severity.ts'
import {
  categoriesOf,
  completeRows,
  isNumeric,
  type NumericRatings,
  type Ratings,
  raterPairs,
  requireRatings,
} from './ratings.ts'

export interface RaterAgreement {
  readonly units: number
  readonly raters: number
  readonly exact: number
  /** Within `step`; null for names. */
  readonly adjacent: number | null
  readonly kappa: number
  readonly kappaQuadratic: number | null
  readonly fleissKappa: number
  /** Mean of Cohen's κ over pairs of raters. */
  readonly lightKappa: number
  readonly icc: IntraclassCorrelations | null
  readonly alpha: Readonly<Record<AlphaLevel, number>>
  /** Largest standardised difference of two raters' means; .15 is customary at most. */
  readonly standardisedDifference: number | null
  readonly severity: readonly RaterSeverity[] | null
  readonly pairs: readonly PairAgreement[]
}

export interface PairAgreement {
  /** Column numbers from 0. */
  readonly first: number
  readonly second: number
  readonly n: number
  readonly exact: number
  readonly kappa: number
  readonly kappaQuadratic: number | null
  readonly standardisedDifference: number | null
}

/** `step` is the distance that counts as adjacent, in score points. */
export function raterAgreement(ratings: Ratings, step = 1): RaterAgreement {
  requireRatings(ratings)
  const numeric = isNumeric(ratings) ? ratings : null
  const values = categoriesOf(ratings)
  const codes = ratings.map((row) =>
    row.map((v) => (v === null ? null : numeric ? (v as number) : values.indexOf(v))),
  )
  const raw = raterPairs<number>(codes)
  const pairs = raw.map((pair) => describePair(pair, numeric !== null))
  const units = raw.flatMap((pair) => pair.units)
  const light = mean(pairs.map((p) => p.kappa))
  const raters = ratings[0]!.length
  const fleiss = fleissKappa(ratings).kappa
  const within = (d: number) => units.filter(([x, y]) => Math.abs(x - y) <= d + 1e-9).length / units.length
  return {
    units: ratings.length,
    raters,
    exact: within(0),
    adjacent: numeric && within(step),
    kappa: raters === 2 ? light : fleiss,
    kappaQuadratic: numeric && mean(pairs.map((p) => p.kappaQuadratic!)),
    fleissKappa: fleiss,
    lightKappa: light,
    icc: numeric && completeRows(numeric).length >= 2 ? intraclassCorrelations(numeric) : null,
    alpha: Object.fromEntries(
      alphaLevels.map((level) => [level, krippendorffAlpha(ratings, level)]),
    ) as Record<AlphaLevel, number>,
    standardisedDifference:
      numeric && pairs.reduce((m, p) => Math.max(m, Math.abs(p.standardisedDifference ?? 0)), 0),
    severity: numeric && severityOrNull(numeric),
    pairs,
  }
}

function describePair(
  { first, second, units }: ReturnType<typeof raterPairs<number>>[number],
  numeric: boolean,
): PairAgreement {
  const x = units.map(([v]) => v)
  const y = units.map(([, v]) => v)
  const spread = Math.sqrt((standardDeviation(x) ** 2 + standardDeviation(y) ** 2) / 2)
  return {
    first,
    second,
    n: units.length,
    exact: units.filter(([v, w]) => v === w).length / units.length,
    kappa: cohenKappa(units),
    kappaQuadratic: numeric ? cohenKappa(units, quadraticWeight) : null,
    standardisedDifference: numeric && spread > 0 ? (mean(y) - mean(x)) / spread : null,
  }
}

/** null where the raters are not connected through shared units. */
function severityOrNull(ratings: NumericRatings): RaterSeverity[] | null {
  try {
    return raterSeverity(ratings)
  } catch {
    return null
  }
}
