import type { LintRule } from './bank-context.ts'
import { plainText } from './plain-text.ts'
import { questionsOf } from './questions.ts'

/** Characters below which a 解析 can hardly say why. */
const leastLength = 15

export const rationale: LintRule = {
  name: 'lint/rationale',
  severity: 'warning',
  summary: { zh: '解析说明为什么（不少于 15 字）', en: 'the rationale says why (15 characters or more)' },
  *check(context) {
    for (const { item, at, question } of questionsOf(context)) {
      const { length } = plainText(question.rationale)
      if (length >= leastLength) continue
      yield {
        document: item,
        at: [...at, 'rationale'],
        zh: `解析只有 ${length} 字，应说明理由`,
        en: `the rationale has only ${length} characters`,
      }
    }
  },
}
