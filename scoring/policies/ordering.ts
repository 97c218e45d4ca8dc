/*
 * Partial credit for ordering (排序). The response is read as the key positions
 * 0 … n−1 of the elements placed, in the order placed; elements left out earn
 * nothing in any rule. n is the number of elements, C = n(n−1)/2 pairs.
 *
 * A longest ordered run of one element is no order at all and counts 0, so that
 * the reversed answer earns 0 and not 1/n.
 */
import type { Ordering } from '../item.ts'
import { floorAtZero, ONE, type Ratio, ratio, ZERO } from '../ratio.ts'
import type { RulesFor } from './rule.ts'

export interface OrderFacts {
  /** Key position of each element placed, in the order placed; no repeats. */
  readonly placed: readonly number[]
  /** n: how many elements the key has. */
  readonly total: number
}

export const orderingRules: RulesFor<Ordering['policy'], OrderFacts> = {
  'all-or-nothing@1': {
    zh: '顺序全对得满分，否则 0 分',
    en: 'the whole order right earns full marks, anything else 0',
    source: 'convention of the national bank',
    fraction: (facts) => (inPlace(facts) === facts.total ? ONE : ZERO),
  },
  'positions@1': {
    zh: '位置正确的要素数 ÷ 要素总数',
    en: 'elements in their own place / elements',
    source: 'absolute position (PrairieLearn order-blocks, Moodle ordering)',
    fraction: (facts) => ratio(inPlace(facts), facts.total),
  },
  'pairs@1': {
    zh: '先后关系正确的对数 ÷ 总对数',
    en: 'pairs in the right order / pairs',
    source: 'Kendall: concordant pairs',
    fraction: (facts) => ratio(pairsInOrder(facts), pairs(facts.total)),
  },
  'longest-subset@1': {
    zh: '最长的顺序正确的子序列长度 ÷ 要素总数（长度 1 记 0）',
    en: 'longest subset in the right order / elements (a subset of one counts 0)',
    source: 'longest increasing subsequence; Moodle ordering “longest ordered subset”',
    fraction: (facts) => ratio(runOrNothing(longestSubset(facts)), facts.total),
  },
  'kendall@1': {
    zh: '(顺序对数 − 逆序对数) ÷ 总对数，最低 0',
    en: '(pairs in order − pairs reversed) / pairs, not below 0',
    source: 'Kendall’s τ, floored',
    fraction: (facts) => {
      const inOrder = pairsInOrder(facts)
      const reversed = pairs(facts.placed.length) - inOrder
      return floorAtZero(ratio(inOrder - reversed, pairs(facts.total)))
    },
  },
  'next@1': {
    zh: '后一要素紧接正确的处数 ÷ (要素总数 − 1)',
    en: 'elements followed by their right successor / (elements − 1)',
    source: 'Moodle ordering “next, excluding last”',
    fraction: (facts) => ratio(rightSuccessors(facts), facts.total - 1),
  },
  'longest-subset-less-one@1': {
    zh: '(最长的顺序正确的子序列长度 − 1) ÷ (要素总数 − 1)',
    en: '(longest subset in the right order − 1) / (elements − 1)',
    source: 'reference set (lis_minus1)',
    fraction: (facts) => floorAtZero(ratio(longestSubset(facts) - 1, facts.total - 1)),
  },
  'longest-contiguous@1': {
    zh: '最长的连续且顺序正确的一段长度 ÷ 要素总数（长度 1 记 0）',
    en: 'longest unbroken run in the right order / elements (a run of one counts 0)',
    source: 'Moodle ordering “longest contiguous subset”',
    fraction: (facts) => ratio(runOrNothing(longestContiguous(facts)), facts.total),
  },
  'footrule@1': {
    zh: '1 − 各要素偏离位数之和 ÷ 最大可能值，最低 0',
    en: '1 − sum of displacements / their maximum, not below 0',
    source: 'Spearman’s footrule; the maximum is ⌊n²/2⌋',
    fraction: (facts) => footrule(facts),
  },
}

/** Names of the reference enumeration for the same formulas. */
export const orderingAliases = {
  absolute_position: 'positions',
  pairs_kendall: 'pairs',
  kendall_tau_floor0: 'kendall',
  longest_ordered_subset: 'longest-subset',
  next_excl_last: 'next',
  lis_minus1: 'longest-subset-less-one',
} as const

export const pairs = (n: number): number => (n * (n - 1)) / 2
export const inPlace = ({ placed }: OrderFacts): number => placed.filter((key, place) => key === place).length

/** Concordant pairs among the elements placed. */
export function pairsInOrder({ placed }: OrderFacts): number {
  let inOrder = 0
  for (let i = 0; i < placed.length; i++)
    for (let j = i + 1; j < placed.length; j++) if (placed[i]! < placed[j]!) inOrder++
  return inOrder
}

const rightSuccessors = ({ placed }: OrderFacts): number =>
  placed.filter((key, place) => placed[place + 1] === key + 1).length

const runOrNothing = (length: number): number => (length < 2 ? 0 : length)

/** Length of the longest increasing subsequence. */
function longestSubset({ placed }: OrderFacts): number {
  const endingAt = placed.map(() => 1)
  for (let i = 0; i < placed.length; i++)
    for (let j = 0; j < i; j++)
      if (placed[j]! < placed[i]!) endingAt[i] = Math.max(endingAt[i]!, endingAt[j]! + 1)
  return Math.max(0, ...endingAt)
}

function longestContiguous({ placed }: OrderFacts): number {
  let [longest, run] = [0, 0]
  for (const [place, key] of placed.entries()) {
    run = place > 0 && placed[place - 1] === key - 1 ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

/** An element left out is displaced as far as it could be. */
function footrule({ placed, total }: OrderFacts): Ratio {
  const maximum = Math.floor((total * total) / 2)
  let displaced = 0
  for (let key = 0; key < total; key++) {
    const place = placed.indexOf(key)
    displaced += place < 0 ? Math.max(key, total - 1 - key) : Math.abs(place - key)
  }
  return floorAtZero(ratio(maximum - displaced, maximum))
}
