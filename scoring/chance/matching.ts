/*
 * Expected credit of pairing at random. When the key uses every right at most
 * once and there are enough of them the guesser spreads different rights over
 * the lefts; otherwise each left gets any right.
 */
import type { Matching } from '../item.ts'
import type { PairFacts } from '../policies/matching.ts'
import type { Rule } from '../policies/rule.ts'
import { add, multiply, type Ratio, ratio, ZERO } from '../ratio.ts'
import { choose, factorial } from './counting.ts'

export function matchingChance(rule: Rule<PairFacts>, item: Pick<Matching, 'right' | 'key'>): Ratio {
  const chosen = Object.values(item.key)
  const [lefts, rights] = [chosen.length, item.right.length]
  const oneToOne = new Set(chosen).size === lefts && rights >= lefts
  let total = ZERO
  for (let right = 0; right <= lefts; right++) {
    const odds = oneToOne ? oddsSpread(lefts, rights, right) : oddsFree(lefts, rights, right)
    total = add(total, multiply(odds, rule.fraction({ right, wrong: lefts - right, total: lefts })))
  }
  return total
}

/** P(exactly `hits` right) for a random one-to-one pairing, by inclusion and exclusion. */
function oddsSpread(lefts: number, rights: number, hits: number): Ratio {
  let ways = 0n
  for (let more = 0; more <= lefts - hits; more++) {
    const fixed = hits + more
    const rest = factorial(rights - fixed) / factorial(rights - lefts)
    ways += (more % 2 === 0 ? 1n : -1n) * choose(lefts - hits, more) * rest
  }
  return ratio(choose(lefts, hits) * ways * factorial(rights - lefts), factorial(rights))
}

/** P(exactly `hits` right) when every left draws on its own. */
const oddsFree = (lefts: number, rights: number, hits: number): Ratio =>
  ratio(choose(lefts, hits) * BigInt(rights - 1) ** BigInt(lefts - hits), BigInt(rights) ** BigInt(lefts))
