import type { LintRule } from './bank-context.ts'
import { keyLengthOf } from './key-length.ts'
import { questionsOfKind } from './questions.ts'

/** Fewer items say nothing about a habit. */
const leastItems = 40
/** One-sided 1 % point of the normal distribution. */
const z = 2.326

export const longestKeyRate: LintRule = {
  name: 'lint/longest-key-rate',
  severity: 'warning',
  summary: {
    zh: '整个题库中正确项为最长项的比例不高于随机水平',
    en: 'across the bank the key is the longest option no more often than chance',
  },
  *check(context) {
    for (const level of context.levels) {
      const questions = Array.from(questionsOfKind({ ...context, levels: [level] }, 'single-choice'))
      const measured = questions.flatMap(({ question }) => {
        const lengths = keyLengthOf(question)
        return lengths ? [{ longest: lengths.longest, chance: 1 / question.options.length }] : []
      })
      const n = measured.length
      const longest = measured.filter((one) => one.longest).length
      const expected = measured.reduce((sum, { chance }) => sum + chance, 0)
      const deviation = Math.sqrt(measured.reduce((sum, { chance }) => sum + chance * (1 - chance), 0))
      if (n < leastItems || longest <= expected + z * deviation) continue
      const document = level.syllabus ?? context.bank ?? level.items[0]!
      yield {
        document,
        zh: `${level.level} 级单选题中正确项最长的有 ${longest}/${n}，随机水平约 ${Math.round(expected)}`,
        en: `the key is the longest option in ${longest} of ${n} items of level ${level.level}; chance gives about ${Math.round(expected)}`,
      }
    }
  },
}
