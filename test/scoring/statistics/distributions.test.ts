import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chiSquareTail,
  fQuantile,
  fTail,
  normalCdf,
  normalQuantile,
  tQuantile,
  tTwoSided,
} from '../../../scoring/statistics/math/distributions.ts'
import { logGamma } from '../../../scoring/statistics/math/log-gamma.ts'
import { invertSymmetric } from '../../../scoring/statistics/math/symmetric.ts'

describe('printed tables', () => {
  test.each([
    ['ln Γ(½) = ½ ln π', logGamma(0.5), 0.5 * Math.log(Math.PI)],
    ['ln Γ(11) = ln 10!', logGamma(11), Math.log(3628800)],
    ['Φ(1.96)', normalCdf(1.96), 0.9750021048517795],
    ['Φ(−6)', normalCdf(-6), 9.865876450376946e-10],
    ['z of .975', normalQuantile(0.975), 1.959963984540054],
    ['χ² 3.841 with 1 df', chiSquareTail(3.841458820694124, 1), 0.05],
    ['χ² 18.307 with 10 df', chiSquareTail(18.30703805327515, 10), 0.05],
    ['F 4.964602744 with 1 and 10 df', fTail(4.9646027437307145, 1, 10), 0.05],
    ['F quantile .95 with 3 and 20 df', fQuantile(0.95, 3, 20), 3.09839121214078],
    ['t 2.228139 with 10 df', tTwoSided(2.228138851986274, 10), 0.05],
    ['t quantile .975 with 5 df', tQuantile(0.975, 5), 2.5705818356363146],
  ])('%s', (_, found, expected) => {
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-11)
  })
})

test('the normal quantile undoes the distribution', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 10)
    }),
    { numRuns: 50, seed: 1 },
  )
})

test('an inverse times its matrix is the identity; an indefinite matrix has none', () => {
  expect([...invertSymmetric(Float64Array.of(2, 1, 1, 2), 2)!].map((v) => Math.round(v * 3))).toEqual([
    2, -1, -1, 2,
  ])
  expect(invertSymmetric(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined()
})
