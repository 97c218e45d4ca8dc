/*
 * Scores items of kind "essay" (论述): a person judges (rated.ts). Only an empty
 * answer is decided here: it earns 0 and needs nobody's time.
 *
 * Schema: bank-schemas/schemas/v1/items/essay.schema.json
 * Response: text; "" or absent means not answered.
 */
import { type Credit, malformed, needsRater, noResponse } from '../credit.ts'
import type { Essay } from '../item.ts'
import { onlyRated } from '../policies/rated.ts'
import { ZERO } from '../ratio.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent } from './response-shape.ts'

export const essay: ItemKind<Essay> = { ...onlyRated, score, chance: () => ZERO }

function score(item: Essay, response: unknown): Credit {
  if (isAbsent(response)) return noResponse()
  return typeof response === 'string' ? needsRater() : malformed(item.kind, 'wrong-shape')
}
