import { describe, expect, test } from 'vitest'
import {
  calibrate,
  dichotomousItem,
  eap,
  maximumAPosteriori,
  maximumLikelihood,
  weightedLikelihood,
} from '../../../scoring/statistics/index.ts'
import { largestGap, lsat, lsatMatrix } from './conformance-data.ts'

describe.each(['LSAT6', 'LSAT7'] as const)('%s', (name) => {
  const reference = lsat[name]

  test('2PL logLik, parameters and standard errors agree with mirt and ltm', () => {
    const found = calibrate(lsatMatrix(name), { model: '2pl' })
    expect(found.converged).toBe(true)
    expect(Math.abs(found.logLik - reference['2pl'].logLik)).toBeLessThan(1e-5)
    expect(
      largestGap(
        found.items.map((i) => i.a),
        reference['2pl'].a,
      ),
    ).toBeLessThan(1e-5)
    expect(
      largestGap(
        found.items.map((i) => i.b),
        reference['2pl'].b,
      ),
    ).toBeLessThan(1e-5)
    expect(
      largestGap(
        found.items.map((i) => i.seA),
        reference['2pl'].seA,
      ),
    ).toBeLessThan(1e-4)
    expect(
      largestGap(
        found.items.map((i) => i.seB),
        reference['2pl'].seB,
      ),
    ).toBeLessThan(1e-4)
    expect(
      largestGap(
        found.items.map((i) => i.seD),
        reference['2pl'].seD,
      ),
    ).toBeLessThan(1e-4)
  })

  test('Rasch logLik, variance and difficulties agree with mirt and TAM', () => {
    const found = calibrate(lsatMatrix(name), { model: 'rasch' })
    expect(found.converged).toBe(true)
    expect(Math.abs(found.logLik - reference.rasch.logLik)).toBeLessThan(1e-5)
    expect(Math.abs(found.variance - reference.rasch.variance)).toBeLessThan(1e-5)
    expect(
      largestGap(
        found.items.map((i) => -i.b),
        reference.rasch.b.map((v) => -v),
      ),
    ).toBeLessThan(1e-4)
  })

  test('Rasch with free variance is the common slope model on another scale', () => {
    const found = calibrate(lsatMatrix(name), { model: 'rasch' })
    expect(Math.abs(Math.sqrt(found.variance) - reference['1pl'].a)).toBeLessThan(1e-3)
    expect(
      largestGap(
        found.items.map((i) => i.b / Math.sqrt(found.variance)),
        reference['1pl'].b,
      ),
    ).toBeLessThan(1e-3)
  })

  test('PCM and GPCM of 0/1 items are Rasch and 2PL', () => {
    const logLik = (model: 'rasch' | 'pcm' | '2pl' | 'gpcm') => calibrate(lsatMatrix(name), { model }).logLik
    expect(logLik('pcm')).toBe(logLik('rasch'))
    expect(logLik('gpcm')).toBe(logLik('2pl'))
  })

  test.each([
    ['EAP', eap],
    ['MAP', maximumAPosteriori],
    ['ML', maximumLikelihood],
    ['WLE', weightedLikelihood],
  ] as const)('%s abilities per pattern agree with mirt', (method, estimate) => {
    const items = reference['2pl'].a.map((a, j) => dichotomousItem(`i${j}`, a, reference['2pl'].b[j]!))
    reference.patterns.forEach(([pattern], u) => {
      const { theta, se } = estimate(items, [...String(pattern)].map(Number))
      const [expected, expectedSe] = reference.abilities[method][u] as [number | null, number | null]
      if (expected === null) expect(Number.isFinite(theta)).toBe(false)
      else expect(Math.abs(theta - expected)).toBeLessThan(1e-4)
      if (expectedSe !== null && method !== 'WLE') expect(Math.abs(se - expectedSe)).toBeLessThan(1e-3)
    })
  })
})
