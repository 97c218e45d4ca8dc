/*
 * Scores items of kind "numeric" (计算): a number as typed, with or without a unit,
 * against a decimal key and its tolerance. A unit that converts to the key's by
 * prefix or factor is converted; a number without a unit is taken in the key's,
 * unless the key asks for the unit.
 *
 * Schema: bank-schemas/schemas/v1/items/numeric.schema.json
 * Response: the text typed; "" or absent means not answered.
 */
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { Numeric, NumericKey } from '../item.ts'
import { convert } from '../numbers/convert.ts'
import { Decimal } from '../numbers/decimal.ts'
import { readNumber } from '../numbers/read-number.ts'
import { isWithin } from '../numbers/tolerance.ts'
import { type NumericRule, numericAliases, numericRules } from '../policies/numeric.ts'
import { ONE, ZERO } from '../ratio.ts'
import { type Reason, reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent } from './response-shape.ts'

export const numeric: ItemKind<Numeric> = {
  rules: numericRules,
  aliases: numericAliases,
  score,
  chance: () => ZERO,
}

function score(item: Numeric, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (typeof response === 'number') return scoreText(item, String(response), policy)
  if (typeof response !== 'string') return malformed(item.kind, 'wrong-shape')
  return scoreText(item, response, policy)
}

/** Longer than any number a person types; the schema allows no more either. */
const MAX_LENGTH = 100

function scoreText({ kind, key }: Numeric, text: string, policy: string): Credit {
  if (text.length > MAX_LENGTH) return malformed(kind, 'wrong-shape')
  const reading = readNumber(text)
  if (reading.state === 'unreadable') return nothing(reason('unreadable-number', { text }))
  if (reading.state === 'ambiguous') {
    const [first, second] = reading.readings
    return nothing(reason('ambiguous-number', { text, first: first.toString(), second: second.toString() }))
  }
  const converted = convert(reading.value, reading.unit, key)
  if (converted.value === undefined) return nothing(converted.reason)
  return compareToKey(key, converted.value, converted.reason, numericRules[policy]!)
}

const nothing = (why: Reason): Credit => award(ZERO, [why])

function compareToKey(
  key: NumericKey,
  value: Decimal,
  conversion: Reason | undefined,
  rule: NumericRule,
): Credit {
  const { kind, value: allowed } = key.tolerance
  const close = isWithin(rule.tolerance ?? kind, value, new Decimal(key.value), new Decimal(allowed))
  const verdict = reason(close ? 'within-tolerance' : 'outside-tolerance', {
    value: value.toSD(20).toString(),
  })
  return award(close ? ONE : ZERO, conversion === undefined ? [verdict] : [conversion, verdict])
}
