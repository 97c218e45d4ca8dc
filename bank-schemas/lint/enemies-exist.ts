import type { LintRule } from './bank-context.ts'

export const enemiesExist: LintRule = {
  name: 'lint/enemies-exist',
  severity: 'error',
  summary: { zh: '互斥题存在且不是自己', en: 'enemies are other items of the bank' },
  *check({ levels }) {
    const ids = new Set(levels.flatMap(({ items }) => items.map(({ id }) => id)))
    for (const item of levels.flatMap(({ items }) => items)) {
      for (const [i, enemy] of (item.enemies ?? []).entries()) {
        const at = ['enemies', i]
        if (enemy === item.id)
          yield { document: item, at, zh: '互斥题不能是自己', en: 'an item cannot be its own enemy' }
        else if (!ids.has(enemy))
          yield { document: item, at, zh: `题库中没有互斥题 ${enemy}`, en: `the bank has no item ${enemy}` }
      }
    }
  },
}
