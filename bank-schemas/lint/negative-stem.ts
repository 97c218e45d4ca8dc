import type { LintRule } from './bank-context.ts'
import { choicesOf } from './questions.ts'

/** A question that asks for the exception: …不属于…的是（　）. A stem about a fault (不能启动的原因是) is no such question. */
const negation =
  /(不正确|不属于|不包括|不包含|不符合|不恰当|不合理|不适合|不适用|不允许|不需要|不可能|不应该?|不宜|不得|不可|不是|错误|有误|无关|除外)[^，,。；？?]{0,12}(的(是|有|为)|的[^，,。；？?]{1,6}是|是|为)\s*[（(]/

export const negativeStem: LintRule = {
  name: 'lint/negative-stem',
  severity: 'warning',
  summary: { zh: '否定式题干的否定词加粗', en: 'a negative stem has its negation emphasised' },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      const word = unemphasisedNegation(question.stem)
      if (!word) continue
      yield {
        document: item,
        at: [...at, 'stem'],
        zh: `否定词“${word}”应加粗：**${word}**`,
        en: `the negation “${word}” is not emphasised`,
      }
    }
  },
}

/** The word that turns the question round, unless it stands in bold. */
function unemphasisedNegation(stem: string): string | undefined {
  return negation.exec(stem.replace(/\*\*.*?\*\*/g, '〓'))?.[1]
}

/** Whether a stem asks for the exception, emphasised or not. */
export function isNegative(stem: string): boolean {
  return negation.test(stem.replaceAll('**', ''))
}
