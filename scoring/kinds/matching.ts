/*
 * Scores items of kind "matching" (匹配): lefts to rights. Lefts without a key are
 * distractors; pairing one is wrong.
 *
 * Schema: bank-schemas/schemas/v1/items/matching.schema.json
 * Response: left id to right id; {} or absent means not answered.
 */
import { matchingChance } from '../chance/matching.ts'
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { Matching } from '../item.ts'
import { matchingRules } from '../policies/matching.ts'
import { ruleReason } from '../policies/rule.ts'
import { reason } from '../reasons.ts'
import type { ItemKind } from './item-kind.ts'
import { filled, isAbsent, isTextById } from './response-shape.ts'

export const matching: ItemKind<Matching> = {
  rules: matchingRules,
  aliases: {},
  score,
  chance: (item, policy) => matchingChance(matchingRules[policy]!, item),
}

function score(item: Matching, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isTextById(response)) return malformed(item.kind, 'wrong-shape')
  const pairs = filled(response)
  const [lefts, rights] = [new Set(item.left.map(({ id }) => id)), new Set(item.right.map(({ id }) => id))]
  if (pairs.some(([left, right]) => !lefts.has(left) || !rights.has(right)))
    return malformed(item.kind, 'unknown-id')
  if (pairs.length === 0) return noResponse()

  const rule = matchingRules[policy]!
  const right = pairs.filter(([left, chosen]) => item.key[left] === chosen).length
  const facts = { right, wrong: pairs.length - right, total: Object.keys(item.key).length }
  const open = Object.keys(item.key).filter((left) => !pairs.some(([paired]) => paired === left)).length
  return award(rule.fraction(facts), [reason('pairs', { ...facts, empty: open }), ruleReason(policy, rule)])
}
