/*
 * Scores items of kind "single-choice" (单选): one option is right.
 *
 * Schema: bank-schemas/schemas/v1/items/single-choice.schema.json
 * Response: an option id; "" or absent means not answered.
 */
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { SingleChoice } from '../item.ts'
import { onlyAllOrNothing } from '../policies/all-or-nothing.ts'
import { ONE, ratio, ZERO } from '../ratio.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent } from './response-shape.ts'

export const singleChoice: ItemKind<SingleChoice> = {
  ...onlyAllOrNothing,
  score,
  chance: (item) => ratio(1, item.options.length),
}

function score(item: SingleChoice, response: unknown): Credit {
  if (isAbsent(response)) return noResponse()
  if (typeof response !== 'string') return malformed(item.kind, 'wrong-shape')
  if (!item.options.some(({ id }) => id === response)) return malformed(item.kind, 'unknown-id')
  return response === item.key ? award(ONE, [reason('correct')]) : award(ZERO, [reason('incorrect')])
}
