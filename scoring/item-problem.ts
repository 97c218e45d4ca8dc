/*
 * Is this enough of an item to score? For callers that hold unvalidated JSON,
 * such as the command line: a bare { kind, key, options } is enough, a key that
 * points at nothing is not. Full validation is bank-schemas'.
 */

import type { Item, Kind } from './item.ts'
import { Decimal } from './numbers/decimal.ts'

type Json = Readonly<Record<string, unknown>>

/** A sentence on what is wrong, or null when `value` can be scored as an item. Never throws. */
export function itemProblem(value: unknown): string | null {
  if (!isObject(value)) return 'an item is a JSON object'
  const { kind } = value
  if (typeof kind !== 'string' || !Object.hasOwn(checks, kind)) {
    return `kind is ${JSON.stringify(kind)}, expected one of: ${Object.keys(checks).join(', ')}`
  }
  if (value.policy !== undefined && typeof value.policy !== 'string') return 'policy is a text'
  return checks[kind as Kind](value)
}

/** Narrowing form of itemProblem. */
export const isScorable = (value: unknown): value is Item => itemProblem(value) === null

const checks: Readonly<Record<Kind, (item: Json) => string | null>> = {
  'single-choice': ({ options, key }) => listed('options', options) ?? within('key', [key], options),
  'multiple-response': ({ options, key }) => listed('options', options) ?? withinOnce(key, options),
  'true-false': ({ key }) => (typeof key === 'boolean' ? null : 'key is true or false'),
  'fill-in': ({ key }) =>
    listed('key', key) ??
    ((key as Json[]).every(hasVariants) ? null : 'each blank needs accept: a list of texts'),
  numeric: ({ key }) => numericKeyProblem(key),
  matching: ({ left, right, key }) =>
    listed('left', left) ??
    listed('right', right) ??
    (isObject(key)
      ? (within('key', Object.keys(key), left) ?? within('key', Object.values(key), right))
      : 'key is an object of left id to right id'),
  ordering: ({ elements, key }) => {
    if (Array.isArray(key) && key.length < 2) return 'key has at least two elements'
    return elements === undefined
      ? withinOnce(key, null)
      : (listed('elements', elements) ?? withinOnce(key, elements))
  },
  hotspot: ({ key, marks, image }) => {
    if (!Array.isArray(key) || !key.every(isRegion) || key.length === 0)
      return 'key is a list of rect, circle or polygon'
    if (!isObject(image) || !isPositive(image.width) || !isPositive(image.height))
      return 'image needs width and height'
    return isPositive(marks) ? null : 'marks is a number from 1'
  },
  'short-answer': ({ key }) => ratedKeyProblem(key),
  essay: ({ key }) => ratedKeyProblem(key),
  case: ({ items }) => listed('items', items) ?? firstOf((items as Json[]).map(subItemProblem)),
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPositive = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value > 0
const isFiniteNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
const firstOf = (problems: readonly (string | null)[]): string | null =>
  problems.find((problem) => problem !== null) ?? null

function subItemProblem(item: Json): string | null {
  const problem = isPositive(item.marks) ? itemProblem(item) : 'marks is a number above 0'
  const missing = problem === null && item.policy === undefined ? 'policy is missing' : problem
  return missing === null ? null : `sub-item ${String(item.id)}: ${missing}`
}

function listed(name: string, value: unknown): string | null {
  const fine =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => isObject(entry) && typeof entry.id === 'string')
  return fine ? null : `${name} is a list of objects with an id`
}

/** Ids all known; `among` null: any text will do. */
function within(name: string, ids: unknown, among: unknown): string | null {
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string'))
    return `${name} is missing or not made of ids`
  const known = among === null ? ids : (among as Json[]).map(({ id }) => id)
  const stray = ids.find((id) => !known.includes(id))
  return stray === undefined ? null : `${name} names ${JSON.stringify(stray)}, which the item does not have`
}

/** As within, for keys that are sets or orders: no id twice. */
const withinOnce = (key: unknown, among: unknown): string | null =>
  within('key', key, among) ??
  (new Set(key as string[]).size < (key as string[]).length ? 'key names an id twice' : null)

const hasVariants = ({ accept }: Json): boolean =>
  Array.isArray(accept) && accept.length > 0 && accept.every((text) => typeof text === 'string')

function numericKeyProblem(key: unknown): string | null {
  if (!isObject(key) || !isDecimal(key.value)) return 'key.value is a decimal number as text'
  const { tolerance } = key
  if (!isObject(tolerance) || !isDecimal(tolerance.value))
    return 'key.tolerance needs kind and a decimal value as text'
  const kinds = ['exact', 'absolute', 'relative', 'significant-figures']
  if (!kinds.includes(String(tolerance.kind))) return `key.tolerance.kind is one of: ${kinds.join(', ')}`
  return null
}

function isDecimal(value: unknown): boolean {
  try {
    return (typeof value === 'string' || typeof value === 'number') && new Decimal(value).isFinite()
  } catch {
    return false
  }
}

function isRegion(value: unknown): boolean {
  if (!isObject(value)) return false
  const { shape, points, x, y, width, height, radius } = value
  if (shape === 'rect') return [x, y, width, height].every(isFiniteNumber)
  if (shape === 'circle') return [x, y, radius].every(isFiniteNumber)
  return (
    shape === 'polygon' &&
    Array.isArray(points) &&
    points.every((point) => Array.isArray(point) && point.every(isFiniteNumber))
  )
}

function ratedKeyProblem(key: unknown): string | null {
  const points = isObject(key) ? key.points : undefined
  const fine =
    Array.isArray(points) &&
    points.length > 0 &&
    points.every((point) => isObject(point) && isPositive(point.fraction))
  return fine ? null : 'key.points is a list of scoring points with a fraction above 0'
}
