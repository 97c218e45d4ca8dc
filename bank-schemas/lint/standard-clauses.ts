import { pointer } from '../issue.ts'
import type { Standard } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

export const standardClauses: LintRule = {
  name: 'lint/standard-clauses',
  severity: 'error',
  summary: {
    zh: '条款号不重复，并与所在的等级、职业功能、工作内容一致',
    en: 'clause numbers are unique and agree with the level, function and content they stand in',
  },
  *check({ standard }) {
    if (!standard) return
    const seen = new Map<string, string>()
    for (const { clause, at, prefix } of clausesOf(standard)) {
      const first = seen.get(clause)
      if (first !== undefined) {
        yield {
          document: standard,
          at,
          zh: `条款号 ${clause} 重复，首次出现在 ${first}`,
          en: `clause ${clause} is there twice, first at ${first}`,
        }
      } else if (!clause.startsWith(prefix)) {
        yield {
          document: standard,
          at,
          zh: `条款号 ${clause} 与位置不符，应以 ${prefix} 开头`,
          en: `clause ${clause} is out of place: here it starts with ${prefix}`,
        }
      }
      if (first === undefined) seen.set(clause, pointer(...at))
    }
  },
}

export interface PlacedClause {
  readonly clause: string
  readonly at: (string | number)[]
  /** What a clause at this place starts with. */
  readonly prefix: string
}

/** Every clause of a standard: basic requirements, then the work tables. */
export function* clausesOf(standard: Standard): Generator<PlacedClause> {
  for (const part of ['ethics', 'knowledge'] as const) {
    for (const [i, section] of standard.basics[part].entries()) {
      const at = ['basics', part, i]
      yield { clause: section.clause, at: [...at, 'clause'], prefix: part === 'ethics' ? '2.1' : '2.2' }
      for (const [j, { clause }] of section.items.entries()) {
        yield { clause, at: [...at, 'items', j, 'clause'], prefix: `${section.clause}.` }
      }
    }
  }
  yield* workClausesOf(standard)
}

function* workClausesOf(standard: Standard): Generator<PlacedClause> {
  for (const [i, { level, functions }] of standard.work.entries()) {
    for (const [j, { contents }] of functions.entries()) {
      for (const [k, content] of contents.entries()) {
        for (const part of ['skills', 'knowledge'] as const) {
          const prefix = `${level}${part === 'skills' ? 'S' : 'K'}${content.number}.`
          for (const [l, { clause }] of content[part].entries()) {
            const at = ['work', i, 'functions', j, 'contents', k, part, l, 'clause']
            yield { clause, at, prefix }
          }
        }
      }
    }
  }
}
