/** What an item asks, as one text to compare with others. */
import type { Item } from '../types/documents.ts'
import { normalised } from './plain-text.ts'
import { isKey, type Question } from './questions.ts'

/** Everything a candidate reads, options in any order: equal texts are the same item. */
export function wholeTextOf(item: Item): string {
  if (item.kind === 'case') return normalised(item.stem) + item.items.map(wholeQuestion).join('|')
  return wholeQuestion(item)
}

function wholeQuestion(question: Question): string {
  return [normalised(question.stem), ...optionTexts(question).sort()].join('|')
}

/** The stem with what answers it: two stems that differ in a word may ask for the same thing, and the key tells. */
export function askedTextOf(item: Item): string {
  if (item.kind === 'case')
    return normalised(item.stem) + item.items.map(({ stem }) => normalised(stem)).join('')
  if (!('options' in item)) return normalised(item.stem)
  const keys = item.options.filter((option) => isKey(item, option)).map(({ text }) => normalised(text))
  return normalised(item.stem) + keys.join('')
}

function optionTexts(question: Question): string[] {
  const lists = ['options', 'left', 'right', 'elements'] as const
  const bag = question as unknown as Record<string, { text: string }[] | undefined>
  const picture = question.kind === 'hotspot' ? [question.image.src] : []
  return [...picture, ...lists.flatMap((list) => (bag[list] ?? []).map(({ text }) => normalised(text)))]
}
