import { expect, test } from 'vitest'
import {
  analyseTest,
  poolCorrelations,
  poolItem,
  responseMatrix,
  searchAgreement,
  seededRandom,
} from '../../../scoring/statistics/index.ts'

test('correlations are averaged by Fisher z, weighted n − 3; what is undefined takes no part', () => {
  const z = (17 * Math.atanh(0.3) + 37 * Math.atanh(0.5)) / 54
  expect(
    poolCorrelations([
      { r: 0.3, n: 20 },
      { r: 0.5, n: 40 },
      { r: Number.NaN, n: 100 },
      { r: 0.9, n: 3 },
    ]),
  ).toBeCloseTo(Math.tanh(z), 12)
  expect(poolCorrelations([])).toBeNaN()
})

test('pooled shares are those of all persons together', () => {
  const random = seededRandom(3)
  const rows = (n: number) =>
    Array.from({ length: n }, () => Array.from({ length: 6 }, () => (random.uniform() < 0.6 ? 1 : 0)))
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const [one, two] = [rows(40), rows(60)]
  const analyse = (data: number[][]) =>
    analyseTest({ matrix: responseMatrix(ids, data), omitted: ids.map(() => 0) }).items
  const pooled = poolItem([analyse(one)[2]!, analyse(two)[2]!])
  const both = analyse([...one, ...two])[2]!
  expect(pooled.n).toBe(100)
  expect(pooled.p).toBeCloseTo(both.p, 12)
  expect(pooled.variance).toBeCloseTo(both.variance, 12)
  expect(pooled.options.map(({ option, n }) => [option, n])).toEqual(
    both.options.map(({ option, n }) => [option, n]),
  )
  expect(() => poolItem([])).toThrow('no analysis')
  expect(() => poolItem([analyse(one)[0]!, analyse(two)[1]!])).toThrow('different items')
})

test('scores at both ends leave decisions out, and nothing else', () => {
  const rows = [0, 0, 0, 1, 1, 1].map((all) => Array.from({ length: 8 }, (_, j) => (j === 7 ? 1 - all : all)))
  const { cut } = analyseTest({
    matrix: responseMatrix(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], rows),
    omitted: new Array(8).fill(0),
    cut: 5,
  })
  expect(cut!.k2).toBeGreaterThan(0)
  expect(cut!.sem).toBeGreaterThan(0)
})

test('a copied paper is found among honest ones, in a room and across it', () => {
  const random = seededRandom(9)
  const options = ['A', 'B', 'C', 'D']
  const honest = (id: number, place?: string) => {
    const theta = random.normal()
    const choices = Array.from({ length: 60 }, () =>
      random.uniform() < 1 / (1 + Math.exp(-theta)) ? 'A' : options[random.below(4)]!,
    )
    return { id: `c${id}`, total: choices.filter((one) => one === 'A').length, choices, place }
  }
  const people = Array.from({ length: 80 }, (_, i) => honest(i, i % 2 ? 'odd' : 'even'))
  expect(searchAgreement(people).findings).toEqual([])
  const copy = {
    ...people[6]!,
    id: 'copy',
    choices: people[6]!.choices.map((one, j) => (j % 15 ? one : 'B')),
  }
  const found = searchAgreement([...people, copy])
  expect(found.findings).toHaveLength(1)
  expect([found.findings[0]!.source, found.findings[0]!.copier].sort()).toEqual(['c6', 'copy'])
  // Ordered pairs of 41 in one room and 40 in the other.
  expect(found.pairs).toBe(41 * 40 + 40 * 39)
  expect(searchAgreement([...people, { ...copy, place: 'odd' }]).findings).toEqual([])
})
