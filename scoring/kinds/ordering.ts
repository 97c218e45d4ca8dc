/*
 * Scores items of kind "ordering" (排序): put the elements in order.
 *
 * Schema: bank-schemas/schemas/v1/items/ordering.schema.json
 * Response: element ids in the order given; elements may be left out at the end;
 * [] or absent means not answered.
 */
import { orderingChance } from '../chance/ordering.ts'
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { Ordering } from '../item.ts'
import { inPlace, orderingAliases, orderingRules, pairs, pairsInOrder } from '../policies/ordering.ts'
import { ruleReason } from '../policies/rule.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { hasRepeats, isAbsent, isTextList } from './response-shape.ts'

export const ordering: ItemKind<Ordering> = {
  rules: orderingRules,
  aliases: orderingAliases,
  score,
  chance: (item, policy) => orderingChance(policy, item.key.length),
}

function score(item: Ordering, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isTextList(response)) return malformed(item.kind, 'wrong-shape')
  if (response.length === 0) return noResponse()
  if (hasRepeats(response)) return malformed(item.kind, 'repeated-id')
  const placed = response.map((id) => item.key.indexOf(id))
  if (placed.includes(-1)) return malformed(item.kind, 'unknown-id')

  const rule = orderingRules[policy]!
  const facts = { placed, total: item.key.length }
  return award(rule.fraction(facts), [
    reason('order', {
      total: facts.total,
      placed: placed.length,
      inPlace: inPlace(facts),
      pairsRight: pairsInOrder(facts),
      pairsTotal: pairs(facts.total),
    }),
    ruleReason(policy, rule),
  ])
}
