import type { LintRule } from './bank-context.ts'
import { questionsOfKind } from './questions.ts'

export const allOptionsRight: LintRule = {
  name: 'lint/all-options-right',
  severity: 'warning',
  summary: { zh: '多选题至少有一个干扰项', en: 'a multiple-response item has at least one distractor' },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'multiple-response')) {
      if (question.key.length < question.options.length) continue
      yield {
        document: item,
        at: [...at, 'key'],
        zh: '所有选项都是正确项，没有干扰项',
        en: 'every option is right',
      }
    }
  },
}
