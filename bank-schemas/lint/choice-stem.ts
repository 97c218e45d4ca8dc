import type { LintRule } from './bank-context.ts'
import { choicesOf } from './questions.ts'

/** An incomplete sentence with its gap, or a question. */
const gapOrQuestion = /[（(][\s　]*[）)]|[？?]\s*$/

export const choiceStem: LintRule = {
  name: 'lint/choice-stem',
  severity: 'warning',
  summary: {
    zh: '选择题题干是带（　）的句子或问句，句末有标点',
    en: 'the stem of a choice item has a gap （　） or is a question',
  },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      const sentence = question.stem.replace(/!\[[^\]]*\]\([^)]*\)|^\|.*$/gm, '').trim()
      if (gapOrQuestion.test(sentence)) continue
      yield {
        document: item,
        at: [...at, 'stem'],
        zh: '题干既没有（　）也不是问句',
        en: 'the stem has neither a gap （　） nor a question mark',
      }
    }
  },
}
