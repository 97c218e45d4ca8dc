/*
 * Pass or fail by the sequential probability ratio test: the likelihood at
 * the upper end of the indifference region against the lower end.
 * Source: Wald 1947; Reckase 1983.
 */
import { logLikelihood } from '../irt/ability.ts'
import type { ItemParameters } from '../irt/item-parameters.ts'
import type { Classification } from './adaptive-rules.ts'

/** The decision, or undefined while the evidence does not carry one. */
export function classify(
  items: readonly ItemParameters[],
  scores: readonly number[],
  rule: Classification,
): 'pass' | 'fail' | undefined {
  const ratio = logRatio(items, scores, rule)
  if (ratio >= Math.log((1 - rule.falseFail) / rule.falsePass)) return 'pass'
  if (ratio <= Math.log(rule.falseFail / (1 - rule.falsePass))) return 'fail'
  return undefined
}

/** Forced decision at the end of the test. */
export function likelierSide(
  items: readonly ItemParameters[],
  scores: readonly number[],
  rule: Classification,
): 'pass' | 'fail' {
  return logRatio(items, scores, rule) >= 0 ? 'pass' : 'fail'
}

function logRatio(items: readonly ItemParameters[], scores: readonly number[], rule: Classification): number {
  return (
    logLikelihood(items, scores, rule.cut + rule.indifference) -
    logLikelihood(items, scores, rule.cut - rule.indifference)
  )
}
