import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentKinds, isDocument, validateDocument } from '../../bank-schemas/index.ts'
import { maxListLength } from '../../bank-schemas/measure-document.ts'
import { casesIn } from './conformance-cases.ts'

const cases = casesIn('valid').filter(({ kind }) => kind !== 'bank-folder')

describe('bad input', () => {
  test.each(documentKinds)('any JSON as %s gives issues, never an exception', (kind) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const { message, pointer } of validateDocument(kind, value)) {
          expect(message.zh).not.toBe('')
          expect(pointer === '' || pointer.startsWith('/')).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })

  test.each(cases)('$name with any value anywhere gives issues, never an exception', ({ kind, document }) => {
    const places = pathsOf(document)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const changed = structuredClone(document)
        put(changed, path, value)
        expect(Array.isArray(validateDocument(kind as never, changed))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['200,000 lists deep', JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), 'schema/depth'],
    ['a list too long', Array(maxListLength + 1).fill(0), 'schema/list-length'],
    ['too many values', Array.from({ length: 200 }, () => Array(9_999).fill(0)), 'schema/size'],
  ])('a document %s is one clear issue', (_, document, rule) => {
    for (const kind of documentKinds) {
      const issues = validateDocument(kind, document)
      expect(issues.map((issue) => issue.rule)).toEqual([rule])
      expect(issues[0]!.message.zh).toMatch(/超过/)
    }
  })

  test('two deep values in a list without repeats do not exhaust the stack', () => {
    const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)
    expect(validateDocument('bank', { levels: [deep, structuredClone(deep)] }).length).toBeGreaterThan(0)
  })

  test('__proto__ and constructor as keys are unknown properties like any other', () => {
    const document = JSON.parse(
      '{"__proto__": {"kind": "single-choice"}, "constructor": 1, "kind": "true-false"}',
    )
    const pointers = validateDocument('item', document).map(({ pointer }) => pointer)
    expect(pointers).toEqual(expect.arrayContaining(['/constructor', '/id']))
  })
})

describe('messages', () => {
  const item = cases.find(({ kind }) => kind === 'item')!.document as Record<string, unknown>

  test.each([
    [{ ...item, difficulty: 9 }, '/difficulty', '不能大于 5，实际是 9'],
    [{ ...item, secrecy: 'secret' }, '/secrecy', '"secret" 不在允许的取值中：open、operational、competition'],
    [{ ...item, stem: 7 }, '/stem', '应为文本，实际是 7'],
    [{ ...item, sead: 1 }, '/sead', '不认识的属性“sead”，请检查拼写或删除'],
  ])('case %#: %j at %s says %s', (document, pointer, zh) => {
    expect(validateDocument('item', document)).toContainEqual(
      expect.objectContaining({ pointer, message: expect.objectContaining({ zh }) }),
    )
  })

  test('a missing property is named and pointed at', () => {
    const { stem, ...rest } = item
    expect(stem).toBeDefined()
    expect(validateDocument('item', rest)).toEqual([
      {
        rule: 'schema/required',
        severity: 'error',
        pointer: '/stem',
        message: { zh: '缺少必填项“stem”', en: 'the required property “stem” is missing' },
      },
    ])
  })
})

test('isDocument tells a valid document from another', () => {
  const { document } = cases.find(({ kind }) => kind === 'bank')!
  expect(isDocument('bank', document)).toBe(true)
  expect(isDocument('syllabus', document)).toBe(false)
})

type Path = (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? value.map((part, i) => [i, part] as const) : Object.entries(value)
  return [path, ...entries.flatMap(([key, part]) => pathsOf(part, [...path, key]))].filter(
    ({ length }) => length > 0,
  )
}

function put(document: unknown, path: Path, value: unknown): void {
  const holder = path.slice(0, -1).reduce((part, key) => (part as never)[key], document)
  ;(holder as Record<string, unknown>)[path.at(-1)!] = value
}
