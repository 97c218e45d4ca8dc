/*
 * The rule of kinds a person judges: scoring points ticked by raters (rated.ts).
 */
import type { RuleText } from './rule.ts'

export const ratedText: RuleText = {
  zh: '评分员按评分要点给分',
  en: 'raters tick the scoring points earned',
  source: '评分要点 of the item',
}

export const onlyRated = { rules: { 'rated@1': ratedText }, aliases: {} } as const
