import type { Syllabus } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { type Scope, scopesOf } from './syllabus-nodes.ts'

export const syllabusWeights: LintRule = {
  name: 'lint/syllabus-weights',
  severity: 'error',
  summary: {
    zh: '细目表比重合计为 100，下级之和等于上级',
    en: 'the weights of a syllabus sum to 100 and children sum to their parent',
  },
  *check({ levels }) {
    for (const { syllabus } of levels) if (syllabus) yield* sums(syllabus)
  },
}

function* sums(syllabus: Syllabus): Generator<Finding> {
  const total = weightOf(syllabus.scopes)
  if (differ(total, 100)) {
    yield {
      document: syllabus,
      at: ['scopes'],
      zh: `一级范围比重合计 ${total}，应为 100`,
      en: `the scopes sum to ${total}, not 100`,
    }
  }
  for (const { scope, at } of scopesOf(syllabus)) {
    if (!('children' in scope)) continue
    const sum = weightOf(scope.children)
    if (!differ(sum, scope.weight)) continue
    yield {
      document: syllabus,
      at: [...at, 'weight'],
      zh: `${scope.code} 的比重 ${scope.weight} 不等于下级之和 ${sum}`,
      en: `${scope.code} weighs ${scope.weight}, its children ${sum}`,
    }
  }
}

function weightOf(scopes: readonly Scope[]): number {
  return scopes.reduce((sum, { weight }) => sum + weight, 0)
}

/** Weights are given to a tenth or a hundredth; binary sums are not. */
function differ(a: number, b: number): boolean {
  return Math.abs(a - b) > 1e-9
}
