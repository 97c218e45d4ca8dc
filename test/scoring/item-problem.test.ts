import { readdirSync, readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { Item as SchemaItem } from '../../bank-schemas/index.ts'
import { itemProblem, type ScorableItem } from '../../scoring/index.ts'

test('every item the schema allows can be handed to scoring', () => {
  expectTypeOf<SchemaItem>().toExtend<ScorableItem>()
})

test('every item of the conformance folder is fit to be scored', () => {
  const folder = new URL('../../scoring/conformance/items/', import.meta.url)
  for (const file of readdirSync(folder))
    for (const { item } of JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      expect(itemProblem(item), file).toBe(null)
})

const options = [{ id: 'A' }, { id: 'B' }, { id: 'C' }]
test.each([
  ['no object', [1], 'JSON object'],
  ['no kind', {}, 'kind is undefined'],
  ['a kind nobody knows', { kind: 'drawing' }, 'expected one of: single-choice'],
  ['a name of the language', { kind: 'constructor' }, 'expected one of'],
  ['no options', { kind: 'single-choice', key: 'A' }, 'options'],
  ['a key that is no option', { kind: 'single-choice', options, key: 'D' }, 'names "D"'],
  ['a key twice', { kind: 'multiple-response', options, key: ['A', 'A'] }, 'twice'],
  ['an empty key', { kind: 'multiple-response', options, key: [] }, 'key is missing'],
  ['a word for a truth', { kind: 'true-false', key: 'yes' }, 'true or false'],
  ['a blank without variants', { kind: 'fill-in', key: [{ id: '1', accept: [] }] }, 'accept'],
  [
    'a key that is no number',
    { kind: 'numeric', key: { value: 'ten', tolerance: { kind: 'exact', value: '0' } } },
    'decimal',
  ],
  [
    'an unknown tolerance',
    { kind: 'numeric', key: { value: '1', tolerance: { kind: 'near', value: '0' } } },
    'one of: exact',
  ],
  [
    'a pair that leads nowhere',
    { kind: 'matching', left: [{ id: '1' }], right: [{ id: 'a' }], key: { 1: 'z' } },
    'names "z"',
  ],
  ['one element', { kind: 'ordering', elements: [{ id: 'a' }], key: ['a'] }, 'at least two'],
  [
    'a region without size',
    { kind: 'hotspot', image: { width: 1, height: 1 }, marks: 1, key: [{ shape: 'circle', x: 1, y: 1 }] },
    'rect, circle',
  ],
  ['an essay without points', { kind: 'essay', key: { sample: '略', points: [] } }, 'scoring points'],
  [
    'a sub-item without marks',
    { kind: 'case', items: [{ id: '1', kind: 'true-false', key: true }] },
    'sub-item 1: marks',
  ],
  [
    'a sub-item without policy',
    { kind: 'case', items: [{ id: '1', marks: 1, kind: 'true-false', key: true }] },
    'sub-item 1: policy',
  ],
])('%s is said', (_, item, sentence) => {
  expect(itemProblem(item)).toContain(sentence)
})
