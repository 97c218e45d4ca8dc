import { describe, expect, test } from 'vitest'
import type { Item, Syllabus } from '../../../bank-schemas/index.ts'
import { categoryProbabilities, seededRandom } from '../../../scoring/statistics/index.ts'
import type { ItemHealth } from '../../../server/banks/model.ts'
import type { GivenAnswer, PracticeMode, PracticePool } from '../../../server/practice/model.ts'
import { reportOf } from '../../../server/practice/report.ts'
import {
  answerOf,
  confidenceOf,
  creditOf,
  poolOf,
  resultOf,
  rulesOf,
  shareAt,
  stepOf,
} from '../../../server/practice/rules.ts'

const scope = (code: string, weight: number) => ({
  code,
  name: `部分${code}`,
  weight,
  ratio: [1, 0, 0],
  children: [
    {
      code: `${code}A`,
      name: '',
      weight,
      ratio: [1, 0, 0],
      points: [1, 2, 3].map((n) => ({
        code: `${code}A00${n}`,
        name: `点${code}${n}`,
        importance: 'X',
        clauses: ['2.1.1'],
      })),
    },
  ],
})
const syllabus = {
  standard: { id: '6-31-01-03', edition: '2026-1' },
  scopes: [
    {
      code: 'A',
      name: '基本要求',
      weight: 30,
      ratio: [1, 0, 0],
      children: [scope('AA', 20), scope('AB', 10)],
    },
    {
      code: 'B',
      name: '相关知识',
      weight: 70,
      ratio: [1, 0, 0],
      children: [scope('BA', 50), scope('BB', 20)],
    },
  ],
} as unknown as Syllabus

const item = (n: number, change: Partial<Item> = {}) => ({
  hash: `h${n}`,
  item: {
    id: `x_4_${['AAA', 'ABA', 'BAA'][n % 3]}001_${n}`,
    kind: 'single-choice',
    point: `${['AAA', 'ABA', 'BAA'][n % 3]}00${1 + (n % 2)}`,
    difficulty: 1 + (n % 5),
    policy: 'all-or-nothing@1',
    stem: '题',
    options: [
      { id: 'A', text: '甲' },
      { id: 'B', text: '乙' },
    ],
    key: 'A',
    ...change,
  } as unknown as Item,
})
const many = (count: number) => Array.from({ length: count }, (_, n) => item(n))
const pool = poolOf({ hash: 'syl', syllabus }, many(120), new Map())

/** Answers as one of this ability would, until the stop. */
function sit(of: PracticePool, mode: PracticeMode, ability: number, seed = 1) {
  const random = seededRandom(seed)
  const rules = rulesOf(mode, of)
  let answers: readonly GivenAnswer[] = []
  for (;;) {
    const step = stepOf({ rules, seed, answers }, of)
    if (step.kind === 'stop') return { step, answers, rules, seed }
    const { parameters } = of.items.find((entry) => entry.parameters.id === step.id)!
    const fraction = random.uniform() < categoryProbabilities(parameters, ability)[1]! ? 1 : 0
    const given = { item: step.id, response: null, fraction, at: '2027-01-01T00:00:00Z' }
    answers = [...answers, answerOf({ rules, seed, answers }, of, given)]
  }
}

describe('the pool', () => {
  test('shares are the weights of the scopes that have items, summing to 1', () => {
    expect(pool.shares).toEqual({ AA: 20 / 80, AB: 10 / 80, BA: 50 / 80 })
  })

  test('the cut is where 60 % of the marks are expected', () => {
    expect(shareAt(pool.items, pool.cut)).toBeCloseTo(0.6, 8)
  })

  test('kinds a machine cannot score alone are left out, and too few items are refused', () => {
    const essays = many(20).map(({ hash, item: one }, n) =>
      n < 11 ? { hash, item: { ...one, kind: 'essay' } as unknown as Item } : { hash, item: one },
    )
    expect(() => poolOf({ hash: 'syl', syllabus }, essays, new Map())).toThrow('too-few-open-items')
  })

  test('calibrated parameters of right and wrong are used; of several categories they are not', () => {
    const health = (intercepts: number[]) =>
      ({ n: 300, facility: 0.5, irt: { a: 1.7, intercepts, c: 0 } }) as unknown as ItemHealth
    const made = poolOf(
      { hash: 'syl', syllabus },
      many(12),
      new Map([
        ['h0', health([0.4])],
        ['h1', health([0.4, 0.2])],
      ]),
    )
    expect(made.items[0]).toMatchObject({ calibrated: true, parameters: { a: 1.7, intercepts: [0.4] } })
    expect(made.items[1]).toMatchObject({ calibrated: false, parameters: { a: 1 } })
    // 300 answers with facility .5 outweigh the writer's .8.
    expect(Math.abs(made.items[1]!.parameters.intercepts[0]!)).toBeLessThan(0.15)
  })

  test('enemies are named by their revisions, those outside the pool by nobody', () => {
    const [first, ...rest] = many(12)
    const fierce = { ...first!, item: { ...first!.item, enemies: [rest[4]!.item.id, 'x_4_ZZZ001_9'] } }
    const made = poolOf({ hash: 'syl', syllabus }, [fierce as typeof first & object, ...rest], new Map())
    expect(made.items[0]!.enemies).toEqual(['h5'])
  })
})

