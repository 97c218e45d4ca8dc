import type { Standard } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

export const standardLevels: LintRule = {
  name: 'lint/standard-levels',
  severity: 'error',
  summary: {
    zh: '每个等级都有工作要求、申报条件、培训学时、理论与技能考核时间',
    en: 'every level has its work requirements, eligibility, training hours and minutes of both parts',
  },
  *check({ standard }) {
    if (!standard) return
    for (const level of standard.levels) {
      for (const [present, at, zh, en] of needsOf(standard, level)) {
        if (!present)
          yield { document: standard, at, zh: `${level} 级缺少${zh}`, en: `level ${level} lacks ${en}` }
      }
    }
  },
}

type Need = readonly [present: boolean, at: string[], zh: string, en: string]

function needsOf(standard: Standard, level: number): Need[] {
  const { parts } = standard.assessment
  const hasMinutes = (id: string) =>
    parts.some((part) => part.id === id && part.levels.includes(level) && part.minutes[level] !== undefined)
  return [
    [standard.work.some((work) => work.level === level), ['work'], '工作要求', 'its work requirements'],
    [
      standard.eligibility.some((rule) => rule.level === level),
      ['eligibility'],
      '申报条件',
      'its eligibility',
    ],
    [
      standard.overview.training.hours[level] !== undefined,
      ['overview', 'training', 'hours'],
      '培训学时',
      'training hours',
    ],
    [
      hasMinutes('theory'),
      ['assessment', 'parts'],
      '理论知识考试及其时间',
      'the theory part and its minutes',
    ],
    [
      hasMinutes('practical'),
      ['assessment', 'parts'],
      '操作技能考核及其时间',
      'the practical part and its minutes',
    ],
  ]
}
