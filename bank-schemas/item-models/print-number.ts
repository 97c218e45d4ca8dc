/** Numbers as they stand on paper. */
import type { BigNumber } from 'mathjs'

/** decimal.js: halves away from zero, as taught in school. */
const halfUp = 4
/** Digits shown where no number of decimals is asked for. */
const plainDigits = 12

/** With a fixed number of decimals: 2.50. */
export function printFixed(value: BigNumber, decimals: number): string {
  const text = value.toFixed(decimals, halfUp)
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text
}

/** As short as it can be written without exponent: 2.5. */
export function printPlain(value: BigNumber): string {
  const text = value.toSignificantDigits(plainDigits, halfUp).toFixed()
  return text === '-0' ? '0' : text
}

/** With its unit: 2.5 A, 30%, 45°, 3 圈 being 3圈. */
export function printQuantity(text: string, unit: string): string {
  const close = unit === '' || /^[%‰°′″\u4e00-\u9fff]/.test(unit)
  return close ? text + unit : `${text} ${unit}`
}
