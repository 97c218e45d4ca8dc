import type { LintRule } from './bank-context.ts'
import { questionsOfKind } from './questions.ts'

export const numericTolerance: LintRule = {
  name: 'lint/numeric-tolerance',
  severity: 'error',
  summary: {
    zh: '数值题的允许误差有意义：绝对、相对误差不为负，有效数字为 1～15 的整数',
    en: 'a tolerance makes sense: not below 0, or 1–15 significant figures',
  },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'numeric')) {
      const { kind, value } = question.key.tolerance
      const n = Number(value)
      const figures = Number.isInteger(n) && n >= 1 && n <= 15
      const sound =
        kind === 'exact'
          ? n === 0
          : kind === 'significant-figures'
            ? figures
            : n >= 0 && !(kind === 'relative' && n >= 1)
      if (sound) continue
      yield {
        document: item,
        at: [...at, 'key', 'tolerance'],
        zh: `允许误差“${kind} ${value}”没有意义`,
        en: `the tolerance “${kind} ${value}” makes no sense`,
      }
    }
  },
}
