/*
 * Types and schemas are one: the generated file is fresh, and documents that
 * compile as a type are valid against its schema.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type Bank,
  type Blueprint,
  type Certificate,
  type Documents,
  documentKinds,
  type Form,
  type Item,
  type ItemModel,
  type Pool,
  type PoolBlueprint,
  type PracticalTask,
  type Response,
  type Result,
  type Standard,
  type Syllabus,
  validateDocument,
} from '../../bank-schemas/index.ts'
import { documentsPath, generateTypes } from '../../bank-schemas/types/generate.ts'
import * as documents from './typed-documents.ts'

test('types/documents.ts is what the schemas say; run `npm run generate`', async () => {
  expect(readFileSync(documentsPath, 'utf8')).toBe(await generateTypes())
})

/** Compile-time: each fixture has the type of its kind, and the type of its kind is the one exported by name. */
const typed = {
  standard: documents.standard satisfies Standard,
  syllabus: documents.syllabus satisfies Syllabus,
  bank: documents.bank satisfies Bank,
  item: documents.items[0]! satisfies Item,
  'item-file': documents.items satisfies Item[],
  'item-model': documents.itemModel satisfies ItemModel,
  'practical-task': documents.practicalTask satisfies PracticalTask,
  blueprint: documents.blueprint satisfies Blueprint,
  pool: documents.pool satisfies Pool,
  'pool-blueprint': documents.poolBlueprint satisfies PoolBlueprint,
  form: documents.form satisfies Form,
  response: documents.response satisfies Response,
  result: documents.result satisfies Result,
  certificate: documents.certificate satisfies Certificate,
} satisfies Documents

test.each(documentKinds)('a %s that compiles is valid', (kind) => {
  expect(validateDocument(kind, typed[kind])).toEqual([])
})

test.each(documents.items.map((item) => [item.kind, item] as const))(
  'an item of kind %s that compiles is valid',
  (_, item) => {
    expect(validateDocument('item', item)).toEqual([])
  },
)

test('the typed fixtures hold every kind of item', () => {
  const kinds = Object.keys({
    'single-choice': 1,
    'multiple-response': 1,
    'true-false': 1,
    'fill-in': 1,
    numeric: 1,
    matching: 1,
    ordering: 1,
    hotspot: 1,
    'short-answer': 1,
    essay: 1,
    case: 1,
  } satisfies Record<Item['kind'], 1>)
  expect(new Set(documents.items.map(({ kind }) => kind))).toEqual(new Set(kinds))
})
