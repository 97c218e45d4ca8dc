import type { LintRule } from './bank-context.ts'
import { pointsOf } from './syllabus-nodes.ts'

export const kindsPerPoint: LintRule = {
  name: 'lint/kinds-per-point',
  severity: 'warning',
  summary: { zh: '每个鉴定点至少有两种题型', en: 'every point has items of two kinds or more' },
  *check({ levels }) {
    for (const { syllabus, items } of levels) {
      if (!syllabus) continue
      const kinds = new Map<string, Set<string>>()
      for (const { point, kind } of items) kinds.set(point, (kinds.get(point) ?? new Set()).add(kind))
      for (const { point, at } of pointsOf(syllabus)) {
        if (kinds.get(point.code)?.size !== 1) continue
        yield {
          document: syllabus,
          at,
          zh: `${point.code} ${point.name} 只有一种题型`,
          en: `${point.code} has items of one kind only`,
        }
      }
    }
  },
}
