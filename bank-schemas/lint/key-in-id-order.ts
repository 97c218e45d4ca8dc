/*
 * Ids travel to the candidate with the paper. A key that runs in their order
 * (1→a, 2→b, 3→c; or a, b, c, d) could be read from them however the elements
 * are shuffled on the screen.
 */
import type { LintRule } from './bank-context.ts'
import { questionsOf } from './questions.ts'

export const keyInIdOrder: LintRule = {
  name: 'lint/key-in-id-order',
  severity: 'error',
  summary: {
    zh: '匹配题、排序题的答案不按编号顺序排列',
    en: 'the key of a matching or ordering item does not run in the order of the ids',
  },
  *check(context) {
    for (const { item, at, question } of questionsOf(context)) {
      const ids = keyIds(question)
      if (!ids || ids.some((id, i) => i > 0 && id <= ids[i - 1]!)) continue
      yield {
        document: item,
        at: [...at, 'key'],
        zh: `答案依次为 ${ids.join('、')}，与编号顺序相同，考生可由编号看出；请打乱编号`,
        en: `the key is ${ids.join(', ')}, the order of the ids: candidates receive the ids; mix them`,
      }
    }
  },
}

function keyIds(question: { kind: string; key?: unknown }): string[] | undefined {
  if (question.kind === 'ordering') return question.key as string[]
  if (question.kind !== 'matching') return undefined
  const pairs = Object.entries(question.key as Record<string, string>)
  return pairs.sort(([a], [b]) => Number(a) - Number(b)).map(([, right]) => right)
}
