/*
 * Random items of the kinds a machine scores, for property tests.
 */
import fc from 'fast-check'
import type {
  Case,
  FillIn,
  Hotspot,
  Item,
  Matching,
  MultipleResponse,
  Numeric,
  Ordering,
  SingleChoice,
  SubItem,
  TrueFalse,
} from '../../scoring/item.ts'
import { kinds } from '../../scoring/kinds.ts'

const named = (ids: readonly string[]) => ids.map((id) => ({ id }))
const LETTERS = [...'ABCDEFGH']
const SMALL = [...'abcdefghij']

export const singleChoice: fc.Arbitrary<SingleChoice> = fc
  .record({ n: fc.integer({ min: 3, max: 6 }), at: fc.nat() })
  .map(({ n, at }) => ({
    kind: 'single-choice',
    options: named(LETTERS.slice(0, n)),
    key: LETTERS[at % n]!,
    policy: 'all-or-nothing@1',
  }))

export const multipleResponse: fc.Arbitrary<MultipleResponse> = fc.integer({ min: 3, max: 8 }).chain((n) =>
  fc
    .record({
      key: fc.subarray(LETTERS.slice(0, n), { minLength: 2 }),
      policy: policyOf('multiple-response'),
    })
    .map(
      ({ key, policy }) =>
        ({ kind: 'multiple-response', options: named(LETTERS.slice(0, n)), key, policy }) as MultipleResponse,
    ),
)

export const trueFalse: fc.Arbitrary<TrueFalse> = fc
  .boolean()
  .map((key) => ({ kind: 'true-false', key, policy: 'all-or-nothing@1' }))

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
export const fillIn: fc.Arbitrary<FillIn> = fc
  .record({
    blanks: fc.array(
      fc.record({ accept: fc.array(word, { minLength: 1, maxLength: 3 }), caseSensitive: fc.boolean() }),
      { minLength: 1, maxLength: 9 },
    ),
    policy: policyOf('fill-in'),
  })
  .map(
    ({ blanks, policy }) =>
      ({
        kind: 'fill-in',
        key: blanks.map((blank, place) => ({ id: String(place + 1), ...blank })),
        policy,
      }) as FillIn,
  )

const decimal = fc
  .record({ sign: fc.constantFrom('', '-'), n: fc.nat(), d: fc.nat({ max: 99999 }) })
  .map(({ sign, n, d }) => `${sign}${n}.${d}`)
export const numeric: fc.Arbitrary<Numeric> = fc
  .record({
    value: decimal,
    unit: fc.constantFrom('', 'V', 'kΩ', 'mA', '℃', 'r/min', 'mm²', '台'),
    kind: fc.constantFrom('exact', 'absolute', 'relative', 'significant-figures' as const),
    figures: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ value, unit, kind, figures }) => ({
    kind: 'numeric',
    key: {
      value,
      unit,
      tolerance: { kind: kind as 'exact', value: kind === 'significant-figures' ? String(figures) : '0.01' },
    },
    policy: 'all-or-nothing@1',
  }))

export const matching: fc.Arbitrary<Matching> = fc
  .record({
    lefts: fc.integer({ min: 2, max: 10 }),
    rights: fc.integer({ min: 2, max: 10 }),
    picks: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    policy: policyOf('matching'),
  })
  .map(({ lefts, rights, picks, policy }) => {
    const left = Array.from({ length: lefts }, (_, index) => String(index + 1))
    const key = Object.fromEntries(left.map((id, index) => [id, SMALL[picks[index]! % rights]!]))
    return {
      kind: 'matching',
      left: named(left),
      right: named(SMALL.slice(0, rights)),
      key,
      policy,
    } as Matching
  })

export const ordering: fc.Arbitrary<Ordering> = fc
  .integer({ min: 2, max: 10 })
  .chain((n) =>
    fc
      .record({ key: fc.shuffledSubarray(SMALL.slice(0, n), { minLength: n }), policy: policyOf('ordering') })
      .map(
        ({ key, policy }) =>
          ({ kind: 'ordering', elements: named(SMALL.slice(0, n)), key, policy }) as Ordering,
      ),
  )

/** Regions on a grid, so that they do not overlap. */
export const hotspot: fc.Arbitrary<Hotspot> = fc
  .record({
    cells: fc.uniqueArray(fc.nat({ max: 19 }), { minLength: 1, maxLength: 10 }),
    more: fc.nat({ max: 5 }),
    round: fc.boolean(),
    policy: policyOf('hotspot'),
  })
  .map(
    ({ cells, more, round, policy }) =>
      ({
        kind: 'hotspot',
        image: { width: 1000, height: 800 },
        marks: cells.length + more,
        key: cells.map((cell) => (round ? circle(cell) : rect(cell))),
        policy,
      }) as Hotspot,
  )

const rect = (cell: number) =>
  ({ shape: 'rect', x: (cell % 5) * 200, y: Math.floor(cell / 5) * 200, width: 150, height: 150 }) as const
const circle = (cell: number) =>
  ({ shape: 'circle', x: (cell % 5) * 200 + 75, y: Math.floor(cell / 5) * 200 + 75, radius: 70 }) as const

const simple: fc.Arbitrary<Item> = fc.oneof(
  singleChoice,
  multipleResponse,
  trueFalse,
  fillIn,
  numeric,
  matching,
  ordering,
)
export const caseItem: fc.Arbitrary<Case> = fc
  .array(fc.record({ item: simple, marks: fc.integer({ min: 1, max: 200 }) }), { minLength: 2, maxLength: 8 })
  .map((entries) => ({
    kind: 'case',
    items: entries.map(
      ({ item, marks }, place) => ({ ...item, id: String(place + 1), marks: marks / 10 }) as SubItem,
    ),
    policy: 'sum@1',
  }))

/** Any item a machine can score in full. */
export const machineScored: fc.Arbitrary<Item> = fc.oneof(simple, hotspot, caseItem)

/** The response that is exactly the key. */
export function keyOf(item: Item): unknown {
  switch (item.kind) {
    case 'fill-in':
      return Object.fromEntries(item.key.map(({ id, accept }) => [id, accept[0]]))
    case 'numeric':
      return `${item.key.value}${item.key.unit ?? ''}`
    case 'hotspot':
      return item.key.map((region) =>
        'radius' in region
          ? { x: region.x, y: region.y }
          : 'width' in region
            ? { x: region.x + 1, y: region.y + 1 }
            : null,
      )
    case 'case':
      return Object.fromEntries(item.items.map((sub) => [sub.id, keyOf(sub)]))
    case 'short-answer':
    case 'essay':
      return 'any text'
    default:
      return item.key
  }
}

/** A rule of the kind, also those the schema does not offer. */
function policyOf(kind: keyof typeof kinds): fc.Arbitrary<string> {
  return fc.constantFrom(...Object.keys(kinds[kind].rules))
}
