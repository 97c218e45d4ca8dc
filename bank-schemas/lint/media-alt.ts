import type { LintRule } from './bank-context.ts'
import { picturesOf } from './media-exists.ts'

export const mediaAlt: LintRule = {
  name: 'lint/media-alt',
  severity: 'warning',
  summary: { zh: '图片有替代文字', en: 'pictures have alternative text' },
  *check({ levels }) {
    for (const item of levels.flatMap(({ items }) => items)) {
      for (const { file, alt, at } of picturesOf(item)) {
        if (alt.trim() === '')
          yield { document: item, at, zh: `图片 ${file} 没有替代文字`, en: `${file} has no alternative text` }
      }
    }
  },
}
