import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkModel,
  type ItemModel,
  instantiateModel,
  keyOfInstance,
  ModelError,
  validateDocument,
} from '../../bank-schemas/index.ts'
import { Draws } from '../../bank-schemas/item-models/draws.ts'
import { scoreItem } from '../../scoring/index.ts'
import { itemModel } from './typed-documents.ts'

const seeds = fc.nat()

describe('draws', () => {
  /** Computed by hand from the definition with another program (Python’s hashlib). */
  test('the numbers are those of the definition', () => {
    const draws = new Draws('liangcai')
    expect(Array.from({ length: 7 }, () => draws.below(2 ** 48))).toEqual([
      263456114484643, 95814530593709, 138728129081426, 183083026242809, 85379545148512, 230949473851505,
      32388811561910,
    ])
  })

  test('every value is as likely as the others', () => {
    const counts = Array<number>(6).fill(0)
    const draws = new Draws('fair')
    for (let i = 0; i < 6000; i++) counts[draws.below(6)]!++
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeLessThan(20.5)
  })
})

describe('instances', () => {
  test('an instance is a valid item whose self-tests pass', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const item = instantiateModel(itemModel, seed)
        expect(validateDocument('item', item)).toEqual([])
        for (const { response, fraction } of item.selfTests)
          expect(scoreItem(item, response).fraction).toBe(fraction)
      }),
      { numRuns: 50 },
    )
  })

  test('the same seed yields the same item, also from a copy of the model', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(instantiateModel(structuredClone(itemModel), seed)).toEqual(instantiateModel(itemModel, seed))
      }),
      { numRuns: 30 },
    )
  })

  /** Written down once: whoever changes an instance of a released model changes exams that were held. */
  test('seed 1 yields this very item', () => {
    expect(instantiateModel(itemModel, 1)).toMatchInlineSnapshot(`
      {
        "cognitive": "apply",
        "difficulty": 2,
        "id": "6-31-01-03_4_ABA001_M01S1",
        "key": "A",
        "kind": "single-choice",
        "levels": [
          4,
        ],
        "options": [
          {
            "id": "A",
            "text": "17.5 A",
          },
          {
            "id": "B",
            "text": "74.0 A",
          },
          {
            "id": "C",
            "text": "0.1 A",
          },
          {
            "id": "D",
            "text": "280.0 A",
          },
        ],
        "point": "ABA001",
        "policy": "all-or-nothing@1",
        "rationale": "由欧姆定律，$I=U/R=70/4=17.5$ A。",
        "seconds": 60,
        "secrecy": "operational",
        "selfTests": [
          {
            "fraction": 1,
            "response": "A",
          },
          {
            "fraction": 0,
            "response": "B",
          },
        ],
        "source": {
          "text": "量才行业评价规范 6-31-01-03（2026-1）4K1.1.1",
        },
        "status": "released",
        "stem": "70 V电压加在4 Ω电阻上，电流为（　）。",
      }
    `)
  })

  test('the key is Ohm’s law and the options differ, for every seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const item = instantiateModel(itemModel, seed)
        if (item.kind !== 'single-choice') throw new Error('expected single choice')
        const [volts, ohms] = Array.from(item.stem.matchAll(/\d+/g), Number)
        const key = item.options.find(({ id }) => id === item.key)!.text
        expect(key).toBe(`${(volts! / ohms!).toFixed(1)} A`)
        expect(new Set(item.options.map(({ text }) => text)).size).toBe(4)
      }),
      { numRuns: 100 },
    )
  })

  test('the key stands at every place', () => {
    const keys = Array.from({ length: 100 }, (_, seed) => instantiateModel(itemModel, seed).key)
    expect(new Set(keys)).toEqual(new Set(['A', 'B', 'C', 'D']))
  })

  test('a numeric instance accepts what rounds to its key', () => {
    const numeric: ItemModel = { ...itemModel, kind: 'numeric', distractors: [] }
    const item = instantiateModel(numeric, 1)
    expect(validateDocument('item', item)).toEqual([])
    expect(item.key).toEqual({
      value: keyOfInstance(numeric, 1),
      unit: 'A',
      tolerance: { kind: 'absolute', value: '0.05' },
    })
  })
})

describe('numbers', () => {
  test.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['0 - 0.001', 2, '0.00'],
    ['0.1 + 0.2', 1, '0.3'],
    ['0.1 + 0.2 - 0.3', 3, '0.000'],
    ['tan(pi/4) * 2.5', 0, '3'],
    ['sqrt(2)^2 * 2.5', 0, '5'],
    ['round(2.675, 2)', 2, '2.68'],
    ['380 * sqrt(3) * 10', 1, '6581.8'],
    ['cos(pi/3)', 2, '0.50'],
    ['atan2(1, 1) * 180 / pi', 1, '45.0'],
    ['10 ^ -3', 4, '0.0010'],
    ['U > 5 ? 1 : 2', 0, '1'],
    ['log10(1000)', 0, '3'],
    ['mod(17, 5)', 0, '2'],
  ])('%s with %d decimals is printed %s', (expression, decimals, text) => {
    const model: ItemModel = {
      ...itemModel,
      constraints: [],
      kind: 'numeric',
      distractors: [],
      key: { expression, decimals },
    }
    expect(keyOfInstance(model, 1)).toBe(text)
  })
})

