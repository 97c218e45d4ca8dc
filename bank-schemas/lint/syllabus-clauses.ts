import type { Standard, Syllabus } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { clausesOf } from './standard-clauses.ts'
import { pointsOf } from './syllabus-nodes.ts'

export const syllabusClauses: LintRule = {
  name: 'lint/syllabus-clauses',
  severity: 'error',
  summary: {
    zh: '鉴定点引用的条款在标准中存在，并属于本等级或基本要求',
    en: 'the clauses a point names are in the standard, at this level or in the basic requirements',
  },
  *check({ standard, levels }) {
    if (!standard) return
    const known = new Set(Array.from(clausesOf(standard), ({ clause }) => clause))
    for (const { syllabus } of levels) if (syllabus) yield* against(known, standard, syllabus)
  },
}

function* against(known: Set<string>, standard: Standard, syllabus: Syllabus): Generator<Finding> {
  for (const { point, at } of pointsOf(syllabus)) {
    for (const [i, clause] of point.clauses.entries()) {
      const place = { document: syllabus, at: [...at, 'clauses', i] }
      if (!known.has(clause)) {
        yield {
          ...place,
          zh: `${point.code} 引用的条款 ${clause} 不在标准 ${standard.id} 中`,
          en: `${point.code} names clause ${clause}, which the standard does not have`,
        }
      } else if (/[SK]/.test(clause) && !clause.startsWith(String(syllabus.level))) {
        yield {
          ...place,
          zh: `${point.code} 引用的条款 ${clause} 属于其他等级`,
          en: `${point.code} names clause ${clause} of another level`,
        }
      }
    }
  }
}
