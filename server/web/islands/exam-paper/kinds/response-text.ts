/*
 * A response in words, for the person who compares two of them.
 */
import { t } from '../texts.ts'
import type { DeliveryItem, DeliveryQuestion } from '../types.ts'
import { letterAt } from './choices.ts'
import { textOf } from './question-control.ts'

export function responseText(question: DeliveryQuestion, response: unknown): string {
  return inWords(question, response) || t('emptyAnswer')
}

function inWords(question: DeliveryQuestion, response: unknown): string {
  if (response === null || response === undefined) return ''
  const letter = (id: unknown) => {
    const index = question.options?.findIndex((option) => option.id === id) ?? -1
    return index < 0 ? '' : letterAt(index)
  }
  switch (question.kind) {
    case 'single-choice':
      return letter(response)
    case 'multiple-response':
      return (response as unknown[]).map(letter).sort().join('')
    case 'true-false':
      return t(response === true ? 'right' : 'wrong')
    case 'fill-in':
      return Object.entries(response as object)
        .map(([blank, text]) => `${t('blank', { number: blank })}：${text}`)
        .join('；')
    case 'matching':
      return Object.entries(response as Record<string, string>)
        .map(([left, right]) => {
          const index = question.right?.findIndex((each) => each.id === right) ?? -1
          return `${textOf(question.left?.find((each) => each.id === left)?.html ?? left)} — ${letterAt(index)}`
        })
        .join('；')
    case 'ordering':
      return (response as string[])
        .map((id) => textOf(question.elements?.find((each) => each.id === id)?.html ?? id))
        .join(' → ')
    case 'hotspot':
      return (response as { x: number; y: number }[])
        .map(({ x, y }) => `(${Math.round(x)}, ${Math.round(y)})`)
        .join(' ')
    case 'case':
      return Object.entries(response as Record<string, unknown>)
        .map(([id, each]) => {
          const sub = (question as DeliveryItem).items?.find((candidate) => candidate.id === id)
          return sub ? `${t('subQuestion', { number: id })}${inWords(sub, each)}` : ''
        })
        .join(' ')
    default:
      return String(response)
  }
}
