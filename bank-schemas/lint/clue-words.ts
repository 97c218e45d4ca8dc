import type { LintRule } from './bank-context.ts'
import { normalised, quantityOf } from './plain-text.ts'
import { isKey, questionsOfKind } from './questions.ts'

/** Characters in a row that stem and key share before it counts as a clue. */
const leastLength = 5

export const clueWords: LintRule = {
  name: 'lint/clue-words',
  severity: 'warning',
  summary: { zh: '题干与正确项没有独有的相同词语', en: 'no wording is shared by the stem and the key alone' },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'single-choice')) {
      const key = question.options.find((option) => isKey(question, option))
      if (!key || quantityOf(key.text) || key.text.includes('$')) continue
      const others = question.options.filter((option) => option !== key).map(({ text }) => normalised(text))
      const word = sharedWording(normalised(question.stem), normalised(key.text), others)
      if (word)
        yield {
          document: item,
          at: [...at, 'options'],
          zh: `题干与正确项独有相同词语“${word}”`,
          en: `stem and key alone share “${word}”`,
        }
    }
  },
}

function sharedWording(stem: string, key: string, others: readonly string[]): string | undefined {
  for (let i = 0; i + leastLength <= key.length; i++) {
    const word = key.slice(i, i + leastLength)
    const part = word.slice(0, leastLength - 1)
    if (/\d/.test(word)) continue
    if (stem.includes(word) && !others.some((other) => other.includes(part))) return word
  }
  return undefined
}
