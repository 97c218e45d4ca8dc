import { describe, expect, test } from 'vitest'
import {
  applyRatings,
  type Rating,
  type RatingRule,
  rateAnswer,
  type ScorableItem,
  scoreItem,
} from '../../scoring/index.ts'

const key = {
  sample: '略',
  points: [
    { text: '停电', fraction: 0.3 },
    { text: '验电', fraction: 0.3 },
    { text: '放电', fraction: 0.4 },
  ],
}
const single: RatingRule = { raters: 1, arbitrationDifference: 0.2, policy: 'mean@1' }
const double: RatingRule = { ...single, raters: 2 }
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code)

describe('one rater', () => {
  test.each([
    [[], '0/1'],
    [[0], '3/10'],
    [[0, 2], '7/10'],
    [[0, 1, 2], '1/1'],
    [[2, 2], '2/5'],
  ])('points %j earn %s', (points, exact) => {
    const mark = rateAnswer(key, [{ rater: '甲', points }], single)
    expect(mark).toMatchObject({ state: 'settled', credit: { exact } })
  })

  test('all points earn exactly 1 even where their shares do not add up to it', () => {
    const thirds = { sample: '略', points: [0.33, 0.33, 0.33].map((fraction) => ({ text: '略', fraction })) }
    expect(rateAnswer(thirds, [{ rater: '甲', points: [0, 1, 2] }], single).credit?.exact).toBe('1/1')
    expect(rateAnswer(thirds, [{ rater: '甲', points: [0] }], single).credit?.exact).toBe('1/3')
  })

  test('a share as a whole', () => {
    expect(rateAnswer(key, [{ rater: '甲', fraction: 0.85 }], single).credit?.exact).toBe('17/20')
  })

  test.each([
    ['unknown-point', { rater: '甲', points: [3] }],
    ['unknown-point', { rater: '甲', points: [-1] }],
    ['fraction-outside-0-1', { rater: '甲', fraction: 1.1 }],
    ['fraction-outside-0-1', { rater: '甲', fraction: Number.NaN }],
    ['no-judgement', { rater: '甲' }],
  ])('%s keeps it incomplete', (fault, rating: Rating) => {
    const mark = rateAnswer(key, [rating], single)
    expect(mark.state).toBe('incomplete')
    expect(mark.reasons[0]!.params.fault).toBe(fault)
  })
})

describe('double blind', () => {
  test('waits for the second', () => {
    expect(rateAnswer(key, [{ rater: '甲', points: [0] }], double).state).toBe('incomplete')
  })
  test('one person does not count twice', () => {
    const twice = rateAnswer(
      key,
      [
        { rater: '甲', points: [0] },
        { rater: '甲', points: [0] },
      ],
      double,
    )
    expect(twice.state).toBe('incomplete')
    expect(codes(twice.reasons)).toContain('repeated-rater')
  })
  test('close enough: the mean; 0.3 − 0.1 is within 0.2', () => {
    const mark = rateAnswer(
      key,
      [
        { rater: '甲', fraction: 0.3 },
        { rater: '乙', fraction: 0.1 },
      ],
      double,
    )
    expect(mark).toMatchObject({ state: 'settled', difference: 0.2, credit: { exact: '1/5' } })
  })
  test('too far apart: arbitration, then the arbiter alone', () => {
    const blind: Rating[] = [
      { rater: '甲', points: [0] },
      { rater: '乙', points: [0, 1, 2] },
    ]
    expect(rateAnswer(key, blind, double)).toMatchObject({
      state: 'arbitration',
      credit: null,
      difference: 0.7,
    })
    const settled = rateAnswer(key, [...blind, { rater: '组长', points: [0, 1], arbiter: true }], double)
    expect(settled).toMatchObject({ state: 'settled', credit: { exact: '3/5' } })
    expect(codes(settled.reasons)[0]).toBe('arbitrated')
  })
  test('an arbiter is not one of the blind raters', () => {
    expect(
      rateAnswer(
        key,
        [
          { rater: '甲', points: [0] },
          { rater: '组长', points: [0], arbiter: true },
        ],
        double,
      ).state,
    ).toBe('incomplete')
  })
})

describe('ratings put in place', () => {
  const essay: ScorableItem = { kind: 'essay', key, policy: 'rated@1' }
  const rated = rateAnswer(key, [{ rater: '甲', points: [0, 2] }], single)

  test('of an essay', () => {
    expect(applyRatings(scoreItem(essay, '停电、放电'), rated)).toMatchObject({
      exact: '7/10',
      needsRater: false,
    })
    expect(applyRatings(scoreItem(essay, ''), rated).exact).toBe('0/1')
  })

  test('of a sub-item of a case', () => {
    const item: ScorableItem = {
      kind: 'case',
      policy: 'sum@1',
      items: [
        { id: '1', marks: 4, kind: 'true-false', key: true, policy: 'all-or-nothing@1' },
        { id: '2', marks: 6, kind: 'short-answer', key, policy: 'rated@1' },
      ],
    }
    const credit = scoreItem(item, { 1: true, 2: '停电、放电' })
    expect(credit).toMatchObject({ exact: '2/5', needsRater: true })
    expect(applyRatings(credit, { parts: { 2: rated } })).toMatchObject({ exact: '41/50', needsRater: false })
    expect(applyRatings(credit, { parts: {} })).toMatchObject({ exact: '2/5', needsRater: true })
  })
})
