import type { LintRule } from './bank-context.ts'
import { quantityOf } from './plain-text.ts'
import { choicesOf } from './questions.ts'

export const optionUnits: LintRule = {
  name: 'lint/option-units',
  severity: 'warning',
  summary: { zh: '数值选项的单位写法一致', en: 'numeric options are written with the same unit' },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      const quantities = question.options.map(({ text }) => quantityOf(text))
      if (!quantities.every((one) => one !== undefined)) continue
      const bare = quantities.filter((one) => one!.unit === '').length
      if (bare === 0 || bare === quantities.length) continue
      yield {
        document: item,
        at: [...at, 'options'],
        zh: '有的选项带单位，有的不带',
        en: 'some options carry a unit and some do not',
      }
    }
  },
}
