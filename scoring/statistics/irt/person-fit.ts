/*
 * Person fit at the EAP ability.
 *
 * lz: standardised log-likelihood of the answers, about N(0, 1); below −2 the
 * answers do not fit the ability (guessing, copying, leaked items).
 * outfit, infit: mean squared residual, plain and weighted by information;
 * 1 is expected. Sources: Drasgow, Levine & Williams 1985; Wright & Masters
 * 1982. With an estimated ability lz is conservative.
 */
import type { ResponseMatrix } from '../response-matrix.ts'
import type { Calibration } from './calibrate.ts'
import { categoryProbabilities } from './probabilities.ts'

export interface PersonFit {
  /** Items that entered. */
  readonly n: number
  readonly lz: number
  readonly infit: number
  readonly outfit: number
}

export function personFit(matrix: ResponseMatrix, calibration: Calibration): PersonFit[] {
  const codes = calibration.items.map((item) => new Map(item.scores.map((v, k) => [v, k])))
  return Array.from({ length: matrix.persons }, (_, i) => fitOf(matrix, calibration, codes, i))
}

function fitOf(
  matrix: ResponseMatrix,
  calibration: Calibration,
  codes: readonly ReadonlyMap<number, number>[],
  i: number,
): PersonFit {
  const width = matrix.items.length
  let n = 0
  let observed = 0
  let expected = 0
  let spread = 0
  let outer = 0
  let residuals = 0
  let variances = 0
  for (let j = 0; j < width; j++) {
    const item = calibration.items[j]!
    const code = codes[j]!.get(matrix.scores[i * width + j]!)
    if (code === undefined || item.flags.includes('no-variance')) continue
    const p = categoryProbabilities(item, calibration.abilities.eap[i]!)
    const logs = p.map((v) => Math.log(Math.max(v, 1e-300)))
    const meanLog = p.reduce((s, v, k) => s + v * logs[k]!, 0)
    const mean = p.reduce((s, v, k) => s + v * k, 0)
    const variance = p.reduce((s, v, k) => s + v * (k - mean) ** 2, 0)
    n++
    observed += logs[code]!
    expected += meanLog
    spread += p.reduce((s, v, k) => s + v * (logs[k]! - meanLog) ** 2, 0)
    outer += (code - mean) ** 2 / variance
    residuals += (code - mean) ** 2
    variances += variance
  }
  return { n, lz: (observed - expected) / Math.sqrt(spread), infit: residuals / variances, outfit: outer / n }
}
