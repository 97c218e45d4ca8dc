/** How long the key of a single-choice question is beside its distractors. */
import type { SingleChoice } from '../types/documents.ts'
import { quantityOf, visibleLength } from './plain-text.ts'
import { isKey } from './questions.ts'

type Question = Pick<SingleChoice, 'kind' | 'options' | 'key'>

export interface KeyLength {
  readonly key: number
  readonly meanDistractor: number
  /** The key is longer than every distractor. */
  readonly longest: boolean
}

/** Undefined where length tells nothing: numbers, formulas and pictures. */
export function keyLengthOf(question: Question): KeyLength | undefined {
  if (question.options.some(({ text }) => quantityOf(text) || /[$!]/.test(text))) return undefined
  const lengths = question.options.map((option) => ({
    right: isKey(question as SingleChoice, option),
    length: visibleLength(option.text),
  }))
  const key = lengths.find(({ right }) => right)?.length
  const others = lengths.filter(({ right }) => !right).map(({ length }) => length)
  if (key === undefined || others.length === 0) return undefined
  const meanDistractor = others.reduce((sum, length) => sum + length, 0) / others.length
  return { key, meanDistractor, longest: key > Math.max(...others) }
}
