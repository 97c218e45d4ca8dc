/*
 * Rules of numeric (计算). all-or-nothing@1 compares by the tolerance kind the key
 * names and is the only rule an item may carry; the others read the key's
 * tolerance value as that kind, for trying a key out.
 */
import type { Numeric } from '../item.ts'
import type { ToleranceKind } from '../numbers/tolerance.ts'
import { allOrNothingText } from './all-or-nothing.ts'
import type { RuleText } from './rule.ts'

export interface NumericRule extends RuleText {
  /** undefined: as the key says. */
  readonly tolerance?: ToleranceKind
}

const source = 'exact decimal comparison'

export const numericRules: Readonly<Record<string, NumericRule> & Record<Numeric['policy'], NumericRule>> = {
  'all-or-nothing@1': {
    ...allOrNothingText,
    zh: '在允许误差之内得满分，否则 0 分',
    en: 'within the tolerance of the key earns full marks, else 0',
  },
  'exact@1': { zh: '与答案相等', en: 'equal to the key', source, tolerance: 'exact' },
  'absolute@1': {
    zh: '绝对误差不超过允许值',
    en: 'absolute error within the tolerance',
    source,
    tolerance: 'absolute',
  },
  'relative@1': {
    zh: '相对误差不超过允许值',
    en: 'relative error within the tolerance',
    source,
    tolerance: 'relative',
  },
  'relative-percent@1': {
    zh: '相对误差（百分数）不超过允许值',
    en: 'relative error within the tolerance in per cent',
    source,
    tolerance: 'relative-percent',
  },
  'significant-figures@1': {
    zh: '按有效数字位数修约后相等',
    en: 'equal when both are rounded to so many significant figures',
    source,
    tolerance: 'significant-figures',
  },
  'decimal-places@1': {
    zh: '按小数位数修约后相等',
    en: 'equal when both are rounded to so many decimal places',
    source,
    tolerance: 'decimal-places',
  },
}

/** Names of the reference set. */
export const numericAliases = {
  equalRounded_sigfig: 'significant-figures',
  equalRounded_dp: 'decimal-places',
} as const
