import type { LintRule } from './bank-context.ts'
import { normalised } from './plain-text.ts'
import { questionsOf } from './questions.ts'

export const equalOptions: LintRule = {
  name: 'lint/equal-options',
  severity: 'error',
  summary: {
    zh: '选项规范化后互不相同（不计空格、全半角、小数末尾的零）',
    en: 'options differ after normalisation of width, spaces and trailing zeros',
  },
  *check(context) {
    for (const { item, at, question } of questionsOf(context)) {
      for (const list of ['options', 'left', 'right', 'elements'] as const) {
        const elements =
          (question as unknown as Record<string, { id: string; text: string }[] | undefined>)[list] ?? []
        const seen = new Map<string, string>()
        for (const [i, { id, text }] of elements.entries()) {
          const key = normalised(text)
          const twin = seen.get(key)
          if (twin === undefined) seen.set(key, id)
          else
            yield {
              document: item,
              at: [...at, list, i],
              zh: `${id} 与 ${twin} 相同：${text}`,
              en: `${id} says the same as ${twin}: ${text}`,
            }
        }
      }
    }
  },
}
