import type { Item } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'
import { textsOf } from './questions.ts'

export const mediaExists: LintRule = {
  name: 'lint/media-exists',
  severity: 'error',
  summary: { zh: '试题引用的图片存在', en: 'the pictures items name exist' },
  *check({ levels, media }) {
    for (const { items, models } of levels) {
      for (const item of items) {
        for (const { file, at } of picturesOf(item)) {
          if (!media.has(file))
            yield { document: item, at, zh: `没有图片 ${file}`, en: `there is no picture ${file}` }
        }
      }
      for (const model of models) {
        for (const { file } of picturesIn(model.stem, ['stem'])) {
          if (!media.has(file))
            yield { document: model, at: ['stem'], zh: `没有图片 ${file}`, en: `there is no picture ${file}` }
        }
      }
    }
  },
}

export interface PlacedPicture {
  readonly file: string
  readonly alt: string
  readonly at: readonly (string | number)[]
}

/** Every picture an item shows: in its texts, and the one of a hotspot. */
export function* picturesOf(item: Item): Generator<PlacedPicture> {
  for (const { at, text } of textsOf(item)) yield* picturesIn(text, at)
  if (item.kind === 'hotspot') yield { file: item.image.src, alt: item.image.alt, at: ['image', 'src'] }
}

/** The pictures of one rich text. */
export function* picturesIn(text: string, at: readonly (string | number)[]): Generator<PlacedPicture> {
  for (const [, alt, file] of text.matchAll(/!\[([^\]]*)\]\(\s*([^)\s]*)[^)]*\)/g))
    yield { file: file!, alt: alt!, at }
}
