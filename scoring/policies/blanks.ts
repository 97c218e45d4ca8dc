/*
 * Credit for fill-in (填空): blanks are independent.
 */
import type { FillIn } from '../item.ts'
import { ONE, ratio, ZERO } from '../ratio.ts'
import type { RulesFor } from './rule.ts'

export interface BlankFacts {
  readonly right: number
  readonly total: number
}

export const blankRules: RulesFor<FillIn['policy'], BlankFacts> = {
  'per-blank@1': {
    zh: '填对空数 ÷ 总空数',
    en: 'right blanks / blanks',
    source: 'convention: one share a blank',
    fraction: ({ right, total }) => ratio(right, total),
  },
  'all-or-nothing@1': {
    zh: '每空都对得满分，否则 0 分',
    en: 'every blank right earns full marks, anything else 0',
    source: 'convention of the national bank',
    fraction: ({ right, total }) => (right === total ? ONE : ZERO),
  },
}
