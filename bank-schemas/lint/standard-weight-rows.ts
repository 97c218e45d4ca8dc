import type { Standard } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'

export const standardWeightRows: LintRule = {
  name: 'lint/standard-weight-rows',
  severity: 'error',
  summary: {
    zh: '权重表每个等级一列，各行对应该等级的职业功能，不重不漏',
    en: 'the weight tables have a column a level and a row a function of that level',
  },
  *check({ standard }) {
    if (!standard) return
    for (const table of ['theory', 'skill'] as const) {
      yield* missingColumns(standard, table)
      yield* wrongRows(standard, table)
    }
  },
}

type Table = 'theory' | 'skill'

function* missingColumns(standard: Standard, table: Table): Generator<Finding> {
  for (const level of standard.levels) {
    const columns = standard.weights[table].filter((column) => column.level === level)
    if (columns.length === 1) continue
    const at = ['weights', table]
    yield {
      document: standard,
      at,
      zh: `${table === 'theory' ? '理论知识' : '技能要求'}权重表中 ${level} 级有 ${columns.length} 列，应有 1 列`,
      en: `the ${table} table has ${columns.length} columns for level ${level}, not 1`,
    }
  }
}

function* wrongRows(standard: Standard, table: Table): Generator<Finding> {
  for (const [i, column] of standard.weights[table].entries()) {
    const at = ['weights', table, i, 'rows']
    const expected = rowsOf(standard, table, column.level)
    const present = column.rows.map(({ row }) => row)
    for (const [j, row] of present.entries()) {
      if (present.indexOf(row) !== j) yield { document: standard, at: [...at, j], ...repeated(row) }
      else if (!expected.has(row)) yield { document: standard, at: [...at, j], ...unknown(row, column.level) }
    }
    for (const row of expected) {
      if (!present.includes(row)) yield { document: standard, at, ...absent(row, column.level) }
    }
  }
}

/** Basic requirements are examined in theory only. */
function rowsOf(standard: Standard, table: Table, level: number): Set<string> {
  const functions = standard.work.find((work) => work.level === level)?.functions ?? []
  const basics = table === 'theory' ? ['ethics', 'basics'] : []
  return new Set([...basics, ...functions.map(({ number }) => number)])
}

function unknown(row: string, level: number) {
  return {
    zh: `${level} 级没有编号为“${row}”的职业功能，或该行不属于此表`,
    en: `level ${level} has no function “${row}”, or the row does not belong in this table`,
  }
}

function repeated(row: string) {
  return { zh: `行“${row}”重复`, en: `row “${row}” is there twice` }
}

function absent(row: string, level: number) {
  return { zh: `${level} 级缺少行“${row}”`, en: `level ${level} lacks row “${row}”` }
}
