import { describe, expect, test } from 'vitest'
import {
  type AdaptiveRules,
  chanceAtOrAbove,
  dichotomousItem,
  eap,
  fitExposure,
  nextStep,
  type PoolItem,
  seededRandom,
  simulateAdaptive,
} from '../../../scoring/statistics/index.ts'

const random = seededRandom(51)
const pool: PoolItem[] = Array.from({ length: 200 }, (_, j) => ({
  parameters: dichotomousItem(`i${j}`, Math.exp(0.25 * random.normal()) * 1.3, 1.2 * random.normal()),
  content: 'ABC'[j % 3]!,
}))
const rules: AdaptiveRules = {
  prior: { mean: 0, sd: 1 },
  minItems: 5,
  maxItems: 30,
  targetSe: 0.35,
  exposure: { kind: 'none' },
  seed: 1,
}
const thetas = Array.from({ length: 60 }, () => random.normal())

test('the first item is the most informative at the prior mean', () => {
  const step = nextStep(pool, rules, [])
  expect(step).toMatchObject({
    kind: 'item',
    theta: expect.closeTo(0, 9),
    se: expect.closeTo(1, 6),
    answered: 0,
  })
})

test('the same seed and answers give the same sitting', () => {
  const own = { ...rules, exposure: { kind: 'randomesque', size: 5 } as const }
  const run = () => simulateAdaptive(pool, own, thetas.slice(0, 5), 9).sittings
  expect(run()).toEqual(run())
})

describe('simulated sittings', () => {
  const found = simulateAdaptive(pool, rules, thetas, 2)

  test('stop at the standard error asked for, with fewer items than a fixed form', () => {
    for (const s of found.sittings) if (s.reason === 'target-se') expect(s.se).toBeLessThanOrEqual(0.35)
    expect(found.sittings.filter((s) => s.reason === 'target-se').length).toBeGreaterThan(50)
    expect(found.meanItems).toBeLessThan(20)
    expect(found.rmse).toBeLessThan(0.45)
    expect(Math.abs(found.bias)).toBeLessThan(0.15)
  })

  test('never give an item twice', () => {
    for (const { items } of found.sittings) expect(new Set(items).size).toBe(items.length)
  })
})

test('content areas are kept within one item of their share', () => {
  const content = { A: 0.5, B: 0.3, C: 0.2 }
  const found = simulateAdaptive(
    pool,
    { ...rules, targetSe: undefined, maxItems: 20, content },
    thetas.slice(0, 10),
    3,
  )
  for (const { items } of found.sittings)
    for (const [area, share] of Object.entries(content)) {
      const count = items.filter((id) => pool.find((p) => p.parameters.id === id)!.content === area).length
      expect(Math.abs(count - 20 * share)).toBeLessThanOrEqual(1)
    }
})

test('randomesque control spreads the first item', () => {
  const own = { ...rules, maxItems: 5, exposure: { kind: 'randomesque', size: 6 } as const }
  const first = new Set(simulateAdaptive(pool, own, thetas, 4).sittings.map((s) => s.items[0]))
  expect(first.size).toBeGreaterThan(3)
  expect(first.size).toBeLessThanOrEqual(6)
})

test('Sympson–Hetter parameters bring the use of every item near the limit', () => {
  const own = { ...rules, targetSe: undefined, maxItems: 10, exposure: { kind: 'sympson-hetter' } as const }
  const highest = (items: readonly PoolItem[], seed: number) =>
    Math.max(...simulateAdaptive(items, own, [...thetas, ...thetas], seed).exposure.values())
  const fitted = fitExposure(pool, own, 0.3, [...thetas, ...thetas], 8, 5)
  expect(highest(pool, 77)).toBeGreaterThan(0.9)
  expect(highest(fitted, 77)).toBeLessThan(0.45)
})

test('enemies do not meet', () => {
  const [first] = [nextStep(pool, rules, [])]
  const id = first.kind === 'item' ? first.id : ''
  const feud = pool.map((item) =>
    item.parameters.id === id
      ? { ...item, enemies: pool.map((p) => p.parameters.id).filter((x) => x !== id) }
      : item,
  )
  expect(nextStep(feud, rules, [{ id, score: 1 }])).toMatchObject({ kind: 'stop', reason: 'pool-empty' })
})

describe('classification', () => {
  const classification = { cut: 0, indifference: 0.4, falsePass: 0.05, falseFail: 0.05 }
  const own = { ...rules, maxItems: 40, targetSe: undefined, classification }

  test('clear candidates are decided rightly and early', () => {
    const found = simulateAdaptive(pool, own, [-2, -1.5, -1.2, 1.2, 1.5, 2], 6)
    expect(found.sittings.map((s) => s.decision)).toEqual(['fail', 'fail', 'fail', 'pass', 'pass', 'pass'])
    expect(found.meanItems).toBeLessThan(20)
  })

  test('a decision is always reached', () => {
    const found = simulateAdaptive(pool, { ...own, maxItems: 8 }, [0, 0.05, -0.05], 7)
    expect(found.sittings.every((s) => s.decision === 'pass' || s.decision === 'fail')).toBe(true)
  })
})

test.each([
  ['an empty pool', [], rules, /pool is empty/],
  ['more items than the maximum', pool, { ...rules, minItems: 31 }, /minItems ≤ maxItems/],
  ['shares that do not sum to 1', pool, { ...rules, content: { A: 0.5 } }, /sum to 0.5/],
  ['an area without items', pool, { ...rules, content: { A: 0.5, Z: 0.5 } }, /area “Z”/],
] as const)('%s is refused', (_, items, own, message) => {
  expect(() => nextStep(items as readonly PoolItem[], own as AdaptiveRules, [])).toThrow(message)
})

describe('the chance of reaching a cut', () => {
  test.each([
    [0, 0.5],
    [1.645, 0.05],
    [-1.2816, 0.9],
    [7, 0],
    [-7, 1],
  ])('without answers it is that of the prior: cut %d, %d', (cut, chance) => {
    expect(chanceAtOrAbove([], [], cut)).toBeCloseTo(chance, 3)
  })

  test('with many answers it is that of a normal about the estimate', () => {
    const items = pool.slice(0, 60).map((item) => item.parameters)
    const answers = items.map((_, j) => (j % 3 === 0 ? 0 : 1))
    const { theta, se } = eap(items, answers)
    expect(chanceAtOrAbove(items, answers, theta)).toBeCloseTo(0.5, 1)
    expect(chanceAtOrAbove(items, answers, theta - 1.645 * se)).toBeCloseTo(0.95, 2)
  })
})
