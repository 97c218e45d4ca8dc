import type { LintRule } from './bank-context.ts'
import { pointsOf } from './syllabus-nodes.ts'

export const itemPoint: LintRule = {
  name: 'lint/item-point',
  severity: 'error',
  summary: { zh: '试题的鉴定点在细目表中存在', en: 'the point of an item is in the syllabus' },
  *check({ levels }) {
    for (const { syllabus, items, models } of levels) {
      if (!syllabus) continue
      const codes = new Set(Array.from(pointsOf(syllabus), ({ point }) => point.code))
      for (const item of [...items, ...models]) {
        if (codes.has(item.point)) continue
        yield {
          document: item,
          at: ['point'],
          zh: `细目表没有鉴定点 ${item.point}`,
          en: `the syllabus has no point ${item.point}`,
        }
      }
    }
  },
}
