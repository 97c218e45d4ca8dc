import { describe, expect, test } from 'vitest'
import {
  calibrate,
  dichotomousItem,
  type ItemParameters,
  itemFit,
  partialCreditItem,
  personFit,
  responseMatrix,
  seededRandom,
} from '../../../scoring/statistics/index.ts'
import { lsatMatrix } from './conformance-data.ts'
import { simulateResponses } from './simulate-responses.ts'

const rms = (values: readonly number[]) => Math.sqrt(values.reduce((s, v) => s + v * v, 0) / values.length)

function dichotomousPool(count: number, seed: number, c = 0): ItemParameters[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, j) =>
    dichotomousItem(`i${j + 1}`, Math.exp(0.25 * random.normal()), random.normal(), c),
  )
}

describe('recovery of true parameters, fixed seeds', () => {
  test('2PL: estimates lie as far from the truth as their standard errors say', () => {
    const random = seededRandom(101)
    const truth = dichotomousPool(30, 1)
    const thetas = Array.from({ length: 2000 }, () => random.normal())
    const found = calibrate(simulateResponses(truth, thetas, random), { model: '2pl' })
    expect(found.converged).toBe(true)
    expect(found.warnings).toEqual([])
    const z = rms(found.items.map((item, j) => (item.a - truth[j]!.a) / item.seA))
    expect(z).toBeGreaterThan(0.6)
    expect(z).toBeLessThan(1.4)
    expect(rms(found.items.map((item, j) => item.d - truth[j]!.intercepts[0]!))).toBeLessThan(0.1)
    expect(rms(thetas.map((t, i) => found.abilities.eap[i]! - t))).toBeLessThan(0.45)
  })

  test('2PL, missing by design: two forms with 10 common items on one scale', () => {
    const random = seededRandom(102)
    const truth = dichotomousPool(30, 2)
    const thetas = Array.from({ length: 2000 }, () => random.normal())
    const matrix = simulateResponses(truth, thetas, random, (i, j) => (i % 2 ? j >= 10 : j < 20))
    const found = calibrate(matrix, { model: '2pl' })
    expect(found.converged).toBe(true)
    expect(found.items.map((item) => item.n)).toEqual(truth.map((_, j) => (j >= 10 && j < 20 ? 2000 : 1000)))
    expect(rms(found.items.map((item, j) => item.b + truth[j]!.intercepts[0]! / truth[j]!.a))).toBeLessThan(
      0.15,
    )
  })

  test('concurrent calibration finds the second group’s mean and spread', () => {
    const random = seededRandom(103)
    const truth = dichotomousPool(30, 3)
    const thetas = Array.from({ length: 2400 }, (_, i) =>
      i % 2 ? 0.7 + 1.3 * random.normal() : random.normal(),
    )
    const matrix = simulateResponses(truth, thetas, random, (i, j) => (i % 2 ? j >= 10 : j < 20))
    const found = calibrate(matrix, { model: '2pl', groups: thetas.map((_, i) => i % 2) })
    expect(found.converged).toBe(true)
    expect(found.groups[0]).toEqual({ mean: 0, sd: 1 })
    expect(Math.abs(found.groups[1]!.mean - 0.7)).toBeLessThan(0.15)
    expect(Math.abs(found.groups[1]!.sd - 1.3)).toBeLessThan(0.15)
  })

  test.each(['pcm', 'gpcm'] as const)('%s: steps and slopes', (model) => {
    const random = seededRandom(104)
    const truth = Array.from({ length: 15 }, (_, j) => {
      const b = random.normal()
      return partialCreditItem(`i${j}`, model === 'pcm' ? 1 : Math.exp(0.25 * random.normal()), [
        b - 0.8,
        b,
        b + 0.8,
      ])
    })
    const thetas = Array.from({ length: 2000 }, () => random.normal())
    const found = calibrate(simulateResponses(truth, thetas, random), { model })
    expect(found.converged).toBe(true)
    const z = rms(
      found.items.flatMap((item, j) =>
        item.intercepts.slice(-1).map((d) => (d - truth[j]!.intercepts[2]!) / item.seD),
      ),
    )
    expect(z).toBeLessThan(1.6)
    expect(rms(found.items.map((item, j) => item.a - truth[j]!.a))).toBeLessThan(0.08)
    expect(Math.abs(found.variance - 1)).toBeLessThan(0.12)
  })

  test('3PL with priors: guessing near its true value, slopes not shrunk away', () => {
    const random = seededRandom(105)
    const truth = dichotomousPool(25, 5, 0.2)
    const thetas = Array.from({ length: 3000 }, () => random.normal())
    const found = calibrate(simulateResponses(truth, thetas, random), { model: '3pl' })
    expect(found.converged).toBe(true)
    expect(rms(found.items.map((item) => item.c - 0.2))).toBeLessThan(0.07)
    expect(rms(found.items.map((item, j) => item.a - truth[j]!.a))).toBeLessThan(0.25)
  })

  test('the likelihood does not depend on the grid', () => {
    const random = seededRandom(106)
    const truth = dichotomousPool(40, 6)
    const thetas = Array.from({ length: 400 }, () => random.normal())
    const matrix = simulateResponses(truth, thetas, random)
    const found = calibrate(matrix, { model: '2pl' })
    let logLik = 0
    for (let i = 0; i < matrix.persons; i++) {
      let sum = 0
      for (let t = -8; t <= 8; t += 0.01) {
        let log = -0.5 * t * t
        found.items.forEach((item, j) => {
          const z = item.a * t + item.d
          log -= Math.log1p(Math.exp(matrix.scores[i * 40 + j] ? -z : z))
        })
        sum += Math.exp(log)
      }
      logLik += Math.log((0.01 * sum) / Math.sqrt(2 * Math.PI))
    }
    expect(Math.abs(found.logLik - logLik)).toBeLessThan(1e-4)
  })
})

