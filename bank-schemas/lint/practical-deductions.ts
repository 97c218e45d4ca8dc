import type { SheetLine } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

export const practicalDeductions: LintRule = {
  name: 'lint/practical-deductions',
  severity: 'warning',
  summary: {
    zh: '每行的扣分能扣完配分，单次扣分不超过配分',
    en: 'the deductions of a line can use up its marks, and none takes more than the line has',
  },
  *check({ levels }) {
    for (const task of levels.flatMap(({ tasks }) => tasks)) {
      for (const [i, section] of task.sheet.sections.entries()) {
        for (const [j, line] of section.lines.entries()) {
          const fault = faultOf(line)
          if (fault)
            yield { document: task, at: ['sheet', 'sections', i, 'lines', j, 'deductions'], ...fault }
        }
      }
    }
  },
}

function faultOf({ id, marks, deductions }: SheetLine): { zh: string; en: string } | undefined {
  const reach = deductions.reduce((sum, { each, times }) => sum + each * times, 0)
  const ids = deductions.map((deduction) => deduction.id)
  const heavy = deductions.find(({ each }) => each > marks)
  if (new Set(ids).size < ids.length)
    return { zh: `${id} 的扣分项编号重复`, en: `line ${id} has a deduction id twice` }
  if (heavy)
    return {
      zh: `${id}(${heavy.id}) 一次扣 ${heavy.each} 分，超过配分 ${marks}`,
      en: `${id}(${heavy.id}) takes ${heavy.each} of ${marks} marks at once`,
    }
  if (reach < marks)
    return {
      zh: `${id} 最多扣 ${reach} 分，配分 ${marks}：全错仍得 ${marks - reach} 分`,
      en: `line ${id} can lose ${reach} of ${marks} marks only`,
    }
  return undefined
}
