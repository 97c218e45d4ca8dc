import type { LintRule } from './bank-context.ts'
import { plainText } from './plain-text.ts'
import { questionsOfKind } from './questions.ts'

export const trueFalseForm: LintRule = {
  name: 'lint/true-false-form',
  severity: 'warning',
  summary: {
    zh: '判断题是一个完整的陈述句，以句号结尾，没有括号空',
    en: 'a true-false item is one declarative sentence ending in 。',
  },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'true-false')) {
      const fault = faultOf(question.stem)
      if (fault) yield { document: item, at: [...at, 'stem'], ...fault }
    }
  },
}

function faultOf(stem: string): { zh: string; en: string } | undefined {
  const text = plainText(stem.replace(/!\[[^\]]*\]\([^)]*\)|^\|.*$/gm, ''))
  if (/[？?]/.test(text)) return { zh: '判断题不应是问句', en: 'it asks a question' }
  if (/[（(][\s　]*[）)]/.test(text)) return { zh: '判断题不应有括号空（　）', en: 'it has a gap （　）' }
  if (!text.endsWith('。')) return { zh: '判断题应以“。”结尾', en: 'it does not end in 。' }
  if (text.split('。').length > 2) return { zh: '判断题应只有一句话', en: 'it has more than one sentence' }
  return undefined
}