describe('a run', () => {
  test('measuring ends at a standard error of 0.40 or after 30 items, never before 10', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { step, answers } = sit(pool, 'measure', 0.3, seed)
      expect(answers.length).toBeGreaterThanOrEqual(10)
      expect(answers.length).toBeLessThanOrEqual(30)
      expect(step.se <= 0.4 || answers.length === 30).toBe(true)
      expect(answers.at(-1)!.theta).toBe(step.theta)
    }
  })

  test('one far from the cut is put on the right side of it, and errors stay near 5 %', () => {
    const wrong = (ability: number, side: string) =>
      Array.from({ length: 40 }, (_, seed) => sit(pool, 'classify', ability, seed + 1)).filter(
        ({ step }) => step.kind === 'stop' && step.decision !== side,
      ).length
    expect(wrong(pool.cut + 1.5, 'pass')).toBeLessThanOrEqual(1)
    expect(wrong(pool.cut - 1.5, 'fail')).toBeLessThanOrEqual(1)
  })

  test('the same seed and answers give the same items, another seed others', () => {
    const items = (seed: number) => sit(pool, 'measure', 0, seed).answers.map((answer) => answer.item)
    expect(items(7)).toEqual(items(7))
    expect(items(7)).not.toEqual(items(8))
  })

  test('items are spread by the weights of the syllabus', () => {
    const { answers } = sit(pool, 'measure', 0, 3)
    for (const [code, share] of Object.entries(pool.shares)) {
      const given = answers.filter(
        (answer) => pool.items.find((entry) => entry.parameters.id === answer.item)!.scope === code,
      ).length
      expect(Math.abs(given - share * answers.length)).toBeLessThanOrEqual(1)
    }
  })

  test('the more is answered the surer it is', () => {
    const { answers, rules, seed } = sit(pool, 'classify', pool.cut + 2)
    const sure = (n: number) =>
      confidenceOf({ mode: 'classify', rules, seed, answers: answers.slice(0, n) }, pool)
    expect([sure(0), sure(answers.length)]).toEqual(['low', 'high'])
  })
})

describe('credit', () => {
  test('full credit counts 1, part of it 0', () => {
    const rules = rulesOf('measure', pool)
    const scoreOf = (fraction: number) =>
      answerOf({ rules, seed: 1, answers: [] }, pool, { item: 'h1', response: null, fraction, at: '' }).score
    expect([0, 0.5, 0.98, 1].map(scoreOf)).toEqual([0, 0, 0, 1])
  })

  test.each([[{ a: 1 }], ['Z'], [['A']], ['A'.repeat(5000)]])(
    'a response of another shape is refused, not marked wrong: %j',
    (response) => {
      expect(() => creditOf(item(1).item, response)).toThrow('response-unreadable')
    },
  )

  test('to say "I do not know" is an answer', () => {
    expect(creditOf(item(1).item, null).fraction).toBe(0)
  })
})

test('the report says what was asked, what was wrong, and how sure it is', () => {
  const run = sit(pool, 'measure', pool.cut - 1.2, 5)
  const result = resultOf(run, pool, 'target-se')
  const report = reportOf(run, result, pool, syllabus)
  expect(report.answers).toBe(run.answers.length)
  expect(report.calibrated).toBe(0)
  expect(report.trace).toHaveLength(run.answers.length + 1)
  expect(report.scopes.reduce((sum, one) => sum + one.asked, 0)).toBe(run.answers.length)
  const wrong = run.answers.filter((answer) => answer.score === 0).length
  expect(report.weakPoints.reduce((sum, point) => sum + point.wrong, 0)).toBe(wrong)
  expect(report.weakPoints[0]).toMatchObject({ clauses: ['2.1.1'] })
  const { low, share, high } = report.estimate
  expect(low < share && share < high).toBe(true)
  expect(report.passChance).toBeLessThan(0.2)
  expect(report.decision).toBeNull()
})

test('all right and all wrong give finite figures at the ends', () => {
  for (const score of [0, 1] as const) {
    const rules = rulesOf('classify', pool)
    const answers = pool.items.slice(0, 40).map(({ parameters }) => ({
      item: parameters.id,
      response: null,
      fraction: score,
      score,
      theta: 0,
      se: 1,
      at: '',
    }))
    const result = resultOf({ rules, seed: 1, answers }, pool, 'max-items')
    expect(JSON.stringify(result)).not.toMatch(/null,"passChance|NaN/)
    expect(Math.abs(result.passChance - score)).toBeLessThan(0.001)
    expect(result.decision).toBe(score === 1 ? 'pass' : 'fail')
  }
})