describe('the sandbox', () => {
  test.each([
    'import("fs")',
    'evaluate("1")',
    'parse("1")',
    'createUnit("x")',
    'simplify("x")',
    'derivative("x","x")',
    'cos.constructor("return process")()',
    'f(x) = x',
    'a = 1',
    '[1, 2]',
    '{a: 1}',
    '"text"',
    'U.constructor',
    'U["constructor"]',
    'U; R',
    '1:10',
    'U to R',
    '5 cm',
    'i',
    'sqrt',
    'random()',
    'now()',
    'print("x", {})',
    'config({})',
    'typed("x", {})',
    'U!',
    "U'",
    'process',
    'globalThis',
    '__proto__',
    'constructor',
    '(',
    '',
    'U +',
  ])('%j is refused', (expression) => {
    const model: ItemModel = { ...itemModel, key: { expression, decimals: 1 } }
    expect(() => instantiateModel(model, 1)).toThrow(ModelError)
    expect(checkModel(model).map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual([
      'error /key/expression',
    ])
  })

  test.each(['1/0', 'sqrt(-1)', '9^9^9^9', 'exp(1e9)', 'log(0)', 'U > 1'])(
    '%j gives no number and no instance, within seconds',
    (expression) => {
      const start = performance.now()
      expect(() => instantiateModel({ ...itemModel, key: { expression, decimals: 1 } }, 1)).toThrow(
        ModelError,
      )
      expect(performance.now() - start).toBeLessThan(5000)
    },
  )

  test('any text as an expression is a ModelError or a number, never another exception', () => {
    const token = fc.constantFrom(
      'U',
      'R',
      'I',
      '1',
      '0.5',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      ',',
      ' ',
      'sqrt',
      'round',
      '>',
      '?',
      ':',
      'and',
      '!',
      '"',
      '[',
      ']',
      '.',
      '=',
      '%',
      '\n',
      '{',
      '}',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 10 }), (tokens) => {
        try {
          instantiateModel({ ...itemModel, key: { expression: tokens.join(''), decimals: 1 } }, 1)
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('checkModel', () => {
  const change = (part: Partial<ItemModel>): ItemModel => ({ ...itemModel, ...part })
  const faults = (model: ItemModel) =>
    checkModel(model).map(({ severity, pointer }) => `${severity} ${pointer}`)

  test('a sound model has no issue', () => {
    expect(checkModel(itemModel)).toEqual([])
  })

  test.each([
    ['a name twice', { derived: [{ name: 'U', expression: '1' }] }, 'error /derived/0/name'],
    [
      'a reserved name',
      { variables: [...itemModel.variables, { name: 'pi', domain: { values: ['3'] } }] },
      'error /variables/2/name',
    ],
    [
      'a derived value before its time',
      {
        derived: [
          { name: 'I', expression: 'P' },
          { name: 'P', expression: 'U' },
        ],
      },
      'error /derived/0/expression',
    ],
    [
      'an empty range',
      { variables: [{ name: 'U', domain: { from: '5', to: '1', step: '1' } }, itemModel.variables[1]!] },
      'error /variables/0/domain',
    ],
    [
      'a step of 0',
      { variables: [{ name: 'U', domain: { from: '1', to: '5', step: '0' } }, itemModel.variables[1]!] },
      'error /variables/0/domain',
    ],
    ['constraints nothing meets', { constraints: ['U < 0'] }, 'error /constraints'],
    [
      'a distractor equal to the key',
      { distractors: [{ expression: 'I', mistake: 'none' }, itemModel.distractors![0]!] },
      'error /constraints',
    ],
    ['one distractor', { distractors: [itemModel.distractors![0]!] }, 'error /distractors'],
    ['the key in the stem', { stem: `${itemModel.stem}{{key}}` }, 'error /stem'],
    ['a broken placeholder', { rationale: '{{U:二}}' }, 'error /rationale'],
    ['a variable nobody sees', { stem: '{{U}} V时，电流为（　）。' }, 'warning /variables/1'],
    [
      'too few decimals',
      {
        key: { expression: 'I / 1000', decimals: 3 },
        distractors: [
          { expression: 'U', mistake: 'x' },
          { expression: 'U + R', mistake: 'y' },
        ],
      },
      'warning /key/decimals',
    ],
  ] as [string, Partial<ItemModel>, string][])('%s', (_, part, fault) => {
    expect(faults(change(part))).toContain(fault)
  })
})