describe('fit', () => {
  test('S-X² rejects about 5 % of fitting items', () => {
    const random = seededRandom(107)
    const truth = dichotomousPool(30, 7)
    const thetas = Array.from({ length: 1500 }, () => random.normal())
    const matrix = simulateResponses(truth, thetas, random)
    const fits = itemFit(matrix, calibrate(matrix, { model: '2pl' }))
    expect(fits.filter((f) => f.p < 0.05).length).toBeLessThanOrEqual(5)
    expect(fits.every((f) => f.df > 10)).toBe(true)
  })

  test('S-X² finds an item that does not follow its curve', () => {
    const random = seededRandom(108)
    const truth = dichotomousPool(25, 8)
    const thetas = Array.from({ length: 2000 }, () => random.normal())
    const matrix = simulateResponses(truth, thetas, random)
    // Item 1 is answered by a curve that falls again at the top.
    thetas.forEach((t, i) => {
      matrix.scores[i * 25] = random.uniform() < Math.exp(-((t - 0.3) ** 2)) ? 1 : 0
    })
    const fits = itemFit(matrix, calibrate(matrix, { model: '2pl' }))
    expect(fits[0]!.p).toBeLessThan(1e-6)
  })

  test('lz is low for answers that turn the difficulties around', () => {
    const truth = Array.from({ length: 20 }, (_, j) => dichotomousItem(`i${j}`, 1.2, -2 + 0.2 * j))
    const random = seededRandom(109)
    const thetas = [...Array.from({ length: 500 }, () => random.normal()), 0]
    const matrix = simulateResponses(truth, thetas, random)
    for (let j = 0; j < 20; j++) matrix.scores[500 * 20 + j] = j < 10 ? 0 : 1
    const fit = personFit(matrix, calibrate(matrix, { model: '2pl' }))
    expect(fit[500]!.lz).toBeLessThan(-4)
    expect(fit[500]!.outfit).toBeGreaterThan(2)
    const rest = fit.slice(0, 500)
    expect(Math.abs(rest.reduce((s, f) => s + f.lz, 0) / 500)).toBeLessThan(0.4)
    expect(Math.abs(rest.reduce((s, f) => s + f.infit, 0) / 500 - 1)).toBeLessThan(0.1)
  })
})

describe('data that cannot carry a model', () => {
  test('an item everybody answered alike is reported, flagged and not estimated', () => {
    const lsat = lsatMatrix('LSAT6')
    const rows = Array.from({ length: lsat.persons }, (_, i) => [...lsat.scores.slice(i * 5, i * 5 + 5), 1])
    const found = calibrate(responseMatrix([...lsat.items, 'all-right'], rows), { model: 'rasch' })
    expect(found.items.at(-1)).toMatchObject({ id: 'all-right', b: Number.NaN, flags: ['no-variance'] })
    expect(Math.abs(found.logLik + 2466.9376)).toBeLessThan(1e-3)
  })

  test('marks are refused by dichotomous models with the way out', () => {
    const matrix = responseMatrix(
      ['x', 'y'],
      [
        [0, 1],
        [2, 0],
        [1, 1],
      ],
    )
    expect(() => calibrate(matrix, { model: '2pl' })).toThrow(/item x has a score of 2.*pcm or gpcm/s)
  })

  test('a small sample is said to be small', () => {
    const random = seededRandom(110)
    const matrix = simulateResponses(
      dichotomousPool(5, 9),
      Array.from({ length: 40 }, () => random.normal()),
      random,
    )
    expect(calibrate(matrix, { model: 'rasch' }).warnings.join(' ')).toContain('fewer than 100 answers')
  })
})

describe('anchors', () => {
  test('hold the scale for a group of another ability, also from few answers', () => {
    const random = seededRandom(111)
    const truth = dichotomousPool(30, 10)
    const thetas = Array.from({ length: 300 }, () => -0.6 + 1.2 * random.normal())
    const matrix = simulateResponses(truth, thetas, random)
    const found = calibrate(matrix, { model: '2pl', anchors: truth.slice(0, 20) })
    expect(found.converged).toBe(true)
    expect(found.items[0]).toMatchObject({ a: truth[0]!.a, flags: ['anchored'] })
    expect(Math.abs(found.groups[0]!.mean + 0.6)).toBeLessThan(0.2)
    expect(Math.abs(found.groups[0]!.sd - 1.2)).toBeLessThan(0.2)
    expect(rms(found.items.slice(20).map((item, k) => item.d - truth[20 + k]!.intercepts[0]!))).toBeLessThan(
      0.3,
    )
  })

  test('anchors at the estimates of the same data leave the other items where they were', () => {
    const free = calibrate(lsatMatrix('LSAT7'), { model: '2pl' })
    const anchored = calibrate(lsatMatrix('LSAT7'), { model: '2pl', anchors: free.items.slice(0, 3) })
    expect(anchored.logLik).toBeCloseTo(free.logLik, 6)
    anchored.items.forEach((item, j) => {
      expect(item.a).toBeCloseTo(free.items[j]!.a, 4)
      expect(item.b).toBeCloseTo(free.items[j]!.b, 4)
    })
  })
})
