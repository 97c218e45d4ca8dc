import { describe, expect, test } from 'vitest'
import {
  abilityAtScore,
  analyseTest,
  conditionalSem,
  dichotomousItem,
  leeDecisionQuality,
  livingstonK2,
  livingstonLewis,
  optionCurves,
  optionStatistics,
  partialCreditItem,
  reliability,
  responseMatrix,
  scoreDistribution,
  seededRandom,
  sumScores,
} from '../../../scoring/statistics/index.ts'
import { lsat, lsatMatrix, mcq30, mcqData } from './conformance-data.ts'
import { simulateResponses } from './simulate-responses.ts'

const closed = 1e-8

describe.each(['LSAT6', 'LSAT7'] as const)('%s', (name) => {
  const { classical, items } = lsat[name]
  const analysis = analyseTest({ matrix: lsatMatrix(name), omitted: [0, 0, 0, 0, 0] })

  test('alpha, its Feldt interval, SEM and k² agree with the closed forms', () => {
    const { test: found } = analysis
    expect(Math.abs(found.alpha - classical.alpha)).toBeLessThan(closed)
    expect(Math.abs(found.sd - classical.sd)).toBeLessThan(closed)
    expect(Math.abs(found.sem - classical.SEM)).toBeLessThan(closed)
    expect(Math.abs(found.alphaInterval[0] - classical.alpha_CI95_Feldt[0]!)).toBeLessThan(closed)
    expect(Math.abs(found.alphaInterval[1] - classical.alpha_CI95_Feldt[1]!)).toBeLessThan(closed)
    expect(
      Math.abs(livingstonK2(found.alpha, found.mean, found.sd, classical.cut70) - classical.livingston_k2),
    ).toBeLessThan(closed)
  })

  test('item statistics agree', () => {
    analysis.items.forEach((item, j) => {
      expect(Math.abs(item.p - items[j]!.p)).toBeLessThan(closed)
      expect(Math.abs(item.rPbis - items[j]!.r_pbis)).toBeLessThan(closed)
      expect(Math.abs(item.rPbisCorrected - items[j]!.r_pbis_corrected)).toBeLessThan(closed)
      expect(Math.abs(item.rBis - items[j]!.r_biserial)).toBeLessThan(closed)
      expect(Math.abs(item.alphaIfDeleted - items[j]!.alpha_if_deleted)).toBeLessThan(closed)
    })
  })
})

describe('30 single-choice items with omitted answers', () => {
  const analysis = analyseTest(mcqData())

  test('item statistics agree with R', () => {
    analysis.items.forEach((item, j) => {
      const expected = mcq30.statistics[j]!
      expect(Math.abs(item.p - expected.p)).toBeLessThan(closed)
      expect(Math.abs(item.rPbis - expected.r_pbis)).toBeLessThan(closed)
      expect(Math.abs(item.rPbisCorrected - expected.r_pbis_corrected)).toBeLessThan(closed)
    })
  })

  test('the distractor table agrees with R, omitted answers as an option of their own', () => {
    for (const expected of mcq30.distractors) {
      const item = analysis.items.find(({ id }) => id === expected.item)!
      const option = item.options.find((o) => o.option === expected.option)!
      expect(option.n).toBe(expected.n)
      expect(Math.abs(option.p - expected.p)).toBeLessThan(closed)
      expect(Math.abs(option.rPbis - expected.rPbis)).toBeLessThan(closed)
      expect(Math.abs(option.rPbisRest - expected.rPbisRest)).toBeLessThan(closed)
      if (expected.option === 'omit') expect(item.omitted).toBe(expected.n)
    }
  })

  test('the key’s curve rises over the score groups, and shares sum to 1', () => {
    const { matrix, choices } = mcqData()
    const { groups, curves } = optionCurves(matrix, choices, 0)
    const key = curves.find((c) => c.option === mcq30.key[0])!
    expect(groups.reduce((s, g) => s + g.n, 0)).toBe(1500)
    expect([...key.shares].sort((x, y) => x - y)).toEqual(key.shares)
    groups.forEach((_, g) => {
      expect(curves.reduce((s, c) => s + c.shares[g]!, 0)).toBeCloseTo(1, 10)
    })
  })

  test('tables of different shapes are refused', () => {
    const { matrix } = mcqData()
    expect(() => optionStatistics(matrix, ['A'], [])).toThrow(/same shape/)
  })
})

