import type { LintRule } from './bank-context.ts'
import { questionsOfKind } from './questions.ts'

export const blanks: LintRule = {
  name: 'lint/blanks',
  severity: 'error',
  summary: { zh: '填空题题干中的空与答案一一对应', en: 'the blanks in a stem are those of the key' },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'fill-in')) {
      const inStem = Array.from(question.stem.matchAll(/\[\[(.*?)\]\]/g), (match) => match[1]!)
      const inKey = question.key.map(({ id }) => id)
      if (inStem.join() === inKey.join()) continue
      yield {
        document: item,
        at: [...at, 'stem'],
        zh: `题干中的空为 ${listed(inStem)}，答案为 ${listed(inKey)}`,
        en: `the stem has blanks ${listed(inStem)}, the key ${listed(inKey)}`,
      }
    }
  },
}

function listed(ids: string[]): string {
  return ids.length === 0 ? '∅' : ids.map((id) => `[[${id}]]`).join(' ')
}
