import { checkRich } from '../check-rich.ts'
import type { BankContext, LintRule } from './bank-context.ts'
import { textsOf } from './questions.ts'

export const richText: LintRule = {
  name: 'lint/rich-text',
  severity: 'error',
  summary: {
    zh: '富文本只用规定的 Markdown 子集，公式正确',
    en: 'rich text keeps to the Markdown subset and its formulas are sound',
  },
  *check(context) {
    for (const { document, at, text } of richTextsOf(context)) {
      for (const { message } of checkRich(text)) yield { document, at, ...message }
    }
  },
}

function* richTextsOf({ levels }: BankContext) {
  for (const { items, tasks } of levels) {
    for (const item of items) for (const { at, text } of textsOf(item)) yield { document: item, at, text }
    for (const task of tasks) {
      yield { document: task, at: ['task', 'background'], text: task.task.background }
      for (const [i, text] of task.task.requirements.entries())
        yield { document: task, at: ['task', 'requirements', i], text }
    }
  }
}
