import type { LintRule } from './bank-context.ts'
import { keyLengthOf } from './key-length.ts'
import { questionsOfKind } from './questions.ts'

/** Key against the mean distractor (Haladyna, Downing & Rodriguez 2002 ask for similar length). */
const maxRatio = 1.3
/** Short options differ by a word without giving anything away: characters the key must be longer by. */
const leastDifference = 3

export const longestKey: LintRule = {
  name: 'lint/longest-key',
  severity: 'warning',
  summary: {
    zh: '单选题正确项不是最长项（长度不超过干扰项平均的 1.3 倍）',
    en: 'the key is not the longest option (at most 1.3 of the mean distractor)',
  },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'single-choice')) {
      const lengths = keyLengthOf(question)
      if (!lengths?.longest) continue
      const { key, meanDistractor } = lengths
      if (key / meanDistractor <= maxRatio || key - meanDistractor < leastDifference) continue
      const ratio = (key / meanDistractor).toFixed(2)
      yield {
        document: item,
        at: [...at, 'options'],
        zh: `正确项最长，为干扰项平均长度的 ${ratio} 倍`,
        en: `the key is the longest, ${ratio} of the mean distractor`,
      }
    }
  },
}
