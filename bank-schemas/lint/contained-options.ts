import type { LintRule } from './bank-context.ts'
import { normalised, quantityOf } from './plain-text.ts'
import { questionsOfKind } from './questions.ts'

/** A short word inside a longer one (接地 in 接地电阻) is another thing; a phrase inside a phrase is a part of it. */
const leastLength = 4
const leastShare = 0.6

export const containedOptions: LintRule = {
  name: 'lint/contained-options',
  severity: 'warning',
  summary: { zh: '选项互不包含、数值范围互不重叠', en: 'options do not contain or overlap each other' },
  *check(context) {
    for (const { item, at, question } of questionsOfKind(context, 'single-choice')) {
      const options = question.options.map(({ id, text }) => ({
        id,
        text: normalised(text),
        range: rangeOf(text),
        isNumber: quantityOf(text) !== undefined,
      }))
      for (const [i, one] of options.entries()) {
        for (const other of options.slice(i + 1)) {
          if (!contains(one, other) && !contains(other, one) && !overlap(one.range, other.range)) continue
          yield {
            document: item,
            at: [...at, 'options'],
            zh: `选项 ${one.id} 与 ${other.id} 互相包含或重叠`,
            en: `options ${one.id} and ${other.id} contain or overlap each other`,
          }
        }
      }
    }
  },
}

interface Comparable {
  readonly text: string
  readonly isNumber: boolean
}

function contains(whole: Comparable, part: Comparable): boolean {
  if (whole.isNumber || part.isNumber || part.text.length < leastLength) return false
  return part.text.length / whole.text.length >= leastShare && whole.text.startsWith(part.text)
}

type Range = readonly [low: number, high: number, unit: string]

/** 10～20 mm as a range; anything else is none. */
function rangeOf(text: string): Range | undefined {
  const match = /^(-?\d+(?:\.\d+)?)\D{0,3}[~～–—-](-?\d+(?:\.\d+)?)(\D{0,6})$/.exec(
    text.normalize('NFKC').replace(/\s/g, ''),
  )
  return match ? [Number(match[1]), Number(match[2]), match[3]!] : undefined
}

function overlap(a: Range | undefined, b: Range | undefined): boolean {
  return a !== undefined && b !== undefined && a[2] === b[2] && a[0] < b[1] && b[0] < a[1]
}
