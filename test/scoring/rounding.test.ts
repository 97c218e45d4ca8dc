import { expect, test } from 'vitest'
import { marksOf, type Rounding, roundMarks } from '../../scoring/index.ts'
import { ratio, ratioOfDecimal, toText } from '../../scoring/ratio.ts'

test.each([
  ['1/3', 1, 'half-up-0.01@1', 0.33],
  ['2/3', 1, 'half-up-0.01@1', 0.67],
  ['2/3', 2, 'half-up-0.01@1', 1.33],
  ['1/1', 0.5, 'half-up-0.01@1', 0.5],
  ['1/2', 0.25, 'half-up-0.01@1', 0.13],
  ['1/2', 0.25, 'half-even-0.01@1', 0.12],
  ['1/2', 2.01, 'half-up-0.01@1', 1.01],
  ['2/3', 2, 'half-up-0.5@1', 1.5],
  ['5/8', 2, 'half-up-0.5@1', 1.5],
  ['1/2', 5, 'half-up-1@1', 3],
  ['1/4', 1, 'half-up-0.1@1', 0.3],
] as const)('%s of %d marks by %s is %d', (exact, fullMarks, rounding, expected) => {
  expect(marksOf({ exact }, fullMarks, rounding as Rounding)).toBe(expected)
})

test('1.005 is rounded as written, not as the nearest double', () => {
  expect(roundMarks(ratioOfDecimal(1.005))).toBe(1.01)
})

test('three thirds are one', () => {
  expect(toText(ratio(3, 9))).toBe('1/3')
  expect([1, 2, 3].map((n) => marksOf({ exact: `${n}/3` }, 1))).toEqual([0.33, 0.67, 1])
})
