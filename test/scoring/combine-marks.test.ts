import { expect, test } from 'vitest'
import { combineMarks } from '../../scoring/index.ts'

test.each([
  ['mean@1', [70, 71, 71], 70.67],
  ['median@1', [60, 90, 70], 70],
  ['median@1', [60, 70], 65],
  ['trimmed-mean@1', [0, 70, 70, 73, 100], 71],
  ['trimmed-mean@1', [0, 70, 80, 90], 60],
] as const)('%s of %j is %d', (policy, marks, expected) => {
  expect(combineMarks(policy, marks)).toBe(expected)
})

test('no marks are not 0', () => {
  expect(() => combineMarks('mean@1', [])).toThrow(RangeError)
})
