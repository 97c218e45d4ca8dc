import type { LintRule } from './bank-context.ts'

export const patternMinutes: LintRule = {
  name: 'lint/pattern-minutes',
  severity: 'warning',
  summary: {
    zh: '组卷模式的时间不少于标准规定的理论考试时间',
    en: 'a paper pattern is no shorter than the standard says',
  },
  *check({ bank, standard }) {
    const theory = standard?.assessment.parts.find(({ id }) => id === 'theory')
    if (!bank || !theory) return
    for (const [i, { level, name, minutes }] of bank.patterns.entries()) {
      const least = theory.minutes[level]
      if (least === undefined || minutes >= least) continue
      const at = ['patterns', i, 'minutes']
      yield {
        document: bank,
        at,
        zh: `“${name}”${minutes} 分钟，标准规定 ${least} 分钟`,
        en: `${minutes} minutes; the standard says ${least}`,
      }
    }
  },
}
