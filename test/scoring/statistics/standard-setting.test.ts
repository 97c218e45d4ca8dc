import { describe, expect, test } from 'vitest'
import {
  angoff,
  borderlineRegression,
  contrastingGroups,
  ebel,
  hofstee,
  panelCut,
  seededRandom,
} from '../../../scoring/statistics/index.ts'

test('a panel’s cut is the mean, its error the spread over √judges', () => {
  const found = panelCut([10, 12, 14, 16])
  expect(found.cut).toBe(13)
  expect(found.se).toBeCloseTo(Math.sqrt(20 / 3) / 2, 12)
})

describe('Angoff', () => {
  const first = [
    [0.5, 0.9, 0.4],
    [0.9, 0.7, 0.8],
  ]
  const second = [
    [0.6, 0.8, 0.5],
    [0.8, 0.8, 0.6],
  ]

  test('the last round decides, the first stays on record', () => {
    const found = angoff([first, second])
    expect(found.judgeCuts.map((v) => v.toFixed(3))).toEqual(['1.900', '2.200'])
    expect(found.cut).toBeCloseTo(2.05, 12)
    expect(found.rounds.map((r) => r.cut.toFixed(2))).toEqual(['2.10', '2.05'])
    expect(found.rounds[1]!.sd).toBeLessThan(found.rounds[0]!.sd)
  })

  test('items count by their points', () => {
    expect(angoff([second], [2, 1, 1]).cut).toBeCloseTo(2.75, 12)
  })

  test('65 instead of .65 is refused', () => {
    expect(() =>
      angoff([
        [
          [65, 0.5, 0.5],
          [0.5, 0.5, 0.5],
        ],
      ]),
    ).toThrow(/65 % as 0.65/)
  })
})

test('Ebel: points in a cell times the share expected there', () => {
  const cells = ['essential/easy', 'essential/hard', 'useful/easy']
  const found = ebel(
    [
      { cells, expected: { 'essential/easy': 0.9, 'essential/hard': 0.6, 'useful/easy': 0.5 } },
      { cells, expected: { 'essential/easy': 1, 'essential/hard': 0.5, 'useful/easy': 0.5 } },
    ],
    [2, 1, 1],
  )
  expect(found.judgeCuts.map((v) => v.toFixed(2))).toEqual(['2.90', '3.00'])
  expect(() => ebel([{ cells, expected: {} }])).toThrow(/essential\/easy/)
})

describe('borderline regression', () => {
  test('predicts the score at the borderline grade', () => {
    const found = borderlineRegression([40, 50, 60, 70], [1, 2, 3, 4], 2)
    expect(found).toMatchObject({ cut: 50, slope: 10, intercept: 30, r2: 1, n: 4 })
    expect(found.se).toBeCloseTo(0, 9)
  })

  test('its standard error is that of repeated samples', () => {
    const random = seededRandom(41)
    const runs = Array.from({ length: 400 }, () => {
      const grades = Array.from({ length: 40 }, () => 1 + random.below(4))
      return borderlineRegression(
        grades.map((g) => 30 + 10 * g + 6 * random.normal()),
        grades,
        2,
      )
    })
    const cuts = runs.map((r) => r.cut)
    const centre = cuts.reduce((s, v) => s + v, 0) / 400
    const spread = Math.sqrt(cuts.reduce((s, v) => s + (v - centre) ** 2, 0) / 399)
    const claimed = runs.reduce((s, r) => s + r.se, 0) / 400
    expect(Math.abs(claimed / spread - 1)).toBeLessThan(0.12)
    expect(Math.abs(centre - 50)).toBeLessThan(0.3)
  })

  test('one grade for all is refused', () => {
    expect(() => borderlineRegression([1, 2, 3], [2, 2, 2], 2)).toThrow(/2 different grades/)
  })
})

describe('Hofstee', () => {
  const scores = Array.from({ length: 100 }, (_, i) => i + 1)

  test('the cut is where the line meets the curve', () => {
    const judge = { lowestCut: 40, highestCut: 80, lowestFail: 0.2, highestFail: 0.8 }
    const found = hofstee([judge, judge], scores)
    expect(found.meets).toBe(true)
    // fail(cut) = (cut − 1)/100 and line(cut) = .8 − .015 (cut − 40) meet at 56.4.
    expect(found.cut).toBeCloseTo(56.4, 6)
    expect(found.failRate).toBeCloseTo(0.554, 6)
    expect(found.se).toBeCloseTo(0, 9)
  })

  test('says so when they do not meet', () => {
    const judge = { lowestCut: 90, highestCut: 95, lowestFail: 0.1, highestFail: 0.3 }
    expect(hofstee([judge, judge], scores)).toMatchObject({ cut: 90, meets: false })
  })
})

describe('contrasting groups', () => {
  test('normal groups of equal spread and size meet half way', () => {
    const random = seededRandom(42)
    const draw = (mean: number) => Array.from({ length: 500 }, () => mean + 8 * random.normal())
    const found = contrastingGroups(draw(70), draw(50))
    expect(Math.abs(found.cut - 60)).toBeLessThan(3 * found.se)
    expect(found.se).toBeLessThan(0.6)
    expect(Math.abs(found.falseFail - 0.106)).toBeLessThan(0.05)
  })

  test('groups that do not overlap are cut in the middle, without an error', () => {
    const found = contrastingGroups([70, 80, 75], [40, 50, 60])
    expect(found).toMatchObject({ cut: 65, se: Number.NaN, falseFail: 0, falsePass: 0 })
  })

  test('groups the wrong way round are refused', () => {
    expect(() => contrastingGroups([1, 2], [3, 4])).toThrow(/competent scoring higher/)
  })
})
