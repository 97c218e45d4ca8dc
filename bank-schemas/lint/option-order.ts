import type { LintRule } from './bank-context.ts'
import { quantityOf } from './plain-text.ts'
import { choicesOf } from './questions.ts'

export const optionOrder: LintRule = {
  name: 'lint/option-order',
  severity: 'warning',
  summary: { zh: '数值选项按从小到大排列', en: 'numeric options stand in ascending order' },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      const quantities = question.options.map(({ text }) => quantityOf(text))
      if (!quantities.every((one) => one !== undefined && one.unit === quantities[0]!.unit)) continue
      const values = quantities.map((one) => one!.value)
      if (values.every((value, i) => i === 0 || value > values[i - 1]!)) continue
      yield {
        document: item,
        at: [...at, 'options'],
        zh: `数值选项未按从小到大排列：${values.join('、')}`,
        en: `numeric options are not ascending: ${values.join(', ')}`,
      }
    }
  },
}
