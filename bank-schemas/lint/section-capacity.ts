/*
 * Whether a bank can fill three parallel forms of each of its patterns.
 *
 * Three forms that share at most a fifth of their items pairwise need at least
 * 3 − 3 × 0.2 = 2.4 papers of different items, and one paper at the very least.
 * Both bounds are necessary, not sufficient; the proof is `liangcai assemble`.
 */
import type { Bank, PaperPattern, Section } from '../types/documents.ts'
import type { Finding, LevelContext, LintRule } from './bank-context.ts'

const papers = 2.4

export const sectionCapacity: LintRule = {
  name: 'lint/section-capacity',
  severity: 'warning',
  summary: {
    zh: '每种组卷模式的试题足够组成三套重复率不超过 20 % 的试卷',
    en: 'there are items for three forms of each pattern with at most 20 % overlap',
  },
  *check({ bank, levels }) {
    if (!bank) return
    for (const [i, pattern] of bank.patterns.entries()) {
      const level = levels.find((one) => one.level === pattern.level)
      if (!level || level.items.length === 0) continue
      yield* kindsShort(bank, pattern, i, level)
      yield* scopesShort(bank, pattern, i, level)
    }
  },
}

function* kindsShort(bank: Bank, pattern: PaperPattern, i: number, level: LevelContext): Generator<Finding> {
  for (const [j, { kind, count }] of pattern.sections.entries()) {
    const have = usable(level, [pattern.sections[j]!], '').length
    const need = Math.ceil(count * papers)
    if (have >= need) continue
    yield {
      document: bank,
      at: ['patterns', i, 'sections', j],
      zh: `${level.level} 级“${pattern.name}”：${kind} 需要约 ${need} 题，可用 ${have} 题`,
      en: `${pattern.id} of level ${level.level} needs about ${need} ${kind} items, has ${have}`,
    }
  }
}

function* scopesShort(bank: Bank, pattern: PaperPattern, i: number, level: LevelContext): Generator<Finding> {
  const marks = new Map(pattern.sections.map(({ kind, marksEach }) => [kind as string, marksEach]))
  for (const scope of level.syllabus?.scopes.flatMap(({ children }) => children) ?? []) {
    const items = usable(level, pattern.sections, scope.code)
    const have = items.reduce((sum, { kind }) => sum + marks.get(kind)!, 0)
    const need = scope.weight * papers
    if (have >= need) continue
    yield {
      document: bank,
      at: ['patterns', i],
      zh: `${level.level} 级“${pattern.name}”：${scope.code} ${scope.name} 需要约 ${need.toFixed(0)} 分的试题，可用 ${have} 分`,
      en: `${pattern.id} of level ${level.level}: ${scope.code} needs items worth about ${need.toFixed(0)} marks, has ${have}`,
    }
  }
}

/** Released operational items of the kinds of some sections, below one scope. */
function usable(level: LevelContext, sections: readonly Section[], scope: string) {
  const kinds = new Set<string>(sections.map(({ kind }) => kind))
  return level.items.filter(
    ({ kind, point, secrecy, status }) =>
      kinds.has(kind) && point.startsWith(scope) && secrecy === 'operational' && status === 'released',
  )
}
