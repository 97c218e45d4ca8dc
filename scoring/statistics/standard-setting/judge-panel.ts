/*
 * Cuts of a panel of judges summarised: the panel's cut is the mean, its
 * standard error SD / √judges (judges as a sample of those who could have
 * sat). Source: Cizek & Bunch 2007, ch. 6.
 */
import { requireInput } from '../input-error.ts'
import { mean, standardDeviation } from '../math/moments.ts'

export interface PanelCut {
  /** In points, or in the unit the judges spoke in. */
  readonly cut: number
  readonly se: number
  /** Spread of the judges' own cuts. */
  readonly sd: number
  readonly judges: number
  readonly judgeCuts: readonly number[]
}

export function panelCut(judgeCuts: readonly number[]): PanelCut {
  requireInput(
    judgeCuts.length >= 2 && judgeCuts.every(Number.isFinite),
    `A panel needs at least 2 judges with a finite cut each; there are ${judgeCuts.length}. Customary are 10 and more.`,
  )
  const sd = standardDeviation(judgeCuts)
  return {
    cut: mean(judgeCuts),
    se: sd / Math.sqrt(judgeCuts.length),
    sd,
    judges: judgeCuts.length,
    judgeCuts,
  }
}
