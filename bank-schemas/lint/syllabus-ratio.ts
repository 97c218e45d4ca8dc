import type { LintRule } from './bank-context.ts'
import { pointsBelow, scopesOf } from './syllabus-nodes.ts'

export const syllabusRatio: LintRule = {
  name: 'lint/syllabus-ratio',
  severity: 'error',
  summary: {
    zh: '重要程度比例 X:Y:Z 等于该范围下鉴定点的实际个数',
    en: 'the X:Y:Z ratio of a scope is the count of points below it',
  },
  *check({ levels }) {
    for (const { syllabus } of levels) {
      if (!syllabus) continue
      for (const { scope, at } of scopesOf(syllabus)) {
        const counts = countByImportance(pointsBelow(scope))
        if (counts.join(':') === scope.ratio.join(':')) continue
        yield {
          document: syllabus,
          at: [...at, 'ratio'],
          zh: `${scope.code} 的比例写为 ${scope.ratio.join(':')}，实际鉴定点为 ${counts.join(':')}`,
          en: `${scope.code} says ${scope.ratio.join(':')} but holds ${counts.join(':')}`,
        }
      }
    }
  },
}

function countByImportance(points: { importance: string }[]): number[] {
  return ['X', 'Y', 'Z'].map((importance) => points.filter((point) => point.importance === importance).length)
}
