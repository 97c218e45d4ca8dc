import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateDocument } from '../../../bank-schemas/index.ts'
import { apportion } from '../../../server/assembly/apportion.ts'
import { buildBlueprint, fullMarksOf, markStep } from '../../../server/assembly/build-blueprint.ts'
import { makeSyllabus, patterns, standard } from './synthetic-bank.ts'

const syllabus = makeSyllabus()

describe('apportion', () => {
  test.each([
    [100, [5, 20, 17, 22, 14, 10, 12], 1, [5, 20, 17, 22, 14, 10, 12]],
    [10, [1, 1, 1], 1, [4, 3, 3]],
    [1, [1, 1, 1], 0.5, [0.5, 0.5, 0]],
    [100, [33.3, 33.3, 33.4], 2.5, [32.5, 32.5, 35]],
  ])('%d over %j in steps of %d is %j', (whole, weights, step, expected) => {
    expect(apportion(whole, weights, step)).toEqual(expected)
  })

  test('always comes out at the whole, each share within one step of its due', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        weights,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(0.5, 1, 2),
        (list, steps, step) => {
          const shares = apportion(steps * step, list, step)
          const total = list.reduce((a, b) => a + b, 0)
          expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(steps * step, 9)
          shares.forEach((share, k) => {
            expect(Math.abs(share - (steps * step * list[k]!) / total)).toBeLessThan(step + 1e-9)
          })
        },
      ),
    )
  })
})

describe.each(['standard', 'mixed'] as const)('the blueprint of the %s pattern', (id) => {
  const blueprint = buildBlueprint({ standard, syllabus, pattern: patterns[id] })

  test('is valid', () => {
    expect(validateDocument('blueprint', blueprint)).toEqual([])
  })

  test('gives second-level scopes their weight exactly, summing to full marks', () => {
    const seconds = blueprint.scopes.filter((scope) => scope.code.length === 2)
    expect(seconds.map(({ code, marks, tolerance }) => [code, marks, tolerance])).toEqual([
      ['AA', 5, 0],
      ['AB', 20, 0],
      ['BA', 17, 0],
      ['BB', 22, 0],
      ['BC', 14, 0],
      ['BD', 10, 0],
      ['BE', 12, 0],
    ])
    expect(seconds.reduce((sum, scope) => sum + scope.marks, 0)).toBe(fullMarksOf(patterns[id].sections))
  })

  test('gives third-level scopes softer targets that sum to their parent', () => {
    for (const second of blueprint.scopes.filter((scope) => scope.code.length === 2)) {
      const thirds = blueprint.scopes.filter(
        (scope) => scope.code.length === 3 && scope.code.startsWith(second.code),
      )
      expect(thirds.reduce((sum, scope) => sum + scope.marks, 0)).toBe(second.marks)
      expect(thirds.every((scope) => scope.tolerance >= 1)).toBe(true)
    }
  })

  test('takes two items of a point where the points do not suffice', () => {
    expect(blueprint.maxItemsPerPoint).toBe(2)
  })
})

test('a short paper takes one item of a point', () => {
  const pattern = {
    ...patterns.standard,
    sections: [{ kind: 'single-choice' as const, count: 50, marksEach: 2 }],
  }
  const blueprint = buildBlueprint({ standard, syllabus, pattern })
  expect(blueprint.maxItemsPerPoint).toBe(1)
  expect(blueprint.scopes.filter((scope) => scope.code.length === 2).map((scope) => scope.marks)).toEqual([
    6, 20, 16, 22, 14, 10, 12,
  ])
})

test('a few long questions leave the scopes a stated tolerance', () => {
  const pattern = {
    ...patterns.standard,
    sections: [
      { kind: 'single-choice' as const, count: 40, marksEach: 1 },
      { kind: 'essay' as const, count: 3, marksEach: 20 },
    ],
  }
  const blueprint = buildBlueprint({ standard, syllabus, pattern })
  expect(
    blueprint.scopes.filter((scope) => scope.code.length === 2).every((scope) => scope.tolerance === 19),
  ).toBe(true)
})

test.each([
  [[0.5, 1], 0.5],
  [[1, 2], 1],
  [[2, 4], 2],
  [[2.5, 5], 2.5],
  [[1.5, 1], 0.5],
])('marks of %j fall on a grid of %d', (marks, step) => {
  expect(markStep(marks.map((marksEach) => ({ kind: 'single-choice', count: 1, marksEach })))).toBe(step)
})

test('overrides replace what the rules would say', () => {
  const blueprint = buildBlueprint({
    standard,
    syllabus,
    pattern: patterns.standard,
    overrides: { maxOverlap: 0, secrecy: ['competition'] },
  })
  expect(blueprint).toMatchObject({ maxOverlap: 0, secrecy: ['competition'], keyBalance: 0.3 })
})
