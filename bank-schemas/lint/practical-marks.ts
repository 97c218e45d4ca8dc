import type { LintRule } from './bank-context.ts'

export const practicalMarks: LintRule = {
  name: 'lint/practical-marks',
  severity: 'error',
  summary: {
    zh: '评分记录表配分合计 100，行号不重复',
    en: 'the lines of a mark sheet sum to 100, each id once',
  },
  *check({ levels }) {
    for (const task of levels.flatMap(({ tasks }) => tasks)) {
      const lines = task.sheet.sections.flatMap((section) => section.lines)
      const sum = lines.reduce((total, { marks }) => total + marks, 0)
      if (Math.abs(sum - task.sheet.fullMarks) > 1e-9) {
        yield {
          document: task,
          at: ['sheet', 'sections'],
          zh: `配分合计 ${sum}，应为 100`,
          en: `the lines sum to ${sum}, not 100`,
        }
      }
      const ids = [...lines.map(({ id }) => id), ...task.sheet.vetoes.map(({ id }) => id)]
      for (const id of ids.filter((one, i) => ids.indexOf(one) !== i)) {
        yield { document: task, at: ['sheet'], zh: `行号 ${id} 重复`, en: `line ${id} is there twice` }
      }
    }
  },
}
