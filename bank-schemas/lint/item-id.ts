import type { LintRule } from './bank-context.ts'

export const itemId: LintRule = {
  name: 'lint/item-id',
  severity: 'error',
  summary: {
    zh: '试题编号不重复，并与题库、等级、鉴定点一致',
    en: 'item ids are unique and agree with bank, level and point',
  },
  *check({ id: bank, levels }) {
    const seen = new Set<string>()
    for (const { level, items, models } of levels) {
      for (const item of [...items, ...models]) {
        const at = ['id']
        const start = `${bank}_${level}_${item.point}_`
        if (!item.id.startsWith(start)) {
          yield {
            document: item,
            at,
            zh: `编号 ${item.id} 应以 ${start} 开头`,
            en: `${item.id} should start with ${start}`,
          }
        }
        if (seen.has(item.id))
          yield { document: item, at, zh: `编号 ${item.id} 重复`, en: `${item.id} is there twice` }
        if (!item.levels.includes(level)) {
          yield {
            document: item,
            at: ['levels'],
            zh: `适用等级中没有 ${level} 级`,
            en: `its levels do not include ${level}`,
          }
        }
        seen.add(item.id)
      }
    }
  },
}
