/*
 * Mantel–Haenszel test of uniform DIF, with continuity correction.
 *
 *   α_MH = Σ A·D/T ÷ Σ B·C/T,   Δ = −2.35 ln α_MH
 *   χ² = (|ΣA − ΣE(A)| − ½)² / Σ Var(A)
 *
 * The ½ is subtracted even where |ΣA − ΣE| is smaller, as in the paper; the
 * statistic is then near 0 either way.
 *
 * A, B right and wrong in the reference group, C, D in the focal group, per
 * stratum of T persons. Variance of ln α: Robins, Breslow & Greenland 1986;
 * the same value as Phillips & Holland 1987. Δ < 0 means the item is harder
 * for the focal group. Sources: Mantel & Haenszel 1959; Holland & Thayer
 * 1988; classes: Zieky 1993.
 */
import { chiSquareTail } from '../math/distributions.ts'
import type { MatchedPerson } from './matching.ts'

export type EtsClass = 'A' | 'B' | 'C'

export interface MantelHaenszel {
  readonly chi2: number
  readonly p: number
  readonly alpha: number
  /** Standard error of ln alpha. */
  readonly seLnAlpha: number
  /** ETS delta scale. */
  readonly delta: number
  readonly seDelta: number
  /** null when alpha cannot be computed. */
  readonly class: EtsClass | null
}

interface Stratum {
  referenceRight: number
  referenceWrong: number
  focalRight: number
  focalWrong: number
}

export function mantelHaenszel(persons: readonly MatchedPerson[]): MantelHaenszel {
  let observed = 0
  let expected = 0
  let variance = 0
  let right = 0
  let wrong = 0
  let pr = 0
  let mixed = 0
  let qs = 0
  for (const s of strata(persons)) {
    const { referenceRight: a, referenceWrong: b, focalRight: c, focalWrong: d } = s
    const t = a + b + c + d
    if (t < 2 || a + b === 0 || c + d === 0) continue
    observed += a
    expected += ((a + b) * (a + c)) / t
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (t * t * (t - 1))
    const r = (a * d) / t
    const w = (b * c) / t
    right += r
    wrong += w
    pr += ((a + d) / t) * r
    mixed += ((a + d) / t) * w + ((b + c) / t) * r
    qs += ((b + c) / t) * w
  }
  const chi2 = variance > 0 ? (Math.abs(observed - expected) - 0.5) ** 2 / variance : Number.NaN
  const alpha = right > 0 && wrong > 0 ? right / wrong : Number.NaN
  const seLnAlpha = Math.sqrt(pr / (2 * right ** 2) + mixed / (2 * right * wrong) + qs / (2 * wrong ** 2))
  const delta = -2.35 * Math.log(alpha)
  const seDelta = 2.35 * seLnAlpha
  const p = chiSquareTail(chi2, 1)
  return { chi2, p, alpha, seLnAlpha, delta, seDelta, class: etsClass(delta, seDelta, p) }
}

/** A negligible, B moderate, C large. */
export function etsClass(delta: number, seDelta: number, p: number): EtsClass | null {
  if (Number.isNaN(delta)) return null
  const size = Math.abs(delta)
  if (size < 1 || p >= 0.05) return 'A'
  return size >= 1.5 && size - 1.645 * seDelta > 1 ? 'C' : 'B'
}

function strata(persons: readonly MatchedPerson[]): Iterable<Stratum> {
  const table = new Map<string | number, Stratum>()
  for (const { group, score, stratum } of persons) {
    let s = table.get(stratum)
    if (!s) {
      s = { referenceRight: 0, referenceWrong: 0, focalRight: 0, focalWrong: 0 }
      table.set(stratum, s)
    }
    if (group === 0) score ? s.referenceRight++ : s.referenceWrong++
    else score ? s.focalRight++ : s.focalWrong++
  }
  return table.values()
}
