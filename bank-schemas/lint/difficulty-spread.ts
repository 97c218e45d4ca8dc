import type { LevelContext, LintRule } from './bank-context.ts'

/** Expected facility of the five grades, 1 easy … 5 hard; a writer's estimate until responses are in. */
const facilities = [0.9, 0.78, 0.65, 0.5, 0.35]
const target = [0.55, 0.75] as const
/** No grade may hold more than this share of a level. */
const maxShare = 0.6
const leastItems = 40

export const difficultySpread: LintRule = {
  name: 'lint/difficulty-spread',
  severity: 'warning',
  summary: {
    zh: '难度分布合理：预计通过率约 0.65，不集中在一个等级',
    en: 'difficulty is spread: expected facility about .65, no grade holds most of the items',
  },
  *check({ levels }) {
    for (const level of levels) {
      if (level.items.length < leastItems) continue
      const document = level.syllabus ?? level.items[0]!
      const shares = sharesOf(level)
      const facility = shares.reduce((sum, share, i) => sum + share * facilities[i]!, 0)
      const spread = shares.map((share) => `${(100 * share).toFixed(0)} %`).join(' / ')
      if (facility < target[0] || facility > target[1]) {
        yield {
          document,
          zh: `${level.level} 级预计通过率 ${facility.toFixed(2)}（难度 1–5：${spread}）`,
          en: `expected facility of level ${level.level} is ${facility.toFixed(2)} (grades 1–5: ${spread})`,
        }
      }
      if (Math.max(...shares) > maxShare) {
        yield {
          document,
          zh: `${level.level} 级难度过于集中（难度 1–5：${spread}）`,
          en: `one grade holds most items of level ${level.level} (grades 1–5: ${spread})`,
        }
      }
    }
  },
}

function sharesOf({ items }: LevelContext): number[] {
  return [1, 2, 3, 4, 5].map(
    (grade) => items.filter(({ difficulty }) => difficulty === grade).length / items.length,
  )
}
