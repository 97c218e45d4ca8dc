/*
 * The key names things that are there: options, elements, pairs, sub-items.
 * One check a kind; what is not listed has a key that cannot miss.
 */
import type { Item } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'
import { type Question, questionsOf } from './questions.ts'

export const keyFits: LintRule = {
  name: 'lint/key-fits',
  severity: 'error',
  summary: {
    zh: '答案所指的选项、元素、小题都存在，且编号不重复',
    en: 'the key names options, elements and sub-items that exist, each id once',
  },
  *check(context) {
    for (const { item, at, question } of questionsOf(context)) {
      for (const fault of faultsOf(question)) yield { document: item, ...fault, at: [...at, ...fault.at] }
    }
    for (const { items } of context.levels) for (const item of items) yield* caseFaults(item)
  },
}

type Fault = Omit<Finding, 'document'> & { at: (string | number)[] }

function faultsOf(question: Question): Fault[] {
  switch (question.kind) {
    case 'single-choice':
      return [
        ...repeats('options', ids(question.options)),
        ...absent(['key'], [question.key], ids(question.options)),
      ]
    case 'multiple-response':
      return [
        ...repeats('options', ids(question.options)),
        ...absent(['key'], question.key, ids(question.options)),
      ]
    case 'ordering':
      return [
        ...repeats('elements', ids(question.elements)),
        ...absent(['key'], question.key, ids(question.elements)),
        ...absent(['elements'], ids(question.elements), question.key),
      ]
    case 'matching':
      return [
        ...repeats('left', ids(question.left)),
        ...repeats('right', ids(question.right)),
        ...absent(['key'], Object.values(question.key), ids(question.right)),
        ...absent(['key'], Object.keys(question.key), ids(question.left)),
        ...absent(['left'], ids(question.left), Object.keys(question.key)),
      ]
    case 'fill-in':
      return repeats('key', ids(question.key))
    case 'short-answer':
    case 'essay':
      return fractionFaults(question.key.points)
    default:
      return []
  }
}

function ids(list: { id: string }[]): string[] {
  return list.map(({ id }) => id)
}

function repeats(at: string, list: string[]): Fault[] {
  const again = list.filter((id, i) => list.indexOf(id) !== i)
  return again.map((id) => ({ at: [at], zh: `编号“${id}”重复`, en: `id “${id}” is there twice` }))
}

function absent(at: string[], wanted: string[], present: string[]): Fault[] {
  const missing = wanted.filter((id) => !present.includes(id))
  return missing.map((id) => ({ at, zh: `“${id}”没有对应的一方`, en: `“${id}” has no counterpart` }))
}

function fractionFaults(points: { fraction: number }[]): Fault[] {
  const sum = points.reduce((total, { fraction }) => total + fraction, 0)
  if (Math.abs(sum - 1) < 1e-6) return []
  return [
    {
      at: ['key', 'points'],
      zh: `评分要点占比合计 ${sum}，应为 1`,
      en: `the scoring points sum to ${sum}, not 1`,
    },
  ]
}

function* caseFaults(item: Item): Generator<Finding> {
  if (item.kind !== 'case') return
  for (const fault of repeats('items', ids(item.items))) yield { document: item, ...fault }
}
