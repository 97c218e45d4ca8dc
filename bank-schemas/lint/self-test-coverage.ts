import type { LintRule } from './bank-context.ts'

export const selfTestCoverage: LintRule = {
  name: 'lint/self-test-coverage',
  severity: 'warning',
  summary: {
    zh: '机评试题的自测含一个满分作答和一个不得满分的作答',
    en: 'the self-tests of a machine-marked item hold a full and a lesser response',
  },
  *check({ levels }) {
    for (const item of levels.flatMap(({ items }) => items)) {
      if (item.kind === 'short-answer' || item.kind === 'essay') continue
      const fractions = item.selfTests.map(({ fraction }) => fraction)
      const hasFull = fractions.some((fraction) => Math.abs(fraction - 1) < 1e-6)
      const hasLess = fractions.some((fraction) => fraction < 1 - 1e-6)
      if (hasFull && hasLess) continue
      yield {
        document: item,
        at: ['selfTests'],
        zh: hasFull ? '自测缺少不得满分的作答' : '自测缺少满分作答',
        en: hasFull ? 'no self-test earns less than full marks' : 'no self-test earns full marks',
      }
    }
  },
}
