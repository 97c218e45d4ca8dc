/*
 * One response to one item → credit with reasons. The way in for everybody.
 */
import type { Credit } from './credit.ts'
import type { Item } from './item.ts'
import { kindOf, policyOf } from './kinds.ts'

/**
 * Scores `response` (any JSON value, undefined for none) under the item's policy, or under `policy` when given.
 * A response of the wrong shape earns 0 with reason "malformed-response". An empty one earns 0 under every rule.
 * Items a person must judge have `needsRater: true` and fraction 0 until rated (applyRatings).
 * Throws UnknownPolicyError when the kind has no such policy; never on a response.
 */
export const scoreItem = (item: Item, response: unknown, policy?: string): Credit =>
  kindOf(item).score(item, response, policyOf(item, policy))
