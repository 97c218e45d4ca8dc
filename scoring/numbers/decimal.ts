/*
 * The decimal arithmetic of numeric answers. Tolerances are decimal because
 * 0.4 − 0.3 ≤ 0.1 is false in binary. 2,500 digits hold any sum of a 100-digit
 * answer and a key with exponents up to ±999, so nothing is ever rounded away
 * except by a division that does not end.
 */
import { Decimal as DecimalJs } from 'decimal.js'

export const Decimal = DecimalJs.clone({
  precision: 2500,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -30,
  toExpPos: 30,
})
export type Decimal = DecimalJs
