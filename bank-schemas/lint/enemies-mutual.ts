import type { LintRule } from './bank-context.ts'

export const enemiesMutual: LintRule = {
  name: 'lint/enemies-mutual',
  severity: 'warning',
  summary: { zh: '互斥关系是双向的', en: 'enemies name each other' },
  *check({ levels }) {
    const items = new Map(levels.flatMap((level) => level.items.map((item) => [item.id, item] as const)))
    for (const item of items.values()) {
      for (const [i, id] of (item.enemies ?? []).entries()) {
        const enemy = items.get(id)
        if (!enemy || enemy.enemies?.includes(item.id)) continue
        yield {
          document: item,
          at: ['enemies', i],
          zh: `${id} 没有把 ${item.id} 列为互斥题`,
          en: `${id} does not name ${item.id} as its enemy`,
        }
      }
    }
  },
}
