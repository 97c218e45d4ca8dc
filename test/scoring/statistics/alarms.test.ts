import { describe, expect, test } from 'vitest'
import {
  agreementAlarms,
  analyseTest,
  answerAgreement,
  driftAlarms,
  itemAlarms,
  type ResponseMatrix,
  seededRandom,
} from '../../../scoring/statistics/index.ts'
import { mcq30, mcqData } from './conformance-data.ts'

function rescored(key: readonly string[]) {
  const { choices, omitted, matrix } = mcqData()
  const width = matrix.items.length
  const scores = Float64Array.from(choices, (c, at) => (c === key[at % width] ? 1 : 0))
  const own: ResponseMatrix = { ...matrix, scores }
  return analyseTest({ matrix: own, choices, omitted })
}

describe('item alarms', () => {
  test('sound items raise none that is urgent', () => {
    const alarms = analyseTest(mcqData()).items.flatMap(itemAlarms)
    expect(alarms.filter((a) => a.level === 'urgent')).toEqual([])
  })

  test('a wrong key is suspected, and the right option named', () => {
    const key = mcq30.key.map((k, j) => (j === 0 ? 'A' : k))
    const kinds = itemAlarms(rescored(key).items[0]!)
    expect(kinds.map((a) => a.kind)).toEqual(['negative-discrimination', 'key-suspect'])
    expect(kinds[1]!.zh).toContain(`选项 ${mcq30.key[0]}`)
  })

  test('a distractor that the able choose is reported for review', () => {
    const { items } = analyseTest(mcqData())
    const option = items[0]!.options.find((o) => o.option === 'A')!
    const odd = {
      ...items[0]!,
      options: items[0]!.options.map((o) => (o === option ? { ...o, rPbisRest: 0.15 } : o)),
    }
    expect(itemAlarms(odd)).toMatchObject([{ kind: 'distractor-draws-able', level: 'review', value: 0.15 }])
  })

  test('under 30 answers nothing is said', () => {
    const { items } = analyseTest(mcqData())
    expect(itemAlarms({ ...items[0]!, n: 29, rPbisCorrected: -0.9 })).toEqual([])
  })
})

test.each([
  ['no change', { n: 500, p: 0.6 }, { n: 500, p: 0.62 }, undefined, []],
  ['a small sample', { n: 500, p: 0.4 }, { n: 20, p: 0.9 }, undefined, []],
  ['a fall', { n: 500, p: 0.6 }, { n: 500, p: 0.45 }, undefined, ['facility-drift']],
  ['a rise', { n: 500, p: 0.5 }, { n: 500, p: 0.7 }, undefined, ['possibly-leaked']],
  ['a rise that ability explains', { n: 500, p: 0.5 }, { n: 500, p: 0.7 }, 0.68, []],
  [
    'a rise, faster',
    { n: 500, p: 0.5, medianSecondsRight: 60 },
    { n: 500, p: 0.7, medianSecondsRight: 20 },
    undefined,
    ['possibly-leaked'],
  ],
  [
    'a rise at the usual pace',
    { n: 500, p: 0.5, medianSecondsRight: 60 },
    { n: 500, p: 0.7, medianSecondsRight: 55 },
    undefined,
    ['facility-drift'],
  ],
] as const)('%s', (_, reference, present, expectedP, kinds) => {
  expect(driftAlarms({ id: 'q1', reference, present, expectedP }).map((a) => a.kind)).toEqual(kinds)
})

describe('agreement of two candidates', () => {
  const shares = mcq30.items.map(() => ({ A: 0.4, B: 0.3, C: 0.2, D: 0.1 }))
  const random = seededRandom(61)
  const draw = () => 'AAAABBBCCD'[random.below(10)]!
  const answers = () => mcq30.items.map(draw)

  test('independent answers raise no alarm', () => {
    const quiet = Array.from({ length: 200 }, () =>
      agreementAlarms({
        source: { id: 'x', choices: answers() },
        copier: { id: 'y', choices: answers() },
        shares,
        pairs: 200,
      }),
    )
    expect(quiet.flat()).toEqual([])
  })

  test('the same answers throughout do', () => {
    const choices = answers()
    const alarms = agreementAlarms({
      source: { id: 'x', choices },
      copier: { id: 'y', choices },
      shares,
      pairs: 1e6,
    })
    expect(alarms).toMatchObject([{ kind: 'odd-agreement', subject: 'x / y', n: 30 }])
  })

  test('ω by hand: 2 matches on 2 items of share .5', () => {
    const found = answerAgreement({
      source: { id: 'x', choices: ['A', 'B', ''] },
      copier: { id: 'y', choices: ['A', 'B', ''] },
      shares: [{ A: 0.5 }, { B: 0.5 }, {}],
      pairs: 1,
    })
    expect(found).toMatchObject({ matches: 2, expected: 1, items: 2 })
    expect(found.omega).toBeCloseTo(Math.SQRT2, 12)
  })
})
