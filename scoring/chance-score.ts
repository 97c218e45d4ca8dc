/*
 * What blind guessing earns: the number to show beside a rule before choosing
 * it (measurement.md, "Scoring traps").
 *
 * The guesser: takes an option at random (single choice, true-false); ticks each
 * option by a coin, and earns nothing for having ticked none (multiple
 * response); puts the elements in any order alike (ordering); spreads the rights
 * over the lefts (matching); marks anywhere in the image (hotspot). Free answers
 * have no chance score: 0.
 */
import type { Item } from './item.ts'
import { kindOf, policyOf } from './kinds.ts'
import { toNumber, toText } from './ratio.ts'

export interface ChanceScore {
  /** Expected share of the marks, nearest double. */
  readonly fraction: number
  /** The same, "2/5". For hotspots the areas are doubles, so this is exact only to them. */
  readonly exact: string
}

/** Chance score of the item under its own policy or `policy`. Throws UnknownPolicyError. */
export function chanceScore(item: Item, policy?: string): ChanceScore {
  const exact = kindOf(item).chance(item, policyOf(item, policy))
  return { fraction: toNumber(exact), exact: toText(exact) }
}
