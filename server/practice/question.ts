/*
 * What of an item is asked: a copy, field by field, without its key. Open items
 * are public with their keys, but nobody wants the answer with the question.
 */
import type { Item } from '../../bank-schemas/index.ts'
import type { ItemRevision } from '../banks/model.ts'

interface Choice {
  readonly id: string
  /** Rich text, as in the bank. */
  readonly text: string
}

export interface Question {
  /** Hash of the item revision: what an answer names. */
  readonly item: string
  readonly kind: string
  readonly point: string
  /** Rich text, as in the bank. */
  readonly stem: string
  readonly options?: readonly Choice[]
  readonly left?: readonly Choice[]
  readonly right?: readonly Choice[]
  readonly elements?: readonly Choice[]
  /** Ids of the blanks of a fill-in. */
  readonly blanks?: readonly string[]
  /** Of a number, when it need not be written. */
  readonly unit?: string
}

export function questionOf({ hash, item }: ItemRevision): Question {
  const { kind, point, stem } = item
  return { item: hash, kind, point, stem, ...partsOf(item) }
}

const choices = (from: readonly Choice[]): Choice[] => from.map(({ id, text }) => ({ id, text }))

function partsOf(item: Item): Partial<Question> {
  switch (item.kind) {
    case 'single-choice':
    case 'multiple-response':
      return { options: choices(item.options) }
    case 'matching':
      return { left: choices(item.left), right: choices(item.right) }
    case 'ordering':
      return { elements: choices(item.elements) }
    case 'fill-in':
      return { blanks: item.key.map(({ id }) => id) }
    case 'numeric':
      return item.key.unit && !item.key.unitRequired ? { unit: item.key.unit } : {}
    default:
      return {}
  }
}
