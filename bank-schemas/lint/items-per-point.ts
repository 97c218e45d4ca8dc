import type { LintRule } from './bank-context.ts'
import { pointsOf } from './syllabus-nodes.ts'

export const itemsPerPoint: LintRule = {
  name: 'lint/items-per-point',
  severity: 'warning',
  summary: {
    zh: '每个鉴定点至少 3 题，核心（X）至少 4 题',
    en: 'every point has three items or more, a core point (X) four',
  },
  *check({ levels }) {
    for (const { syllabus, items } of levels) {
      if (!syllabus) continue
      const counts = new Map<string, number>()
      for (const { point } of items) counts.set(point, (counts.get(point) ?? 0) + 1)
      for (const { point, at } of pointsOf(syllabus)) {
        const need = point.importance === 'X' ? 4 : 3
        const count = counts.get(point.code) ?? 0
        if (count >= need) continue
        yield {
          document: syllabus,
          at,
          zh: `${point.code} ${point.name}（${point.importance}）有 ${count} 题，应有 ${need} 题`,
          en: `${point.code} (${point.importance}) has ${count} items, needs ${need}`,
        }
      }
    }
  },
}
