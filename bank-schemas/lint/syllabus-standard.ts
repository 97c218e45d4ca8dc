import type { Standard, Syllabus } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { scopesOf } from './syllabus-nodes.ts'

export const syllabusStandard: LintRule = {
  name: 'lint/syllabus-standard',
  severity: 'error',
  summary: {
    zh: '细目表各范围比重与标准的理论知识权重一致',
    en: 'the weights of a syllabus are those of the theory column of the standard',
  },
  *check({ standard, levels }) {
    if (!standard) return
    for (const { syllabus } of levels) if (syllabus) yield* against(standard, syllabus)
  },
}

function* against(standard: Standard, syllabus: Syllabus): Generator<Finding> {
  const column = standard.weights.theory.find(({ level }) => level === syllabus.level)
  if (!column) return
  const rows = new Map(column.rows.map(({ row, weight }) => [row, weight]))
  const found = new Map<string, number>()
  for (const { scope, at } of scopesOf(syllabus)) {
    if (scope.row === undefined) continue
    found.set(scope.row, (found.get(scope.row) ?? 0) + scope.weight)
    if (!rows.has(scope.row)) {
      yield {
        document: syllabus,
        at: [...at, 'row'],
        zh: `标准的理论权重表没有行“${scope.row}”`,
        en: `the theory table of the standard has no row “${scope.row}”`,
      }
    }
  }
  for (const [row, weight] of rows) {
    const own = found.get(row)
    if (own !== undefined && Math.abs(own - weight) < 1e-9) continue
    yield {
      document: syllabus,
      at: ['scopes'],
      zh: `标准的行“${row}”比重为 ${weight}，细目表${own === undefined ? '没有对应范围' : `为 ${own}`}`,
      en: `row “${row}” of the standard weighs ${weight}; the syllabus ${own === undefined ? 'has no scope for it' : `gives it ${own}`}`,
    }
  }
}
