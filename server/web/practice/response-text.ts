/* A response as a person wrote it, in the letters and words of the item. */
import type { Item } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'

export function responseText(item: Item, response: unknown, lang: Language): string {
  const t = texts(lang, practiceMessages)
  if (response === null || response === undefined) return t('none')
  switch (item.kind) {
    case 'multiple-response':
      return [...(response as string[])].sort().join('')
    case 'true-false':
      return response ? `√ ${t('yes')}` : `× ${t('no')}`
    case 'fill-in':
      return Object.entries(response as object)
        .map(([blank, text]) => `(${blank}) ${text}`)
        .join('；')
    case 'matching':
      return Object.entries(response as object)
        .map(([left, right]) => `${left}—${right}`)
        .join('，')
    case 'ordering':
      return (response as string[]).join(' → ')
    default:
      return String(response)
  }
}
