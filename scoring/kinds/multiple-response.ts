/*
 * Scores items of kind "multiple-response" (多选): tick every option that is right.
 * The response is read as a set; the formulas are in policies/multiple-response.ts.
 *
 * Schema: bank-schemas/schemas/v1/items/multiple-response.schema.json
 * Response: option ids in any order; [] or absent means not answered.
 */
import { multipleResponseChance } from '../chance/multiple-response.ts'
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { MultipleResponse } from '../item.ts'
import {
  multipleResponseAliases,
  multipleResponseRules,
  type TickFacts,
} from '../policies/multiple-response.ts'
import { ruleReason } from '../policies/rule.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent, isTextList } from './response-shape.ts'

export const multipleResponse: ItemKind<MultipleResponse> = {
  rules: multipleResponseRules,
  aliases: multipleResponseAliases,
  score,
  chance: (item, policy) =>
    multipleResponseChance(multipleResponseRules[policy]!, item.key.length, item.options.length),
}

function score(item: MultipleResponse, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isTextList(response)) return malformed(item.kind, 'wrong-shape')
  if (response.length === 0) return noResponse()
  const offered = new Set(item.options.map(({ id }) => id))
  if (response.some((id) => !offered.has(id))) return malformed(item.kind, 'unknown-id')

  const rule = multipleResponseRules[policy]!
  const facts = countTicks(item, new Set(response))
  return award(rule.fraction(facts), [
    reason('ticks', {
      keys: facts.keys,
      right: facts.hits,
      wrong: facts.falseAlarms,
      missed: facts.keys - facts.hits,
    }),
    ruleReason(policy, rule),
  ])
}

function countTicks(item: MultipleResponse, ticked: ReadonlySet<string>): TickFacts {
  const hits = item.key.filter((id) => ticked.has(id)).length
  return { hits, falseAlarms: ticked.size - hits, keys: item.key.length, options: item.options.length }
}
