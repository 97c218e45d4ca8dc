/*
 * Partial credit for matching (匹配). The key says which lefts have a right; a
 * left left open is not wrong, only unearned.
 */
import type { Matching } from '../item.ts'
import { floorAtZero, ONE, ratio, ZERO } from '../ratio.ts'
import type { RulesFor } from './rule.ts'

export interface PairFacts {
  readonly right: number
  readonly wrong: number
  /** Pairs of the key. */
  readonly total: number
}

export const matchingRules: RulesFor<Matching['policy'], PairFacts> = {
  'per-pair@1': {
    zh: '配对正确数 ÷ 总对数',
    en: 'right pairs / pairs',
    source: 'QTI match, Moodle match: one share a pair',
    fraction: ({ right, total }) => ratio(right, total),
  },
  'all-or-nothing@1': {
    zh: '全部配对正确得满分，否则 0 分',
    en: 'all pairs right earns full marks, anything else 0',
    source: 'convention of the national bank',
    fraction: ({ right, wrong, total }) => (right === total && wrong === 0 ? ONE : ZERO),
  },
  'per-pair-minus-half-wrong@1': {
    zh: '(配对正确数 − 错误数 ÷ 2) ÷ 总对数，最低 0',
    en: '(right pairs − half the wrong ones) / pairs, not below 0',
    source: 'reference set (per_pair_minus_half_wrong)',
    fraction: ({ right, wrong, total }) => floorAtZero(ratio(2 * right - wrong, 2 * total)),
  },
  'rationale-pairs@1': {
    zh: '两两同时正确的组合数 ÷ 全部组合数',
    en: 'couples of pairs that are both right / all couples of pairs',
    source:
      'NCSBN rationale rule: linked answers must both be right. Lefts here have no order, so every couple counts alike; the reference set (3 × 3) cannot tell this from other readings',
    fraction: ({ right, total }) => (total < 2 ? ratio(right, total) : ratio(couples(right), couples(total))),
  },
}

const couples = (n: number): number => (n * (n - 1)) / 2
