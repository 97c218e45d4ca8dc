import type { LintRule } from './bank-context.ts'
import { plainText } from './plain-text.ts'
import { choicesOf, isKey, questionsOfKind } from './questions.ts'

/**
 * Words that make a statement easy to reject, each with what may follow when it is a term and no claim (绝对值,
 * 一定的裕量, 从不同方向). 必须 and 严禁 are the language of safety rules and not among them.
 */
const words: readonly (readonly [word: string, terms: string])[] = [
  ['绝对', '值|误差|压|湿度|坐标|编码|位置|零|温度|编程|标高|高程|定位|精度|真空|粗糙|介电|黑|磁导率|式'],
  [
    '一定',
    '的|量|程度|范围|时间|距离|温度|压力|间|厚度|浓度|比例|角度|数量|高度|条件|限度|规律|顺序|余量|深度|强度',
  ],
  ['从不', '同'],
  ...'必然 必定 永远 从来不 决不 绝不 毫无 万无一失 无论如何 任何情况 一律 总是 肯定能 肯定会 完全不 完全没有 完全可以 可以随意 可随意 可以任意 可任意'
    .split(' ')
    .map((word) => [word, ''] as const),
]

const pattern = new RegExp(words.map(([word, terms]) => (terms ? `${word}(?!${terms})` : word)).join('|'))

export const absoluteWords: LintRule = {
  name: 'lint/absolute-words',
  severity: 'warning',
  summary: {
    zh: '干扰项与错误的判断题中没有“一定、永远、绝对”等提示性绝对词',
    en: 'distractors and false statements carry no absolute words that give them away',
  },
  *check(context) {
    for (const { item, at, question } of choicesOf(context)) {
      const inKey = question.options.some((option) => isKey(question, option) && pattern.test(option.text))
      if (inKey) continue
      for (const [i, option] of question.options.entries()) {
        const word = pattern.exec(option.text)?.[0]
        if (word)
          yield {
            document: item,
            at: [...at, 'options', i, 'text'],
            ...sentence(`干扰项 ${option.id}`, `distractor ${option.id}`, word),
          }
      }
    }
    for (const { item, at, question } of questionsOfKind(context, 'true-false')) {
      const word = question.key ? undefined : pattern.exec(plainText(question.stem))?.[0]
      if (word)
        yield { document: item, at: [...at, 'stem'], ...sentence('错误的判断题', 'a false statement', word) }
    }
  },
}

function sentence(zh: string, en: string, word: string) {
  return { zh: `${zh}含绝对词“${word}”，容易被识破`, en: `${en} has the absolute word “${word}”` }
}
