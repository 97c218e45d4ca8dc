import type { LintRule } from './bank-context.ts'
import { plainText } from './plain-text.ts'
import { questionsOfKind } from './questions.ts'

/** Joints that usually hold two claims together, each true or false alone. 既…也… is one claim about a whole. */
const joint = /；|，(而且|并且|且|同时|也|又|还)|，(但|但是|而)(?!不|非|是)/

export const doubleBarrelled: LintRule = {
  name: 'lint/double-barrelled',
  severity: 'warning',
  summary: { zh: '判断题只判断一件事', en: 'a true-false item makes one claim' },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'true-false')) {
      const text = plainText(question.stem)
      const word = joint.exec(text)?.[0]
      if (!word || text.includes('既')) continue
      yield {
        document: item,
        at: [...at, 'stem'],
        zh: `“${word}”前后可能是两个判断，请只保留一个`,
        en: `“${word}” may join two claims; keep one`,
      }
    }
  },
}
