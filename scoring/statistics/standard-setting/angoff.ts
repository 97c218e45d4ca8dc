/*
 * Modified Angoff with rounds: each judge estimates, item by item, the share
 * of minimally competent candidates who would earn its points. A judge's cut
 * is the sum; the panel's the mean of the last round. The rounds are kept:
 * convergence without a moving cut is what one hopes to see.
 * Source: Angoff 1971; Cizek & Bunch 2007, ch. 6.
 */
import { requireInput } from '../input-error.ts'
import { correlation, mean, standardDeviation } from '../math/moments.ts'
import { type PanelCut, panelCut } from './judge-panel.ts'

export interface AngoffRound extends PanelCut {
  /** Mean and spread of the judges' estimates per item, 0 … 1. */
  readonly items: readonly { readonly mean: number; readonly sd: number }[]
  /** Correlation of the mean estimates with facility; NaN without facilities. */
  readonly withFacility: number
}

export interface AngoffResult extends PanelCut {
  readonly rounds: readonly AngoffRound[]
}

/**
 * `rounds[round][judge][item]` is a share from 0 to 1. `points` are the marks
 * per item, 1 when left out; `facilities` the observed p per item.
 */
export function angoff(
  rounds: readonly (readonly (readonly number[])[])[],
  points?: readonly number[],
  facilities?: readonly number[],
): AngoffResult {
  requireInput(rounds.length > 0, 'Angoff needs at least one round of estimates.')
  const described = rounds.map((judges, r) => describeRound(judges, r, points, facilities))
  const { cut, se, sd, judges, judgeCuts } = described.at(-1)!
  return { cut, se, sd, judges, judgeCuts, rounds: described }
}

function describeRound(
  judges: readonly (readonly number[])[],
  round: number,
  points?: readonly number[],
  facilities?: readonly number[],
): AngoffRound {
  const width = judges[0]?.length ?? 0
  judges.forEach((estimates, j) => {
    requireInput(
      estimates.length === width && estimates.every((v) => v >= 0 && v <= 1),
      `Round ${round + 1}, judge ${j + 1}: expected ${width} shares from 0 to 1; enter 65 % as 0.65.`,
    )
  })
  const items = Array.from({ length: width }, (_, i) => {
    const own = judges.map((estimates) => estimates[i]!)
    return { mean: mean(own), sd: standardDeviation(own) }
  })
  const cuts = judges.map((estimates) => estimates.reduce((s, v, i) => s + v * (points?.[i] ?? 1), 0))
  return {
    ...panelCut(cuts),
    items,
    withFacility: facilities
      ? correlation(
          items.map((i) => i.mean),
          facilities,
        )
      : Number.NaN,
  }
}
