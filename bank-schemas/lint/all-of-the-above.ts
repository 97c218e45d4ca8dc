import type { LintRule } from './bank-context.ts'
import { plainText } from './plain-text.ts'
import { choicesOf } from './questions.ts'

const pattern =
  /^(以上|上述|前述|上面|前面|前[两二三四五]项)(各项|选项|答案|说法|做法|[两二三四五]项|[两二三四五]种|情况)?(都|均|全|皆)|^(都|均|全|皆)(正确|不正确|对|不对|错|是|不是|可以?|不可以?)$|^[A-F]\s*[和、与及或]\s*[A-F](都|均|$)/

export const allOfTheAbove: LintRule = {
  name: 'lint/all-of-the-above',
  severity: 'warning',
  summary: { zh: '选项中没有“以上都对”“A和B”之类', en: 'no option says “all of the above” or “A and B”' },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      for (const [i, { id, text }] of question.options.entries()) {
        if (!pattern.test(plainText(text))) continue
        yield {
          document: item,
          at: [...at, 'options', i, 'text'],
          zh: `选项 ${id} 指代其他选项：${text}`,
          en: `option ${id} speaks of other options: ${text}`,
        }
      }
    }
  },
}
