/*
 * Expected credit of ticking each option by a fair coin: the mean over all 2ⁿ
 * patterns, grouped by right and wrong ticks. The empty pattern earns 0.
 */
import type { TickFacts } from '../policies/multiple-response.ts'
import type { Rule } from '../policies/rule.ts'
import { add, multiply, type Ratio, ratio, ZERO } from '../ratio.ts'
import { choose } from './counting.ts'

export function multipleResponseChance(rule: Rule<TickFacts>, keys: number, options: number): Ratio {
  let total = ZERO
  for (let hits = 0; hits <= keys; hits++) {
    for (let falseAlarms = 0; falseAlarms <= options - keys; falseAlarms++) {
      if (hits + falseAlarms === 0) continue
      const patterns = ratio(choose(keys, hits) * choose(options - keys, falseAlarms), 2n ** BigInt(options))
      total = add(total, multiply(patterns, rule.fraction({ hits, falseAlarms, keys, options })))
    }
  }
  return total
}
