/*
 * The one rule of kinds that can only be right or wrong.
 */
import type { RuleText } from './rule.ts'

export const allOrNothingText: RuleText = {
  zh: '全对得满分，否则 0 分',
  en: 'all right earns full marks, anything else 0',
  source: 'convention of the national bank (domain facts §3.4)',
}

export const onlyAllOrNothing = {
  rules: { 'all-or-nothing@1': allOrNothingText },
  aliases: {},
} as const
