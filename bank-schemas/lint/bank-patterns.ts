import type { Bank, PaperPattern } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'

/** Marks of a theory paper; each part counts 100. */
const fullMarks = 100

export const bankPatterns: LintRule = {
  name: 'lint/bank-patterns',
  severity: 'error',
  summary: {
    zh: '每个等级有组卷模式，编号不重复，满分 100',
    en: 'every level has paper patterns, with ids of their own, worth 100 marks',
  },
  *check({ bank }) {
    if (!bank) return
    for (const level of bank.levels) {
      if (bank.patterns.some((pattern) => pattern.level === level)) continue
      yield {
        document: bank,
        at: ['patterns'],
        zh: `${level} 级没有组卷模式`,
        en: `level ${level} has no paper pattern`,
      }
    }
    for (const [i, pattern] of bank.patterns.entries()) yield* patternOf(bank, pattern, i)
  },
}

function* patternOf(bank: Bank, pattern: PaperPattern, i: number): Generator<Finding> {
  const marks = pattern.sections.reduce((sum, { count, marksEach }) => sum + count * marksEach, 0)
  const first = bank.patterns.findIndex(({ id, level }) => id === pattern.id && level === pattern.level)
  if (first !== i) {
    yield {
      document: bank,
      at: ['patterns', i, 'id'],
      zh: `组卷模式 ${pattern.id} 重复`,
      en: `pattern ${pattern.id} is there twice`,
    }
  }
  if (!bank.levels.includes(pattern.level)) {
    yield {
      document: bank,
      at: ['patterns', i, 'level'],
      zh: `题库没有 ${pattern.level} 级`,
      en: `the bank has no level ${pattern.level}`,
    }
  }
  if (Math.abs(marks - fullMarks) > 1e-9) {
    yield {
      document: bank,
      at: ['patterns', i, 'sections'],
      zh: `“${pattern.name}”合计 ${marks} 分，应为 ${fullMarks}`,
      en: `${pattern.id} is worth ${marks} marks, not ${fullMarks}`,
    }
  }
}
