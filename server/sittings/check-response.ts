/*
 * Is this a response to that item? By the shape of its kind and the ids on the
 * paper; whether it is right is none of this folder's business.
 *
 * What passes can be stored: bounded, without NUL or lone surrogates (which
 * jsonb refuses), without keys that are not on the paper. Partial answers pass:
 * a cleared choice, an unfinished order.
 */
import type { DeliveryItem, DeliverySubItem } from '../assembly/delivery.ts'

export type Checked = { readonly response: unknown } | { readonly zh: string; readonly en: string }

const blankCharacters = 500
const numericCharacters = 100
const shortAnswerCharacters = 4000
const essayCharacters = 20_000
const hotspotMarks = 20

type Item = DeliveryItem | DeliverySubItem
type Check = (item: Item, response: unknown) => Checked

/** The response cleaned to what may be stored, or why not. */
export function checkResponse(item: Item, response: unknown): Checked {
  const check = checks[item.kind]
  return check ? check(item, response) : { zh: '题型未知', en: 'the kind of the item is unknown' }
}

const checks: Readonly<Record<string, Check>> = {
  'single-choice': (item, response) => {
    if (typeof response !== 'string') return wrongType('一个选项', 'one option id')
    return response === '' || has(item.options, response) ? { response } : unknownId(response)
  },
  'multiple-response': (item, response) => idList(item.options, response),
  'true-false': (_item, response) =>
    typeof response === 'boolean' || response === null
      ? { response }
      : wrongType('true、false 或 null', 'true, false or null'),
  'fill-in': (item, response) =>
    record(response, (blank, value) => {
      if (!item.blanks?.includes(blank)) return unknownId(blank)
      return text(value, blankCharacters)
    }),
  numeric: (_item, response) => text(response, numericCharacters),
  matching: (item, response) =>
    record(response, (left, value) => {
      if (!has(item.left, left)) return unknownId(left)
      return value === '' || (typeof value === 'string' && has(item.right, value))
        ? { response: value }
        : unknownId(String(value))
    }),
  ordering: (item, response) => idList(item.elements, response),
  hotspot: (item, response) => {
    const limit = Math.min(item.marks ?? hotspotMarks, hotspotMarks)
    if (!Array.isArray(response) || response.length > limit)
      return wrongType(`不超过 ${limit} 个标记`, `at most ${limit} marks`)
    const marks = response.map((mark) => hotspotMark(item, mark))
    return marks.every((mark) => mark !== undefined)
      ? { response: marks }
      : wrongType('图内的坐标', 'coordinates inside the picture')
  },
  'short-answer': (item, response) => text(response, item.maxLength ?? shortAnswerCharacters),
  essay: (item, response) => text(response, item.maxLength ?? essayCharacters),
  case: (item, response) =>
    record(response, (id, value) => {
      const sub = 'items' in item ? item.items?.find((candidate) => candidate.id === id) : undefined
      return sub ? checkResponse(sub, value) : unknownId(id)
    }),
}

function text(value: unknown, limit: number): Checked {
  if (typeof value !== 'string') return wrongType('文字', 'text')
  if (value.length > limit * 2 || [...value].length > limit)
    return { zh: `超过 ${limit} 字`, en: `longer than ${limit} characters` }
  if (value.includes('\0') || !value.isWellFormed())
    return { zh: '含有无法保存的字符', en: 'it has characters that cannot be stored' }
  return { response: value }
}

function idList(known: Item['options'], response: unknown): Checked {
  if (!Array.isArray(response) || response.length > (known?.length ?? 0))
    return wrongType('选项列表', 'a list of option ids')
  const stranger = response.find((id) => typeof id !== 'string' || !has(known, id))
  if (stranger !== undefined || response.includes(undefined)) return unknownId(String(stranger))
  return new Set(response).size === response.length
    ? { response }
    : { zh: '有重复的选项', en: 'an option is repeated' }
}

/** Every entry checked and copied; never more entries than the paper could hold. */
function record(value: unknown, check: (key: string, entry: unknown) => Checked): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrongType('对象', 'an object')
  const entries = Object.entries(value)
  if (entries.length > 100) return wrongType('不超过 100 项', 'at most 100 entries')
  const kept: [string, unknown][] = []
  for (const [key, entry] of entries) {
    const checked = check(key, entry)
    if (!('response' in checked)) return checked
    kept.push([key, checked.response])
  }
  return { response: Object.fromEntries(kept) }
}

function hotspotMark(item: Item, mark: unknown): { x: number; y: number } | undefined {
  if (typeof mark !== 'object' || mark === null) return undefined
  const { x, y } = mark as { x?: unknown; y?: unknown }
  const within = (value: unknown, size = Number.MAX_SAFE_INTEGER): value is number =>
    typeof value === 'number' && value >= 0 && value <= size
  return within(x, item.image?.width) && within(y, item.image?.height) ? { x, y } : undefined
}

const has = (known: Item['options'], id: string): boolean => known?.some((entry) => entry.id === id) ?? false
const wrongType = (zh: string, en: string): Checked => ({ zh: `应为${zh}`, en: `it should be ${en}` })
const unknownId = (id: string): Checked => ({
  zh: `试卷上没有“${printable(id)}”`,
  en: `"${printable(id)}" is not on the paper`,
})
const printable = (id: string): string => id.slice(0, 20).replaceAll(/[^\p{L}\p{N} _.-]/gu, '?')
