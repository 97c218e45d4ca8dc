import type { BankContext, Finding, LintRule } from './bank-context.ts'
import { wholeTextOf } from './item-text.ts'

export const duplicateItems: LintRule = {
  name: 'lint/duplicate-items',
  severity: 'error',
  summary: { zh: '同一题库中没有相同的试题', en: 'no two items of a bank are the same' },
  *check({ levels }) {
    const seen = new Map<string, string>()
    for (const item of levels.flatMap(({ items }) => items)) {
      const text = `${item.kind}|${wholeTextOf(item)}`
      const twin = seen.get(text)
      if (twin === undefined) seen.set(text, item.id)
      else yield { document: item, at: ['stem'], zh: `与 ${twin} 完全相同`, en: `the same as ${twin}` }
    }
  },
}

export const duplicateAcrossBanks = {
  name: 'lint/duplicate-across-banks',
  severity: 'warning',
  summary: { zh: '不同题库之间没有相同的试题', en: 'no item stands in two banks' },
  *checkAll(contexts: readonly BankContext[]): Generator<{ context: BankContext; finding: Finding }> {
    const seen = new Map<string, { id: string; context: BankContext }>()
    for (const context of contexts) {
      for (const item of context.levels.flatMap(({ items }) => items)) {
        const text = `${item.kind}|${wholeTextOf(item)}`
        const twin = seen.get(text)
        if (twin === undefined) seen.set(text, { id: item.id, context })
        else if (twin.context !== context) {
          yield {
            context,
            finding: {
              document: item,
              at: ['stem'],
              zh: `与其他题库的 ${twin.id} 相同`,
              en: `the same as ${twin.id} of another bank`,
            },
          }
        }
      }
    }
  },
} as const
