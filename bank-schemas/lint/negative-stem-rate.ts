import type { LintRule } from './bank-context.ts'
import { isNegative } from './negative-stem.ts'
import { choicesOf } from './questions.ts'

/** Share of a level's choice items that may ask for the exception. */
const maxShare = 0.05

export const negativeStemRate: LintRule = {
  name: 'lint/negative-stem-rate',
  severity: 'warning',
  summary: { zh: '否定式题干不超过选择题的 5 %', en: 'at most 5 % of the choice items have negative stems' },
  *check(context) {
    for (const level of context.levels) {
      const choices = Array.from(choicesOf({ ...context, levels: [level] }))
      const negative = choices.filter(({ question }) => isNegative(question.stem)).length
      if (choices.length < 40 || negative / choices.length <= maxShare) continue
      const share = ((100 * negative) / choices.length).toFixed(1)
      yield {
        document: level.syllabus ?? level.items[0]!,
        zh: `${level.level} 级选择题中否定式题干占 ${share} %（${negative}/${choices.length}），应不超过 5 %`,
        en: `${share} % of the choice items of level ${level.level} have negative stems (${negative} of ${choices.length})`,
      }
    }
  },
}
