/*
 * How several raters become one value. The rule differs between providers
 * (domain facts §3.5 leaves it open), so it is named and versioned, and the
 * organisation chooses.
 */
import { compare, mean, type Ratio } from '../ratio.ts'
import type { RuleText } from './rule.ts'

export interface PanelPolicy extends RuleText {
  /** At least one value. */
  readonly combine: (values: readonly Ratio[]) => Ratio
}

export const panelPolicies = {
  'mean@1': {
    zh: '各评分员平均分',
    en: 'mean of the raters',
    source: 'usual practice',
    combine: mean,
  },
  'trimmed-mean@1': {
    zh: '去掉一个最高分和一个最低分后的平均分（评分员不足 5 人时不去）',
    en: 'mean without one highest and one lowest (all of them below five raters)',
    source: 'usual practice of contests',
    combine: (values) => mean(values.length < TRIM_FROM ? values : sorted(values).slice(1, -1)),
  },
  'median@1': {
    zh: '各评分员评分的中位数',
    en: 'median of the raters',
    source: 'robust to one outlying rater',
    combine: (values) => {
      const half = values.length / 2
      return mean(sorted(values).slice(Math.ceil(half) - 1, Math.floor(half) + 1))
    },
  },
} as const satisfies Record<string, PanelPolicy>

export type PanelPolicyName = keyof typeof panelPolicies

/** Fewest raters for which a highest and a lowest are dropped. */
export const TRIM_FROM = 5

/** Largest minus smallest. At least one value. */
export function spreadOf(values: readonly Ratio[]): { readonly least: Ratio; readonly most: Ratio } {
  const ordered = sorted(values)
  return { least: ordered[0]!, most: ordered.at(-1)! }
}

const sorted = (values: readonly Ratio[]): readonly Ratio[] => [...values].sort(compare)