describe('not administered', () => {
  test('forms are analysed one by one, alpha over both is undefined and said to be', () => {
    const random = seededRandom(7)
    const items = Array.from({ length: 12 }, (_, j) => dichotomousItem(`i${j}`, 1, -1 + j / 6))
    const thetas = Array.from({ length: 300 }, () => random.normal())
    const matrix = simulateResponses(items, thetas, random, (i, j) => (i % 2 ? j >= 4 : j < 8))
    const found = analyseTest({ matrix, omitted: items.map(() => 0) })
    expect(found.items[0]).toMatchObject({ n: 150, notAdministered: 150 })
    expect(found.test.alpha).toBeNaN()
    expect(found.forms.map(({ n, items: count }) => [n, count])).toEqual([
      [150, 8],
      [150, 8],
    ])
    expect(found.forms.every((f) => f.alpha > 0.3)).toBe(true)
    expect(found.warnings.join(' ')).toContain('form by form')
  })

  test('an item nobody was given changes nothing', () => {
    const lsat6 = lsatMatrix('LSAT6')
    const rows = Array.from({ length: lsat6.persons }, (_, i) => [
      ...lsat6.scores.slice(i * 5, i * 5 + 5),
      null,
    ])
    expect(reliability(responseMatrix([...lsat6.items, 'new'], rows)).alpha).toBeCloseTo(0.2949972, 7)
  })
})

describe('Lord–Wingersky', () => {
  test('equals the binomial for equal items', () => {
    const items = Array.from({ length: 4 }, (_, j) => dichotomousItem(`i${j}`, 1, 0))
    expect([...scoreDistribution(items, 0)]).toEqual([1, 4, 6, 4, 1].map((v) => v / 16))
    expect(conditionalSem(items, 0)).toEqual({ expected: 2, sem: 1 })
  })

  test('sums over several categories', () => {
    const items = [partialCreditItem('x', 1, [0, 0]), dichotomousItem('y', 1, 0)]
    const p = [1 / 6, 1 / 3, 1 / 3, 1 / 6]
    scoreDistribution(items, 0).forEach((v, x) => {
      expect(v).toBeCloseTo(p[x]!, 12)
    })
  })

  test('finds the ability whose expected score is the cut', () => {
    const items = Array.from({ length: 10 }, (_, j) => dichotomousItem(`i${j}`, 1.3, -1 + j / 5))
    const theta = abilityAtScore(items, 6)
    expect(conditionalSem(items, theta).expected).toBeCloseTo(6, 9)
    expect(abilityAtScore(items, 11)).toBe(Infinity)
  })
})

describe('decision quality', () => {
  const items = Array.from({ length: 40 }, (_, j) => dichotomousItem(`i${j}`, 1.1, -1.5 + (3 * j) / 39))

  test('Lee’s figures are those of simulated parallel forms', () => {
    const lee = leeDecisionQuality(items, [24])
    const random = seededRandom(11)
    const thetas = Array.from({ length: 4000 }, () => random.normal())
    const [first, second] = [0, 1].map(() => [...sumScores(simulateResponses(items, thetas, random))])
    const alike = thetas.filter((_, i) => first![i]! >= 24 === second![i]! >= 24).length / thetas.length
    expect(Math.abs(lee.consistency - alike)).toBeLessThan(0.015)
    expect(lee.accuracy).toBeGreaterThan(lee.consistency)
    expect(lee.accuracy + lee.falsePositive + lee.falseNegative).toBeCloseTo(1, 9)
  })

  test('Livingston–Lewis, from one form only, comes within .02 of Lee', () => {
    const random = seededRandom(12)
    const matrix = simulateResponses(
      items,
      Array.from({ length: 3000 }, () => random.normal()),
      random,
    )
    const found = livingstonLewis(sumScores(matrix), reliability(matrix).alpha, [24], 40)
    const lee = leeDecisionQuality(items, [24])
    expect(Math.abs(found.consistency - lee.consistency)).toBeLessThan(0.02)
    expect(Math.abs(found.accuracy - lee.accuracy)).toBeLessThan(0.02)
  })

  test('a reliability of 0 is refused', () => {
    expect(() => livingstonLewis([1, 2, 3], 0, [2], 5)).toThrow(/between 0 and 1/)
  })
})
