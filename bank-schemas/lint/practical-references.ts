import type { LintRule } from './bank-context.ts'
import { clausesOf } from './standard-clauses.ts'

export const practicalReferences: LintRule = {
  name: 'lint/practical-references',
  severity: 'error',
  summary: {
    zh: '操作题编号与题库、等级一致且不重复，所考条款在标准中存在',
    en: 'a practical task has an id of its bank and level, and tests clauses of the standard',
  },
  *check({ id: bank, standard, levels }) {
    const known = standard && new Set(Array.from(clausesOf(standard), ({ clause }) => clause))
    const seen = new Set<string>()
    for (const { level, tasks } of levels) {
      for (const task of tasks) {
        const start = `${bank}_${level}_`
        if (!task.id.startsWith(start))
          yield {
            document: task,
            at: ['id'],
            zh: `编号 ${task.id} 应以 ${start} 开头`,
            en: `${task.id} should start with ${start}`,
          }
        if (seen.has(task.id))
          yield { document: task, at: ['id'], zh: `编号 ${task.id} 重复`, en: `${task.id} is there twice` }
        seen.add(task.id)
        for (const [i, clause] of task.clauses.entries()) {
          if (known && !known.has(clause))
            yield {
              document: task,
              at: ['clauses', i],
              zh: `标准中没有条款 ${clause}`,
              en: `the standard has no clause ${clause}`,
            }
        }
      }
    }
  },
}
