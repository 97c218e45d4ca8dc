import { describe, expect, test } from 'vitest'
import {
  analyseDif,
  dichotomousItem,
  etsClass,
  type ItemParameters,
  responseMatrix,
  seededRandom,
} from '../../../scoring/statistics/index.ts'
import { dif30, difData } from './conformance-data.ts'
import { drawScore } from './simulate-responses.ts'

describe('30 items with injected DIF', () => {
  const { matrix, group } = difData()
  const found = analyseDif(matrix, group)

  test('Mantel–Haenszel agrees with difR', () => {
    found.items.forEach((item, j) => {
      const expected = dif30.mantelHaenszel[j]!
      expect(item.id).toBe(expected.item)
      for (const key of ['chi2', 'p', 'alpha', 'delta', 'seDelta'] as const)
        expect(Math.abs(item[key] - expected[key])).toBeLessThan(1e-8)
      expect(item.class).toBe(expected.class)
    })
  })

  test('logistic regression tells uniform from non-uniform DIF', () => {
    const item = (id: string) => found.items.find((i) => i.id === id)!.logistic
    expect(item('i05').uniformP).toBeLessThan(1e-6)
    expect(item('i12').uniformP).toBeLessThan(1e-6)
    expect(item('i20').nonUniformP).toBeLessThan(1e-5)
    expect(item('i05').nonUniformP).toBeGreaterThan(0.05)
  })

  test('purification leaves the items with DIF out of the matching score', () => {
    const pure = analyseDif(matrix, group, { purify: true })
    expect(pure.purification.converged).toBe(true)
    expect(pure.purification.excluded).toEqual(expect.arrayContaining(['i05', 'i12']))
    expect(pure.items.filter((i) => i.class !== 'A').map((i) => i.id)).toEqual(['i05', 'i12'])
  })
})

test.each([
  [0.9, 0.1, 0.001, 'A'],
  [2, 0.1, 0.06, 'A'],
  [-1.2, 0.1, 0.001, 'B'],
  [1.6, 0.5, 0.001, 'B'],
  [-1.6, 0.1, 0.001, 'C'],
  [Number.NaN, 0.1, 0.5, null],
] as const)('Δ = %d with SE %d and p = %d is class %s', (delta, se, p, expected) => {
  expect(etsClass(delta, se, p)).toBe(expected)
})

test('simulated: ability differences alone raise no alarm, injected DIF is found', () => {
  const random = seededRandom(21)
  const items = Array.from({ length: 25 }, (_, j) => dichotomousItem(`i${j}`, 1, -1.5 + j / 8))
  const harder: ItemParameters = { ...items[3]!, intercepts: [items[3]!.intercepts[0]! - 1.2] }
  const rows = Array.from({ length: 1600 }, (_, i) => {
    const focal = i % 2 === 1
    const theta = random.normal() - (focal ? 0.5 : 0)
    return items.map((item, j) => drawScore(focal && j === 3 ? harder : item, theta, random))
  })
  const found = analyseDif(
    responseMatrix(
      items.map((i) => i.id),
      rows,
    ),
    rows.map((_, i) => i % 2),
    { purify: true },
  )
  expect(found.items[3]!.class).toBe('C')
  expect(found.items[3]!.delta).toBeLessThan(0)
  expect(found.items.filter((i) => i.class === 'C')).toHaveLength(1)
  expect(found.items.filter((i) => i.class === 'B').length).toBeLessThanOrEqual(2)
})

test('a missing group and marks are refused', () => {
  const matrix = responseMatrix(
    ['x', 'y'],
    [
      [0, 1],
      [1, 0],
    ],
  )
  expect(() => analyseDif(matrix, [0, 0])).toThrow(/2 and 0 persons/)
  expect(() => analyseDif(responseMatrix(['x'], [[2], [0]]), [0, 1])).toThrow(/needs scores of 0 and 1/)
})
