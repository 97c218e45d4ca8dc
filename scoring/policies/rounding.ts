/*
 * From credit to marks. Marks are rounded once, per item, and totals add the
 * rounded marks: what a candidate adds up on paper is the total printed (a
 * total computed from unrounded credit once differed from the parts shown,
 * Numbas#1162). Half up, in exact arithmetic: 0.5 of 0.01 never depends on
 * binary floats.
 */
import { multiply, type Ratio, ratio, ratioOfDecimal, ratioOfText, toNumber } from '../ratio.ts'

export const roundings = {
  /** To the hundredth, half up: the default. */
  'half-up-0.01@1': { step: ratio(1, 100), ties: 'up' },
  'half-up-0.1@1': { step: ratio(1, 10), ties: 'up' },
  'half-up-0.5@1': { step: ratio(1, 2), ties: 'up' },
  'half-up-1@1': { step: ratio(1), ties: 'up' },
  /** To the hundredth, ties to the even neighbour. */
  'half-even-0.01@1': { step: ratio(1, 100), ties: 'even' },
} as const satisfies Record<string, { step: Ratio; ties: 'up' | 'even' }>

export type Rounding = keyof typeof roundings
export const defaultRounding: Rounding = 'half-up-0.01@1'

/** Marks of a credit on an item worth `fullMarks`, rounded. Throws RangeError on negative or unreadable marks. */
export function marksOf(
  credit: { readonly exact: string },
  fullMarks: number,
  rounding = defaultRounding,
): number {
  return roundMarks(multiply(ratioOfText(credit.exact), ratioOfDecimal(fullMarks)), rounding)
}

/** Rounds marks (≥ 0) to the policy's step. */
export function roundMarks(marks: Ratio, rounding: Rounding = defaultRounding): number {
  return toNumber(roundRatio(marks, rounding))
}

/** As roundMarks, but stays exact for further sums. */
export function roundRatio(marks: Ratio, rounding: Rounding = defaultRounding): Ratio {
  if (marks.n < 0n) throw new RangeError('marks are never negative')
  const { step, ties } = roundings[rounding]
  const steps = ratio(marks.n * step.d, marks.d * step.n)
  const whole = steps.n / steps.d
  const twiceRest = 2n * (steps.n - whole * steps.d)
  const up = twiceRest > steps.d || (twiceRest === steps.d && (ties === 'up' || whole % 2n === 1n))
  return multiply(ratio(up ? whole + 1n : whole), step)
}
