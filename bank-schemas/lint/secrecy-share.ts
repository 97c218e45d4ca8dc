import type { LintRule } from './bank-context.ts'

/** About a quarter of a bank is open. */
const range = [0.15, 0.35] as const
const leastItems = 40

export const secrecyShare: LintRule = {
  name: 'lint/secrecy-share',
  severity: 'warning',
  summary: { zh: '约四分之一的试题公开（15 %～35 %）', en: 'about a quarter of the items is open (15–35 %)' },
  *check({ levels }) {
    for (const { level, syllabus, items } of levels) {
      const open = items.filter(({ secrecy }) => secrecy === 'open').length
      const share = open / items.length
      if (items.length < leastItems || (share >= range[0] && share <= range[1])) continue
      const percent = (100 * share).toFixed(0)
      yield {
        document: syllabus ?? items[0]!,
        zh: `${level} 级公开题占 ${percent} %（${open}/${items.length}）`,
        en: `${percent} % of the items of level ${level} are open`,
      }
    }
  },
}
