import { describe, expect, test } from 'vitest'
import {
  alphaLevels,
  cohenKappa,
  fleissKappaFromCounts,
  intraclassCorrelations,
  krippendorffAlpha,
  quadraticWeight,
  raterAgreement,
  raterSeverity,
} from '../../../scoring/statistics/index.ts'
import { raterAgreement as known } from './conformance-data.ts'

describe('published answers', () => {
  test.each(['ICC11', 'ICC21', 'ICC31', 'ICC1k', 'ICC2k', 'ICC3k'] as const)(
    'Shrout & Fleiss 1979 %s',
    (form) => {
      const found = intraclassCorrelations(known.shroutFleiss1979.data)
      expect(Math.abs(found[form] - known.shroutFleiss1979.icc[form])).toBeLessThan(1e-8)
    },
  )

  test.each(alphaLevels)('Krippendorff 2011, %s, with missing ratings', (level) => {
    const byUnit = Array.from({ length: 12 }, (_, u) =>
      known.krippendorff2011.data.map((rater) => rater[u] ?? null),
    )
    expect(Math.abs(krippendorffAlpha(byUnit, level) - known.krippendorff2011.alpha[level])).toBeLessThan(
      1e-8,
    )
  })

  test('Fleiss 1971, from counts and from ratings', () => {
    const { data, kappa } = known.fleiss1971
    expect(Math.abs(fleissKappaFromCounts(data).kappa - kappa)).toBeLessThan(1e-8)
    const ratings = data.map((row) => row.flatMap((n, k) => Array.from({ length: n }, () => k + 1)))
    expect(Math.abs(raterAgreement(ratings).kappa - kappa)).toBeLessThan(1e-8)
  })
})

describe('two raters', () => {
  const units = [
    [1, 1],
    [1, 2],
    [2, 2],
    [3, 3],
    [3, 1],
    [2, 2],
  ] as const

  test('exact and adjacent are shares of the units', () => {
    const found = raterAgreement(units)
    expect(found.exact).toBeCloseTo(4 / 6, 12)
    expect(found.adjacent).toBeCloseTo(5 / 6, 12)
  })

  test('kappa by hand: (po − pe) / (1 − pe)', () => {
    const po = 4 / 6
    const pe = (2 * 2 + 2 * 3 + 2 * 1) / 36
    expect(cohenKappa(units)).toBeCloseTo((po - pe) / (1 - pe), 12)
  })

  test('quadratic kappa is 1 for equal marks and about −1 for turned ones', () => {
    expect(
      cohenKappa(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        quadraticWeight,
      ),
    ).toBe(1)
    expect(
      cohenKappa(
        [
          [1, 3],
          [2, 2],
          [3, 1],
        ],
        quadraticWeight,
      ),
    ).toBeCloseTo(-1, 12)
  })
})

test('names are compared for agreement, not for distance', () => {
  const found = raterAgreement([
    ['合格', '合格'],
    ['合格', '不合格'],
    ['不合格', '不合格'],
  ])
  expect(found.exact).toBeCloseTo(2 / 3, 12)
  expect(found).toMatchObject({ adjacent: null, kappaQuadratic: null, icc: null, severity: null })
  expect(found.alpha.nominal).toBeGreaterThan(0)
  expect(found.alpha.interval).toBeNaN()
})

describe('severity', () => {
  test('is not mistaken for weak candidates', () => {
    // Rater 0 and 1 share units, 1 and 2 share units; rater 2 gets the weak ones and is 1 point lenient.
    const found = raterSeverity([
      [8, 8, null],
      [6, 6, null],
      [null, 3, 4],
      [null, 2, 3],
    ])
    expect(found[0]!.severity - found[2]!.severity).toBeCloseTo(1, 6)
    expect(found[0]!.severity - found[1]!.severity).toBeCloseTo(0, 6)
    expect(found.reduce((s, r) => s + r.severity, 0)).toBeCloseTo(0, 9)
    expect(found[0]!.severity).toBeGreaterThan(0)
  })

  test('raters who share no unit cannot be compared', () => {
    expect(() =>
      raterSeverity([
        [1, 2, null, null],
        [null, null, 3, 4],
      ]),
    ).toThrow(/2 of 4 raters are connected/)
  })
})

test('one rater is refused', () => {
  expect(() => raterAgreement([[1], [2]])).toThrow(/at least 2 raters/)
})
