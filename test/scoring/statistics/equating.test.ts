import { describe, expect, test } from 'vitest'
import {
  circleArcEquating,
  equipercentileEquating,
  linearEquating,
  logLinearSmoothing,
  meanEquating,
  scoreFrequencies,
  scoreMoments,
} from '../../../scoring/statistics/index.ts'
import { actMath } from './conformance-data.ts'

const x = scoreFrequencies(actMath.frequencies.map(([score, n]) => [score!, n!]))
const y = scoreFrequencies(actMath.frequencies.map(([score, , n]) => [score!, n!]))

describe('ACT mathematics', () => {
  test('linear slope and intercept', () => {
    const { slope, intercept } = linearEquating(x, y)
    expect(Math.abs(slope - actMath.linear.slope)).toBeLessThan(1e-8)
    expect(Math.abs(intercept - actMath.linear.intercept)).toBeLessThan(1e-8)
  })

  test.each([
    ['mean', meanEquating(x, y).concordance],
    ['linear', linearEquating(x, y).concordance],
    ['equipercentile', equipercentileEquating(x, y)],
    ['equip_loglin_deg6', equipercentileEquating(logLinearSmoothing(x, 6), logLinearSmoothing(y, 6))],
    ['circle', circleArcEquating(x, y)],
  ] as const)('the %s concordance agrees with the R package equate', (method, concordance) => {
    expect(concordance).toHaveLength(actMath.concordance.length)
    concordance.forEach((pair, k) => {
      expect(pair.x).toBe(actMath.concordance[k]!.score)
      expect(Math.abs(pair.y - actMath.concordance[k]![method])).toBeLessThan(1e-4)
    })
  })

  test('log-linear smoothing agrees and keeps the moments', () => {
    const smooth = logLinearSmoothing(x, 6)
    actMath.smoothed6.forEach(([, expected], k) => {
      expect(Math.abs(smooth.counts[k]! - expected!)).toBeLessThan(1e-4)
    })
    expect(scoreMoments(smooth).mean).toBeCloseTo(scoreMoments(x).mean, 8)
    expect(scoreMoments(smooth).sd).toBeCloseTo(scoreMoments(x).sd, 8)
  })
})

test('a form equated to itself is the identity wherever its scores occur', () => {
  for (const { x: from, y: to } of [
    ...linearEquating(x, x).concordance,
    ...equipercentileEquating(x, x).slice(1),
    ...circleArcEquating(x, x),
  ])
    expect(to).toBeCloseTo(from, 9)
})

test.each([
  [
    'a fraction of a point',
    [
      [1.5, 3],
      [2, 4],
    ],
    /whole numbers/,
  ],
  [
    'a negative frequency',
    [
      [1, -3],
      [2, 4],
    ],
    /0 or more/,
  ],
  ['one score', [[1, 3]], /at least two/],
] as const)('%s is refused', (_, pairs, message) => {
  expect(() => scoreFrequencies(pairs as unknown as [number, number][])).toThrow(message)
})

test('a degree beyond the scores is refused', () => {
  expect(() =>
    logLinearSmoothing(
      scoreFrequencies([
        [0, 1],
        [1, 4],
        [2, 2],
      ]),
      3,
    ),
  ).toThrow(/from 1 to 2/)
})
