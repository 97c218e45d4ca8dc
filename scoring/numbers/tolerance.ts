/*
 * Is a number close enough to the key? Exact decimal comparison; bounds belong
 * to the interval, so 0.4 is within 0.1 of 0.3.
 *
 * Rounding compares both sides rounded, half away from zero: the key 1234.5 to
 * four figures is 1235, and so is the answer 1235.
 */
import { Decimal } from './decimal.ts'

export type ToleranceKind =
  | 'exact'
  | 'absolute'
  | 'relative'
  | 'relative-percent'
  | 'significant-figures'
  | 'decimal-places'

/**
 * `allowed` is in the key's unit for absolute, a share of |key| for relative, per cent of |key| for
 * relative-percent, a count of figures or places for the last two, and unused for exact.
 * Throws RangeError when a count is not a whole number in range: that is a fault of the key.
 */
export function isWithin(kind: ToleranceKind, value: Decimal, key: Decimal, allowed: Decimal): boolean {
  const off = value.minus(key).abs()
  switch (kind) {
    case 'exact':
      return off.isZero()
    case 'absolute':
      return off.lte(allowed)
    case 'relative':
      return off.lte(key.abs().times(allowed))
    case 'relative-percent':
      return off.lte(key.abs().times(allowed).div(100))
    case 'significant-figures':
      return figures(value, count(allowed, 1)).eq(figures(key, count(allowed, 1)))
    case 'decimal-places':
      return value.toDecimalPlaces(count(allowed, 0)).eq(key.toDecimalPlaces(count(allowed, 0)))
  }
}

const figures = (value: Decimal, n: number): Decimal => value.toSignificantDigits(n, Decimal.ROUND_HALF_UP)

function count(allowed: Decimal, least: number): number {
  if (!allowed.isInteger() || allowed.lt(least) || allowed.gt(100)) {
    throw new RangeError(`figures or places must be a whole number from ${least} to 100, not ${allowed}`)
  }
  return allowed.toNumber()
}
