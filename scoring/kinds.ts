/*
 * Every item kind of the schema and the code that scores it. The mapped type
 * makes a kind without scoring a compile error.
 */

import type { Item, ItemOfKind, Kind } from './item.ts'
import { caseWith } from './kinds/case.ts'
import { essay } from './kinds/essay.ts'
import { fillIn } from './kinds/fill-in.ts'
import { hotspot } from './kinds/hotspot.ts'
import type { ItemKind } from './kinds/item-kind.ts'
import { matching } from './kinds/matching.ts'
import { multipleResponse } from './kinds/multiple-response.ts'
import { numeric } from './kinds/numeric.ts'
import { ordering } from './kinds/ordering.ts'
import { shortAnswer } from './kinds/short-answer.ts'
import { singleChoice } from './kinds/single-choice.ts'
import { trueFalse } from './kinds/true-false.ts'
import { resolvePolicy } from './policies/rule.ts'

export const kinds: { readonly [K in Kind]: ItemKind<ItemOfKind<K>> } = {
  'single-choice': singleChoice,
  'multiple-response': multipleResponse,
  'true-false': trueFalse,
  'fill-in': fillIn,
  numeric,
  matching,
  ordering,
  hotspot,
  'short-answer': shortAnswer,
  essay,
  case: caseWith({
    score: (item, response) => kindOf(item).score(item, response, policyOf(item)),
    chance: (item) => kindOf(item).chance(item, policyOf(item)),
  }),
}

/** The scoring of an item's kind, for the item as a whole. */
export const kindOf = (item: Item): ItemKind<Item> => kinds[item.kind] as ItemKind<Item>

/** Canonical name of the policy in force: the item's own unless `override` names another. Throws UnknownPolicyError. */
export const policyOf = (item: Item, override?: string): string =>
  resolvePolicy(item.kind, kindOf(item), override ?? item.policy)
