/*
 * Simplified circle-arc equating for small groups: the ends of the scales
 * correspond, the means correspond, and a circular arc over the chord joins
 * the three points. Source: Livingston & Kim 2009 (method 2).
 */
import { requireInput } from '../input-error.ts'
import { type Equated, highestScore, type ScoreFrequencies, scoreMoments } from './score-frequencies.ts'

export interface CircleArcEnds {
  /** Scores on x and y that correspond at the bottom; the lowest of each scale when left out. */
  readonly low?: readonly [number, number]
  readonly high?: readonly [number, number]
}

export function circleArcEquating(
  x: ScoreFrequencies,
  y: ScoreFrequencies,
  ends: CircleArcEnds = {},
): readonly Equated[] {
  const [x1, y1] = ends.low ?? [x.lowest, y.lowest]
  const [x3, y3] = ends.high ?? [highestScore(x), highestScore(y)]
  const x2 = scoreMoments(x).mean
  requireInput(
    x1 < x2 && x2 < x3,
    `The mean ${x2} of x must lie between the end points ${x1} and ${x3}; choose other end points.`,
  )
  const chord = (t: number) => y1 + ((y3 - y1) / (x3 - x1)) * (t - x1)
  const rise = scoreMoments(y).mean - chord(x2)
  const lift = arc(x1, x2, x3, rise)
  return x.counts.map((_, k) => {
    const score = x.lowest + k
    return { x: score, y: chord(score) + lift(score) }
  })
}

/** Height over the chord of the circle through (x1, 0), (x2, rise) and (x3, 0); 0 outside it. */
function arc(x1: number, x2: number, x3: number, rise: number): (x: number) => number {
  if (Math.abs(rise) < 1e-12) return () => 0
  const xc = (x1 + x3) / 2
  const yc = ((x2 - x1) * (x2 - x3) + rise * rise) / (2 * rise)
  const square = (x1 - xc) ** 2 + yc * yc
  return (x) => (x <= x1 || x >= x3 ? 0 : yc + Math.sign(rise) * Math.sqrt(square - (x - xc) ** 2))
}
