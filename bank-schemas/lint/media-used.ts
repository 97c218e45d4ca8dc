import type { LintRule } from './bank-context.ts'
import { picturesIn, picturesOf } from './media-exists.ts'

export const mediaUsed: LintRule = {
  name: 'lint/media-used',
  severity: 'warning',
  summary: { zh: '题库中的图片都被使用', en: 'every picture of the bank is used' },
  *check({ bank, levels, media }) {
    if (!bank) return
    const used = new Set<string>()
    for (const { items, models, tasks } of levels) {
      for (const item of items) for (const { file } of picturesOf(item)) used.add(file)
      for (const { stem, rationale } of models)
        for (const { file } of picturesIn(stem + rationale, [])) used.add(file)
      for (const { task } of tasks) {
        for (const { file } of picturesIn([task.background, ...task.requirements].join('\n'), []))
          used.add(file)
      }
    }
    for (const name of media.keys()) {
      if (!used.has(name)) yield { document: bank, zh: `图片 ${name} 没有被使用`, en: `${name} is not used` }
    }
  },
}
