/*
 * Brings a number to the unit of the key. A unit text the tables do not know
 * (台, 根) still counts when it is the key's own, letter for letter.
 */
import type { NumericKey } from '../item.ts'
import { divide } from '../ratio.ts'
import { type Reason, reason } from '../reasons.ts'
import type { Decimal } from './decimal.ts'
import { readUnit, tidyUnit, type Unit } from './read-unit.ts'

export type Conversion =
  | { readonly value: Decimal; readonly reason?: Reason }
  | { readonly value?: undefined; readonly reason: Reason }

/** `value` in `unit` as typed ("" for none), in the key's unit; or the reason why it cannot be. */
export function convert(
  value: Decimal,
  unit: string,
  key: Pick<NumericKey, 'unit' | 'unitRequired'>,
): Conversion {
  const wanted = key.unit?.trim() ?? ''
  if (unit === '') {
    return key.unitRequired === true && wanted !== '' ? { reason: reason('unit-missing') } : { value }
  }
  if (tidyUnit(unit) === tidyUnit(wanted)) return { value }
  const targets = wanted === '' ? readUnit('') : readUnit(wanted)
  const typed = readUnit(unit)
  const pairs = typed.flatMap((from) =>
    targets.filter((to) => to.dimension === from.dimension).map((to) => ({ from, to })),
  )
  const factors = new Map(pairs.map(({ from, to }) => [factorText(from, to), divide(from.factor, to.factor)]))
  if (factors.size > 1) return { reason: reason('unit-ambiguous', { unit }) }
  const [factor] = factors.values()
  if (factor === undefined) return { reason: whyNot(unit, wanted, typed) }
  if (factor.n === factor.d) return { value }
  const converted = value.times(factor.n.toString()).div(factor.d.toString())
  return {
    value: converted,
    reason: reason('unit-converted', { from: unit, to: wanted === '' ? '1' : wanted }),
  }
}

const factorText = (from: Unit, to: Unit): string => {
  const { n, d } = divide(from.factor, to.factor)
  return `${n}/${d}`
}

function whyNot(unit: string, wanted: string, typed: readonly Unit[]): Reason {
  if (typed.length === 0) return reason('unit-unknown', { unit })
  return wanted === '' ? reason('unit-unexpected', { unit }) : reason('unit-incompatible', { unit })
}
