import type { Standard } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'

export const standardWeights: LintRule = {
  name: 'lint/standard-weights',
  severity: 'error',
  summary: { zh: '权重表每一列合计为 100', en: 'every column of the weight tables sums to 100' },
  *check({ standard }) {
    if (!standard) return
    yield* columnSums(standard, 'theory')
    yield* columnSums(standard, 'skill')
  },
}

function* columnSums(standard: Standard, table: 'theory' | 'skill'): Generator<Finding> {
  for (const [i, column] of standard.weights[table].entries()) {
    const sum = column.rows.reduce((total, row) => total + row.weight, 0)
    if (Math.abs(sum - 100) < 1e-9) continue
    yield {
      document: standard,
      at: ['weights', table, i],
      zh: `${column.level} 级${table === 'theory' ? '理论知识' : '技能要求'}权重合计 ${sum}，应为 100`,
      en: `the ${table} weights of level ${column.level} sum to ${sum}, not 100`,
    }
  }
}
