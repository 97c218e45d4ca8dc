import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '../../bank-schemas/index.ts'
import { applyRuling, scoreItem } from '../../scoring/index.ts'

const choice = {
  kind: 'single-choice',
  policy: 'all-or-nothing@1',
  key: 'A',
  options: ['A', 'B', 'C', 'D'].map((id) => ({ id, text: id })),
} as unknown as Item
const ticks = {
  kind: 'multiple-response',
  policy: 'partial-under@1',
  key: ['A', 'B'],
  options: ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id, text: id })),
} as unknown as Item

const ruled = (item: Item, response: unknown, ruling: Parameters<typeof applyRuling>[3]) =>
  applyRuling(item, response, scoreItem(item, response), ruling)

test('full marks are for everybody, also for an empty answer', () => {
  for (const response of ['A', 'C', null, undefined, 42]) {
    const credit = ruled(choice, response, { kind: 'full-marks' })
    expect(credit).toMatchObject({ fraction: 1, exact: '1/1', needsRater: false })
    expect(credit.reasons[0]!.code).toBe('ruling-full-marks')
  }
})

test('a further key counts as right, the first one still does, others do not', () => {
  const ruling = { kind: 'also-accept', keys: ['C'] } as const
  expect(ruled(choice, 'C', ruling)).toMatchObject({ fraction: 1 })
  expect(ruled(choice, 'C', ruling).reasons[0]!.code).toBe('ruling-also-accept')
  expect(ruled(choice, 'A', ruling)).toEqual(scoreItem(choice, 'A'))
  expect(ruled(choice, 'B', ruling).fraction).toBe(0)
  expect(ruled(choice, null, ruling).fraction).toBe(0)
})

test('a further set is judged by the policy of the item', () => {
  const ruling = { kind: 'also-accept', keys: [['A', 'B', 'C']] } as const
  expect(ruled(ticks, ['A', 'B', 'C'], ruling).fraction).toBe(1)
  expect(ruled(ticks, ['A', 'B'], ruling).fraction).toBe(1)
  expect(ruled(ticks, ['A', 'C'], ruling).fraction).toBeGreaterThan(0)
})

test('nobody loses by a ruling, whatever was answered and accepted', () => {
  const set = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { maxLength: 5 })
  fc.assert(
    fc.property(
      set,
      fc.array(
        set.filter((one) => one.length > 0),
        { minLength: 1, maxLength: 3 },
      ),
      (response, keys) => {
        expect(ruled(ticks, response, { kind: 'also-accept', keys }).fraction).toBeGreaterThanOrEqual(
          scoreItem(ticks, response).fraction,
        )
      },
    ),
  )
})
