/*
 * Partial credit for multiple response (多选). h right ticks of k keys, f wrong
 * ticks, n options, c = h + (n − k − f) options judged rightly.
 *
 * Scored before any of these: nothing ticked is 0, also where c alone would pay
 * (per-option pays 3/5 for an empty answer to 2 of 5).
 *
 * Sources: Betts, Muntean, Kim & Kao 2022 (doi 10.1177/0013164421994636);
 * review of methods by Kanzow et al. 2023 (doi 10.2196/43792); Ripkey, Case &
 * Swanson 1996; NCSBN Next Generation NCLEX scoring.
 */
import type { MultipleResponse } from '../item.ts'
import { floorAtZero, ONE, type Ratio, ratio, subtract, ZERO } from '../ratio.ts'
import type { RulesFor } from './rule.ts'

export interface TickFacts {
  /** h: keys ticked. */
  readonly hits: number
  /** f: options ticked that are not keys. */
  readonly falseAlarms: number
  /** k: how many options are keys. */
  readonly keys: number
  /** n: how many options there are. */
  readonly options: number
}

export const multipleResponseRules: RulesFor<MultipleResponse['policy'], TickFacts> = {
  'all-or-nothing@1': {
    zh: '与答案完全一致得满分，否则 0 分',
    en: 'exactly the keys ticked earns full marks, anything else 0',
    source: 'convention of the national bank; “dichotomous” in the literature',
    fraction: (facts) => (errors(facts) === 0 ? ONE : ZERO),
  },
  'partial-under@1': {
    zh: '少选得部分分：无错选时按 选对数 ÷ 应选数，有错选 0 分',
    en: 'under-selection earns right ticks / keys when no tick is wrong; any wrong tick earns 0',
    source: '少选得部分分, the convention of Chinese papers; share of the keys, not a fixed half',
    fraction: ({ hits, falseAlarms, keys }) => (falseAlarms > 0 ? ZERO : ratio(hits, keys)),
  },
  'plus-minus@1': {
    zh: '(选对数 − 错选数) ÷ 应选数，最低 0',
    en: '(right ticks − wrong ticks) / keys, not below 0',
    source: 'NCSBN NGN plus/minus rule; Betts et al. 2022',
    fraction: ({ hits, falseAlarms, keys }) => floorAtZero(ratio(hits - falseAlarms, keys)),
  },
  'per-option@1': {
    zh: '逐项判断：判断正确的选项数 ÷ 选项总数',
    en: 'each option is a judgement: options judged rightly / options',
    source: 'multiple true-false, PS1/n (Kanzow et al. 2023, method 10)',
    fraction: (facts) => ratio(judgedRightly(facts), facts.options),
  },
  'fifty-percent@1': {
    zh: '逐项判断全对得满分，对过半得一半，否则 0 分',
    en: 'all options judged rightly earns 1, more than half of them 1/2, else 0',
    source: 'PS50 (Kanzow et al. 2023, method 4)',
    fraction: (facts) => {
      if (errors(facts) === 0) return ONE
      return 2 * judgedRightly(facts) > facts.options ? HALF : ZERO
    },
  },
  'balanced@1': {
    zh: '选对率 − 错选率（选对数 ÷ 应选数 − 错选数 ÷ 不应选数），最低 0',
    en: 'hit rate − false-alarm rate, not below 0',
    source: 'signal detection: right ticks / keys − wrong ticks / non-keys',
    fraction: ({ hits, falseAlarms, keys, options }) => {
      const rate = options === keys ? ZERO : ratio(falseAlarms, options - keys)
      return floorAtZero(subtract(ratio(hits, keys), rate))
    },
  },
  'ripkey@1': {
    zh: '选对数 ÷ 应选数，所选超过应选数则 0 分',
    en: 'right ticks / keys; more ticks than keys earns 0',
    source: 'Ripkey, Case & Swanson 1996',
    fraction: ({ hits, falseAlarms, keys }) => (hits + falseAlarms > keys ? ZERO : ratio(hits, keys)),
  },
  'hits-only@1': {
    zh: '选对数 ÷ 应选数，错选不扣（全选得满分，仅供比较）',
    en: 'right ticks / keys, wrong ticks free (ticking all earns full marks: for comparison only)',
    source: 'reference set; not offered by the item schema',
    fraction: ({ hits, keys }) => ratio(hits, keys),
  },
  'one-error-half@1': {
    zh: '逐项判断全对得满分，错一项得一半，否则 0 分',
    en: 'no option misjudged earns 1, one misjudged 1/2, else 0',
    source: 'half-point scoring (Kanzow et al. 2023, method 3)',
    fraction: (facts) => [ONE, HALF][errors(facts)] ?? ZERO,
  },
  'wilson@1': {
    zh: '(判断正确的选项数 − 判断错误的选项数) ÷ 选项总数，最低 0',
    en: '(options judged rightly − options misjudged) / options, not below 0',
    source: 'Wilson’s approach, hits and correct rejections (Betts et al. 2022)',
    fraction: (facts) => floorAtZero(ratio(facts.options - 2 * errors(facts), facts.options)),
  },
}

/** Names of the reference enumeration for the same formulas. */
export const multipleResponseAliases = {
  ngn_plus_minus: 'plus-minus',
  mtf_1_over_n: 'per-option',
  mtf_ps50: 'fifty-percent',
  balanced_hit_minus_fa: 'balanced',
  hits_only_no_penalty: 'hits-only',
  wilson_cr_hits_fa: 'wilson',
} as const

const HALF: Ratio = ratio(1, 2)
/** Options misjudged: keys missed and wrong ticks. */
const errors = ({ hits, falseAlarms, keys }: TickFacts): number => keys - hits + falseAlarms
const judgedRightly = (facts: TickFacts): number => facts.options - errors(facts)
