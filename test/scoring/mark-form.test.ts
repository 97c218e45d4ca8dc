import { describe, expect, test } from 'vitest'
import { type MarkFormInput, markForm, rateAnswer, type ScorableItem } from '../../scoring/index.ts'

const named = (ids: string) => [...ids].map((id) => ({ id }))
const key = { sample: '略', points: [{ text: '略', fraction: 1 }] }
const single: ScorableItem = {
  kind: 'single-choice',
  options: named('ABCD'),
  key: 'B',
  policy: 'all-or-nothing@1',
}
const multiple: ScorableItem = {
  kind: 'multiple-response',
  options: named('ABCDE'),
  key: ['A', 'B', 'C'],
  policy: 'partial-under@1',
}
const short: ScorableItem = { kind: 'short-answer', key, policy: 'rated@1' }

const item = (number: number, hash: string, point: string) => ({
  number,
  id: `6-31-01-03_4_${point}_01`,
  hash,
  point,
})
const form = {
  sections: [
    { kind: 'single-choice', marksEach: 0.5, items: [item(1, 's', 'AAA001'), item(2, 's', 'ABA001')] },
    {
      kind: 'multiple-response',
      marksEach: 1,
      items: [item(3, 'm', 'ABA002'), item(4, 'm', 'BAA001'), item(5, 'm', 'BAA002')],
    },
    { kind: 'short-answer', marksEach: 5, items: [item(6, 'r', 'BAB001')] },
  ],
}
const items = new Map<string, ScorableItem>([
  ['s', single],
  ['m', multiple],
  ['r', short],
])
const marked = (responses: [number, unknown][], more: Partial<MarkFormInput> = {}) =>
  markForm({ form, items, responses: new Map(responses), ...more })

describe('a form', () => {
  test('totals add rounded marks, so that the paper adds up', () => {
    const mark = marked([
      [1, 'B'],
      [2, 'A'],
      [3, ['A']],
      [4, ['B']],
      [5, ['C']],
      [6, ''],
    ])
    expect(mark.items.map(({ marks }) => marks)).toEqual([0.5, 0, 0.33, 0.33, 0.33, 0])
    expect(mark).toMatchObject({ total: 1.49, fullMarks: 9, needsRater: [] })
  })

  test('subtotals for every scope on the way down', () => {
    const { scopes } = marked([
      [1, 'B'],
      [3, ['A', 'B']],
      [4, ['A', 'B', 'C']],
    ])
    expect(scopes).toEqual([
      { scope: 'A', marks: 1.17, fullMarks: 2, items: 3 },
      { scope: 'AA', marks: 0.5, fullMarks: 0.5, items: 1 },
      { scope: 'AAA', marks: 0.5, fullMarks: 0.5, items: 1 },
      { scope: 'AB', marks: 0.67, fullMarks: 1.5, items: 2 },
      { scope: 'ABA', marks: 0.67, fullMarks: 1.5, items: 2 },
      { scope: 'B', marks: 1, fullMarks: 7, items: 3 },
      { scope: 'BA', marks: 1, fullMarks: 7, items: 3 },
      { scope: 'BAA', marks: 1, fullMarks: 2, items: 2 },
      { scope: 'BAB', marks: 0, fullMarks: 5, items: 1 },
    ])
  })

  test('an empty sitting earns 0 and needs nobody', () => {
    expect(marked([])).toMatchObject({ total: 0, needsRater: [] })
  })

  test('answers that wait for a rater are listed until rated', () => {
    const answers: [number, unknown][] = [[6, '断电']]
    expect(marked(answers)).toMatchObject({ total: 0, needsRater: [6] })
    const rating = rateAnswer(key, [{ rater: '甲', points: [0] }], {
      raters: 1,
      arbitrationDifference: 1,
      policy: 'mean@1',
    })
    expect(marked(answers, { ratings: new Map([[6, rating]]) })).toMatchObject({ total: 5, needsRater: [] })
  })

  test('responses to numbers the form does not have count for nothing', () => {
    expect(marked([[99, 'B']]).total).toBe(0)
  })

  test('a revision that is not at hand is an error, not a zero', () => {
    expect(() => markForm({ form, items: new Map(), responses: new Map() })).toThrow('6-31-01-03_4_AAA001_01')
  })
})
