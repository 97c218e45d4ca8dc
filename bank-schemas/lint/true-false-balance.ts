import type { LintRule } from './bank-context.ts'
import { questionsOfKind } from './questions.ts'

/** Share of true statements outside which guessing pays. */
const range = [0.4, 0.6] as const
const leastItems = 20

export const trueFalseBalance: LintRule = {
  name: 'lint/true-false-balance',
  severity: 'warning',
  summary: {
    zh: '判断题对错各约一半（40 %～60 %）',
    en: 'about half of the true-false items are true (40–60 %)',
  },
  *check(context) {
    for (const level of context.levels) {
      const statements = Array.from(questionsOfKind({ ...context, levels: [level] }, 'true-false'))
      const right = statements.filter(({ question }) => question.key).length
      const share = right / statements.length
      if (statements.length < leastItems || (share >= range[0] && share <= range[1])) continue
      yield {
        document: level.syllabus ?? statements[0]!.item,
        zh: `${level.level} 级判断题 ${statements.length} 题中正确的有 ${right} 题`,
        en: `${right} of ${statements.length} true-false items of level ${level.level} are true`,
      }
    }
  },
}
