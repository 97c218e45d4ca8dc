/*
 * The six intraclass correlations of Shrout & Fleiss 1979.
 *
 *   ICC(1,1) raters drawn anew for each unit     ICC(1,k) mean of k of them
 *   ICC(2,1) raters a random sample, absolute    ICC(2,k)
 *   ICC(3,1) these raters only, consistency      ICC(3,k)
 *
 * From the mean squares of units (BMS), within units (WMS), raters (JMS) and
 * error (EMS). Only units rated by every rater enter.
 */
import { requireInput } from '../input-error.ts'
import { completeRows, type NumericRatings } from './ratings.ts'

export interface IntraclassCorrelations {
  readonly ICC11: number
  readonly ICC21: number
  readonly ICC31: number
  readonly ICC1k: number
  readonly ICC2k: number
  readonly ICC3k: number
  /** Units that entered, and raters. */
  readonly units: number
  readonly raters: number
}

export function intraclassCorrelations(ratings: NumericRatings): IntraclassCorrelations {
  const rows = completeRows(ratings)
  const n = rows.length
  const k = rows[0]?.length ?? 0
  requireInput(
    n >= 2 && k >= 2,
    `Intraclass correlations need at least 2 units rated by every rater; there are ${n}. Leave sparse raters out.`,
  )
  const grand = rows.flat().reduce((s, v) => s + v, 0) / (n * k)
  const unitMeans = rows.map((row) => row.reduce((s, v) => s + v, 0) / k)
  const raterMeans = rows[0]!.map((_, j) => rows.reduce((s, row) => s + row[j]!, 0) / n)
  const between = k * unitMeans.reduce((s, m) => s + (m - grand) ** 2, 0)
  const raters = n * raterMeans.reduce((s, m) => s + (m - grand) ** 2, 0)
  const total = rows.flat().reduce((s, v) => s + (v - grand) ** 2, 0)
  const bms = between / (n - 1)
  const wms = (total - between) / (n * (k - 1))
  const jms = raters / (k - 1)
  const ems = (total - between - raters) / ((n - 1) * (k - 1))
  return {
    ICC11: (bms - wms) / (bms + (k - 1) * wms),
    ICC21: (bms - ems) / (bms + (k - 1) * ems + (k * (jms - ems)) / n),
    ICC31: (bms - ems) / (bms + (k - 1) * ems),
    ICC1k: (bms - wms) / bms,
    ICC2k: (bms - ems) / (bms + (jms - ems) / n),
    ICC3k: (bms - ems) / bms,
    units: n,
    raters: k,
  }
}
