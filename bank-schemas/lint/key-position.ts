import type { BankContext, LintRule } from './bank-context.ts'
import { questionsOfKind } from './questions.ts'

/** Upper 1 % points of χ² with k − 1 degrees of freedom, for k = 3 … 6 options. */
const critical: Record<number, number> = { 3: 9.21, 4: 11.345, 5: 13.277, 6: 15.086 }
/** χ² needs expected counts of 5 or more; below this the rule keeps silent. */
const leastItems = 40

export const keyPosition: LintRule = {
  name: 'lint/key-position',
  severity: 'warning',
  summary: {
    zh: '单选题答案在各选项位置上分布均匀（χ² 检验，1 %）',
    en: 'single-choice keys are spread evenly over the positions (χ², 1 %)',
  },
  *check(context) {
    for (const level of context.levels) {
      for (const [size, counts] of countsBySize({ ...context, levels: [level] })) {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const expected = total / size
        const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
        if (total < leastItems || chiSquare <= critical[size]!) continue
        const spread = counts.map((count, i) => `${'ABCDEF'[i]} ${count}`).join(', ')
        const document = level.syllabus ?? context.bank ?? level.items[0]!
        yield {
          document,
          zh: `${level.level} 级 ${size} 选项单选题答案分布不均：${spread}（χ² = ${chiSquare.toFixed(1)}）`,
          en: `keys of ${size}-option items of level ${level.level} are uneven: ${spread} (χ² = ${chiSquare.toFixed(1)})`,
        }
      }
    }
  },
}

function countsBySize(context: BankContext): Map<number, number[]> {
  const bySize = new Map<number, number[]>()
  for (const { question } of questionsOfKind(context, 'single-choice')) {
    const size = question.options.length
    const counts = bySize.get(size) ?? Array<number>(size).fill(0)
    const position = question.options.findIndex(({ id }) => id === question.key)
    if (position >= 0) counts[position]!++
    bySize.set(size, counts)
  }
  return bySize
}
