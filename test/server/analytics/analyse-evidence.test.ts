import { expect, test } from 'vitest'
import { seededRandom } from '../../../scoring/statistics/index.ts'
import { analyseEvidence } from '../../../server/analytics/analyse-evidence.ts'
import { expectedFacilities } from '../../../server/analytics/expected-facility.ts'
import type { Evidence, EvidenceForm, EvidenceItem } from '../../../server/analytics/model.ts'
import { readItem } from '../../../server/analytics/read-item.ts'

interface FormShape {
  readonly id: string
  readonly sittings: number
  /** Added to every item's difficulty. */
  readonly harder?: number
  readonly seed: number
  /** Extra difficulty of an item for candidates of group 乙. */
  readonly dif?: { readonly item: number; readonly shift: number }
}

const item = (id: string): EvidenceItem => ({
  hash: id,
  id,
  kind: 'single-choice',
  point: 'AAA001',
  fullMarks: 2,
  keys: ['A'],
})

/** Forms of 50 items, the first 20 in common. */
function makeForm({ id, sittings, harder = 0, seed, dif }: FormShape): EvidenceForm {
  const random = seededRandom(seed)
  const items = Array.from({ length: 50 }, (_, j) => item(j < 20 ? `c${j}` : `${id}${j}`))
  return {
    formId: id,
    fullMarks: 100,
    items,
    sittings: Array.from({ length: sittings }, (_, i) => {
      const theta = random.normal()
      const group = i % 2 ? '乙' : '甲'
      const right = items.map((_, j) => {
        const b = -1.5 + (3 * (j % 25)) / 24 + harder + (dif?.item === j && group === '乙' ? dif.shift : 0)
        return random.uniform() < 1 / (1 + Math.exp(-1.3 * (theta - b)))
      })
      return {
        batchId: 'now',
        admissionNo: `${id}-${i}`,
        room: null,
        groups: { specialisation: group },
        marks: right.map((yes) => (yes ? 2 : 0)),
        responses: right.map((yes) => (yes ? 'A' : 'BCD'[random.below(3)])),
      }
    }),
  }
}

const evidence = (...forms: EvidenceForm[]): Evidence => ({ forms, batch: { id: 'now', cutShare: 0.6 } })

test('a harder form is worth more: its cut lies above on the easier one', () => {
  const { batch } = analyseEvidence(
    evidence(
      makeForm({ id: 'e', sittings: 320, seed: 1 }),
      makeForm({ id: 'h', sittings: 300, seed: 2, harder: 0.4 }),
    ),
  )
  expect(batch.equated).toHaveLength(1)
  const [equated] = batch.equated
  expect(equated).toMatchObject({ formId: 'h', reference: 'e', method: 'linear', n: 300, cut: 60 })
  expect(equated!.equivalent).toBeGreaterThan(63)
  expect(equated!.equivalent).toBeLessThan(72)
})

test('small forms are equated by circle-arc, tiny ones not at all', () => {
  const large = makeForm({ id: 'e', sittings: 80, seed: 1 })
  const small = analyseEvidence(evidence(large, makeForm({ id: 'f', sittings: 40, seed: 2 })))
  expect(small.batch.equated[0]).toMatchObject({ method: 'circle-arc' })
  const tiny = analyseEvidence(evidence(large, makeForm({ id: 'f', sittings: 12, seed: 2 })))
  expect(tiny.batch.equated).toEqual([])
  expect(tiny.calibration).toBeNull()
  expect(tiny.batch.unusual).toBeNull()
})

test('items of two forms come on one scale, by the model their answers allow', () => {
  const { calibration, items } = analyseEvidence(
    evidence(makeForm({ id: 'e', sittings: 130, seed: 3 }), makeForm({ id: 'f', sittings: 120, seed: 4 })),
  )
  // The items of one form alone have fewer than 200 answers.
  expect(calibration).toMatchObject({ model: 'rasch', items: 80, persons: 250 })
  const common = items.find(({ hash }) => hash === 'c3')!
  expect(common).toMatchObject({ n: 250, forms: 2 })
  expect(common.irt!.n).toBe(250)
})

test('answers that fit no ability are found', () => {
  const form = makeForm({ id: 'e', sittings: 300, seed: 5 })
  const odd = form.sittings[7]!
  // Easy items wrong, hard ones right.
  const marks = form.items.map((_, j) => (j % 25 > 11 ? 2 : 0))
  const { batch } = analyseEvidence(
    evidence({ ...form, sittings: form.sittings.map((one) => (one === odd ? { ...one, marks } : one)) }),
  )
  expect(batch.unusual!.map((one) => one.admissionNo)).toContain('e-7')
  expect(batch.unusual!.length).toBeLessThan(5)
})

test('an item that one group finds harder at equal ability is of class C, the others are not', () => {
  const { items } = analyseEvidence(
    evidence(makeForm({ id: 'e', sittings: 900, seed: 6, dif: { item: 12, shift: 1.2 } })),
  )
  const classes = items.map(({ dif }) => dif[0]!.class)
  expect(items[12]!.dif[0]).toMatchObject({ by: 'specialisation', class: 'C', nReference: 450, nFocal: 450 })
  expect(classes.filter((one) => one === 'C').length).toBe(1)
  expect(readItem(items[12]!).some(({ zh }) => zh.includes('答对机会不同'))).toBe(true)
})

test('a stronger cohort moves all items; only the one that moved more stands out', () => {
  const use = (batchId: string, n: number, facility: number) => ({ batchId, n, facility })
  const items = Array.from({ length: 12 }, (_, j) => ({
    hash: `i${j}`,
    history: [use('old', 300, 0.5), use('now', 300, j === 4 ? 0.9 : 0.6)],
  }))
  const expected = expectedFacilities(items, 'now')
  expect(expected.get('i0')!.expected).toBeCloseTo(0.6, 2)
  expect(expected.get('i4')!.expected).toBeCloseTo(0.6, 2)
  expect(expectedFacilities(items.slice(0, 5), 'now').size).toBe(0)
})

test('under thirty answers nothing is judged', () => {
  const [reading, ...rest] = readItem({
    n: 12,
    kind: 'single-choice',
    facility: 0.1,
    discrimination: -0.5,
    options: [],
    omitted: 6,
    irt: null,
    dif: [],
  })
  expect(rest).toEqual([])
  expect(reading!.tone).toBe('info')
})
