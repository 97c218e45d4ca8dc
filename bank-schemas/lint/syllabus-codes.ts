import type { Syllabus } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { pointsOf, scopesOf } from './syllabus-nodes.ts'

export const syllabusCodes: LintRule = {
  name: 'lint/syllabus-codes',
  severity: 'error',
  summary: {
    zh: '细目表代码不重复，下级代码以上级代码开头',
    en: 'codes of a syllabus are unique and start with the code of their parent',
  },
  *check({ levels }) {
    for (const { syllabus } of levels) if (syllabus) yield* codes(syllabus)
  },
}

function* codes(syllabus: Syllabus): Generator<Finding> {
  const seen = new Set<string>()
  const nodes = [
    ...Array.from(scopesOf(syllabus), ({ scope, parent, at }) => ({
      code: scope.code,
      parent: parent?.code ?? '',
      at,
    })),
    ...Array.from(pointsOf(syllabus), ({ point, scope, at }) => ({
      code: point.code,
      parent: scope.code,
      at,
    })),
  ]
  for (const { code, parent, at } of nodes) {
    const place = { document: syllabus, at: [...at, 'code'] }
    if (seen.has(code)) yield { ...place, zh: `代码 ${code} 重复`, en: `code ${code} is there twice` }
    if (!code.startsWith(parent))
      yield { ...place, zh: `代码 ${code} 不在 ${parent} 之下`, en: `code ${code} is not below ${parent}` }
    seen.add(code)
  }
}
