import type { Standard, Syllabus } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { clausesOf } from './standard-clauses.ts'
import { pointsOf } from './syllabus-nodes.ts'

export const syllabusCoverage: LintRule = {
  name: 'lint/syllabus-coverage',
  severity: 'warning',
  summary: {
    zh: '本等级每条相关知识要求至少有一个鉴定点',
    en: 'every knowledge clause of the level has a point that tests it',
  },
  *check({ standard, levels }) {
    if (!standard) return
    for (const { syllabus } of levels) if (syllabus) yield* untested(standard, syllabus)
  },
}

function* untested(standard: Standard, syllabus: Syllabus): Generator<Finding> {
  const tested = new Set(Array.from(pointsOf(syllabus)).flatMap(({ point }) => point.clauses))
  for (const { clause } of clausesOf(standard)) {
    if (!clause.startsWith(`${syllabus.level}K`) || tested.has(clause)) continue
    yield { document: syllabus, zh: `条款 ${clause} 没有鉴定点`, en: `no point tests clause ${clause}` }
  }
}
