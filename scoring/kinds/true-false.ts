/*
 * Scores items of kind "true-false" (判断). A wrong judgement earns 0, not less.
 *
 * Schema: bank-schemas/schemas/v1/items/true-false.schema.json
 * Response: true (√), false (×); null or absent means not answered.
 */
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { TrueFalse } from '../item.ts'
import { onlyAllOrNothing } from '../policies/all-or-nothing.ts'
import { ONE, ratio, ZERO } from '../ratio.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent } from './response-shape.ts'

export const trueFalse: ItemKind<TrueFalse> = { ...onlyAllOrNothing, score, chance: () => ratio(1, 2) }

function score(item: TrueFalse, response: unknown): Credit {
  if (isAbsent(response)) return noResponse()
  if (typeof response !== 'boolean') return malformed(item.kind, 'wrong-shape')
  return response === item.key ? award(ONE, [reason('correct')]) : award(ZERO, [reason('incorrect')])
}
