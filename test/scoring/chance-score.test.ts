import { describe, expect, test } from 'vitest'
import { meanOverOrders, orderingChance } from '../../scoring/chance/ordering.ts'
import { chanceScore, kinds, type ScorableItem, scoreItem } from '../../scoring/index.ts'
import type { Matching, MultipleResponse, Ordering } from '../../scoring/item.ts'
import { orderingRules } from '../../scoring/policies/ordering.ts'
import { add, divide, ratio, ratioOfText, toText, ZERO } from '../../scoring/ratio.ts'

const named = (ids: readonly string[]) => ids.map((id) => ({ id }))
const tickTwoOfFive: MultipleResponse = {
  kind: 'multiple-response',
  options: named([...'ABCDE']),
  key: ['B', 'D'],
  policy: 'partial-under@1',
}
const orderFive: Ordering = {
  kind: 'ordering',
  elements: named([...'abcde']),
  key: [...'abcde'],
  policy: 'pairs@1',
}

/** Mean of the scored credits themselves: shares nothing with the formulas under test. */
const meanCredit = (item: ScorableItem, responses: readonly unknown[], policy: string): string =>
  toText(
    divide(
      responses.map((response) => ratioOfText(scoreItem(item, response, policy).exact)).reduce(add, ZERO),
      ratio(responses.length),
    ),
  )

describe('known chance scores (measurement.md, Scoring traps)', () => {
  test.each([
    ['all-or-nothing', 0.03125],
    ['plus-minus', 0.109375],
    ['per-option', 0.48125],
    ['fifty-percent', 0.25],
  ])('2 of 5 under %s: %d', (policy, expected) => {
    // per-option .48 and fifty-percent .25 are .50 and .27 less what the published figures pay an empty answer
    expect(chanceScore(tickTwoOfFive, policy).fraction).toBe(expected)
  })

  test.each([
    ['all-or-nothing', 1 / 120],
    ['positions', 0.2],
    ['pairs', 0.5],
    ['longest-subset', 334 / 600],
    ['kendall', 0.16333333333333333],
  ])('ordering five under %s: %d', (policy, expected) => {
    expect(chanceScore(orderFive, policy).fraction).toBeCloseTo(expected, 12)
  })

  test('one of four, true or false, free text', () => {
    const single: ScorableItem = {
      kind: 'single-choice',
      options: named([...'ABCD']),
      key: 'A',
      policy: 'all-or-nothing@1',
    }
    expect(chanceScore(single).exact).toBe('1/4')
    expect(chanceScore({ kind: 'true-false', key: true, policy: 'all-or-nothing@1' }).exact).toBe('1/2')
    expect(
      chanceScore({
        kind: 'essay',
        key: { sample: '略', points: [{ text: '略', fraction: 1 }] },
        policy: 'rated@1',
      }).exact,
    ).toBe('0/1')
  })
})

test('multiple response: equal to scoring every pattern', () => {
  const patterns = Array.from({ length: 32 }, (_, bits) =>
    [...'ABCDE'].filter((_, place) => bits & (1 << place)),
  )
  for (const policy of Object.keys(kinds['multiple-response'].rules)) {
    expect(chanceScore(tickTwoOfFive, policy).exact, policy).toBe(meanCredit(tickTwoOfFive, patterns, policy))
  }
})

test('ordering: closed forms equal the mean over all orders up to seven elements', () => {
  for (const policy of Object.keys(orderingRules))
    for (let n = 2; n <= 7; n++) {
      expect(toText(orderingChance(policy, n)), `${policy} ${n}`).toBe(toText(meanOverOrders(policy, n)))
    }
})

test('matching: equal to scoring every pairing, one-to-one and free', () => {
  const oneToOne: Matching = {
    kind: 'matching',
    left: named(['1', '2', '3']),
    right: named([...'abcd']),
    key: { 1: 'b', 2: 'a', 3: 'd' },
    policy: 'per-pair@1',
  }
  const free: Matching = { ...oneToOne, key: { 1: 'b', 2: 'b', 3: 'd' } }
  const all = [...'abcd'].flatMap((x) =>
    [...'abcd'].flatMap((y) => [...'abcd'].map((z) => ({ 1: x, 2: y, 3: z }))),
  )
  const spread = all.filter((pairs) => new Set(Object.values(pairs)).size === 3)
  for (const policy of Object.keys(kinds.matching.rules)) {
    expect(chanceScore(oneToOne, policy).exact, policy).toBe(meanCredit(oneToOne, spread, policy))
    expect(chanceScore(free, policy).exact, policy).toBe(meanCredit(free, all, policy))
  }
})

test('a case is guessed sub-item by sub-item, by marks', () => {
  const item: ScorableItem = {
    kind: 'case',
    policy: 'sum@1',
    items: [
      { id: '1', marks: 1, kind: 'true-false', key: true, policy: 'all-or-nothing@1' },
      {
        id: '2',
        marks: 3,
        kind: 'single-choice',
        options: named([...'ABCD']),
        key: 'A',
        policy: 'all-or-nothing@1',
      },
    ],
  }
  expect(chanceScore(item).exact).toBe('5/16')
})

test('a hotspot is guessed by area', () => {
  const key = [{ shape: 'rect', x: 0, y: 0, width: 50, height: 50 }] as const
  const item: ScorableItem = {
    kind: 'hotspot',
    image: { width: 100, height: 100 },
    marks: 1,
    key,
    policy: 'all-or-nothing@1',
  }
  expect(chanceScore(item).fraction).toBe(0.25)
  expect(chanceScore(item, 'per-region').fraction).toBe(0.25)
})
