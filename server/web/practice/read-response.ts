/*
 * The response in a posted form, in the shape of the item's kind; null when
 * nothing was filled in. The names of the fields are those of answer-fields.tsx.
 */
import type { Item } from '../../../bank-schemas/index.ts'

export type Fields = Readonly<Record<string, string>>

export const blankField = (id: string): string => `blank-${id}`
export const pairField = (left: string): string => `pair-${left}`
export const placeField = (place: number): string => `place-${place}`

/** `ticked` are all values of the field "answer". */
export function readResponse(item: Item, fields: Fields, ticked: readonly string[]): unknown {
  const one = fields.answer?.trim() ? fields.answer : null
  switch (item.kind) {
    case 'multiple-response':
      return ticked.length > 0 ? [...new Set(ticked)] : null
    case 'true-false':
      return one === null ? null : one === 'true'
    case 'fill-in':
      return filledIn(item.key.map(({ id }) => [id, fields[blankField(id)]]))
    case 'matching':
      return filledIn(item.left.map(({ id }) => [id, fields[pairField(id)]]))
    case 'ordering': {
      const places = item.elements.map((_, place) => fields[placeField(place + 1)] ?? '')
      const placed = places.filter((id) => id !== '')
      return placed.length > 0 ? placed : null
    }
    default:
      return one
  }
}

function filledIn(
  entries: readonly (readonly [string, string | undefined])[],
): Record<string, string> | null {
  const filled = entries.flatMap(([id, text]) => (text?.trim() ? [[id, text] as const] : []))
  return filled.length > 0 ? Object.fromEntries(filled) : null
}
