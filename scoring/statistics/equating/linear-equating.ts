/*
 * Linear equating of equivalent groups: same standardised deviation, same
 * score. y = mean_y + (sd_y / sd_x)·(x − mean_x). Mean equating is the same
 * with slope 1, for samples too small for a slope.
 * Source: Kolen & Brennan 2014, ch. 2.
 */
import { type Equated, type ScoreFrequencies, scoreMoments } from './score-frequencies.ts'

export interface LinearEquating {
  readonly slope: number
  readonly intercept: number
  readonly concordance: readonly Equated[]
}

export function linearEquating(x: ScoreFrequencies, y: ScoreFrequencies): LinearEquating {
  const from = scoreMoments(x)
  const to = scoreMoments(y)
  const slope = to.sd / from.sd
  return line(x, slope, to.mean - slope * from.mean)
}

export function meanEquating(x: ScoreFrequencies, y: ScoreFrequencies): LinearEquating {
  return line(x, 1, scoreMoments(y).mean - scoreMoments(x).mean)
}

function line(x: ScoreFrequencies, slope: number, intercept: number): LinearEquating {
  return {
    slope,
    intercept,
    concordance: x.counts.map((_, k) => ({ x: x.lowest + k, y: intercept + slope * (x.lowest + k) })),
  }
}
