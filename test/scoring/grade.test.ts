import { expect, test } from 'vitest'
import { grade, type PartOutcome } from '../../scoring/index.ts'

/** Parts as a standard might give them; 70 shows that no pass mark is built in. */
const parts = [
  { id: 'theory', levels: [5, 4, 3, 2, 1], fullMarks: 100, passMark: 60 },
  { id: 'practical', levels: [5, 4, 3, 2, 1], fullMarks: 100, passMark: 60 },
  { id: 'review', levels: [2, 1], fullMarks: 100, passMark: 70 },
] as const
const marked = (id: PartOutcome['id'], marks: number, failed = false): PartOutcome => ({
  id,
  state: 'marked',
  marks,
  failed,
})
const state = (id: PartOutcome['id'], state: PartOutcome['state']): PartOutcome => ({
  id,
  state,
  marks: null,
})

test.each<[string, number, readonly PartOutcome[], boolean | null, readonly string[]]>([
  [
    'both at the pass mark',
    4,
    [marked('theory', 60), marked('practical', 60)],
    true,
    ['part-passed', 'part-passed', 'level-reached'],
  ],
  [
    'a hundredth short',
    4,
    [marked('theory', 59.99), marked('practical', 100)],
    false,
    ['part-not-passed', 'part-passed', 'level-not-reached'],
  ],
  [
    'one part absent',
    4,
    [marked('theory', 80), state('practical', 'absent')],
    false,
    ['part-passed', 'part-absent', 'level-not-reached'],
  ],
  [
    'a violation',
    4,
    [state('theory', 'violation'), marked('practical', 80)],
    false,
    ['part-violation', 'part-passed', 'level-not-reached'],
  ],
  [
    'one part pending',
    4,
    [marked('theory', 80), state('practical', 'pending')],
    null,
    ['part-passed', 'part-pending', 'level-pending'],
  ],
  ['one part missing', 4, [marked('theory', 80)], null, ['part-passed', 'part-pending', 'level-pending']],
  [
    'one failed, one pending: decided',
    4,
    [marked('theory', 10)],
    false,
    ['part-not-passed', 'part-pending', 'level-not-reached'],
  ],
  [
    'a veto fails whatever the marks',
    4,
    [marked('theory', 80), marked('practical', 95, true)],
    false,
    ['part-passed', 'part-vetoed', 'level-not-reached'],
  ],
  [
    'level 2 needs the review too',
    2,
    [marked('theory', 80), marked('practical', 80)],
    null,
    ['part-passed', 'part-passed', 'part-pending', 'level-pending'],
  ],
  [
    'the review has its own pass mark',
    2,
    [marked('theory', 80), marked('practical', 80), marked('review', 69)],
    false,
    ['part-passed', 'part-passed', 'part-not-passed', 'level-not-reached'],
  ],
  [
    'a review at level 4 is not asked for',
    4,
    [marked('theory', 80), marked('practical', 80), marked('review', 10)],
    true,
    ['part-passed', 'part-passed', 'part-not-asked', 'level-reached'],
  ],
  [
    'marks above full are not accepted',
    4,
    [marked('theory', 101), marked('practical', 80)],
    null,
    ['part-out-of-range', 'part-passed', 'level-pending'],
  ],
  [
    'marks that are no number are not accepted',
    4,
    [marked('theory', Number.NaN), marked('practical', 80)],
    null,
    ['part-out-of-range', 'part-passed', 'level-pending'],
  ],
])('%s', (_, level, outcomes, passed, codes) => {
  const result = grade(parts, level, outcomes)
  expect(result.passed).toBe(passed)
  expect(result.reasons.map(({ code }) => code)).toEqual(codes)
})

test('absent and violation are states without marks, not zeros', () => {
  const [theory, practical] = grade(parts, 4, [
    state('theory', 'absent'),
    state('practical', 'violation'),
  ]).parts
  expect(theory).toMatchObject({ state: 'absent', marks: null, passed: false })
  expect(practical).toMatchObject({ state: 'violation', marks: null, passed: false })
})

test('a level the standard does not assess is never reached', () => {
  expect(grade(parts, 6, []).passed).toBe(null)
})

test('the score run and the reasons of a part are carried on', () => {
  const run: PartOutcome = { ...marked('theory', 80), scoreRun: 'run-1', reasons: [] }
  expect(grade(parts, 4, [run]).parts[0]).toMatchObject({ scoreRun: 'run-1', fullMarks: 100, passMark: 60 })
})

test('a part is named as the standard names it', () => {
  const named = [{ ...parts[0], name: '理论知识考试（机考）' }]
  expect(grade(named, 4, [marked('theory', 80)]).reasons[0]!.zh).toBe(
    '理论知识考试（机考）：80 分，达到合格线 60 分。',
  )
  expect(grade(parts, 4, [marked('theory', 80)]).reasons[0]!.zh).toBe(
    '理论知识考试：80 分，达到合格线 60 分。',
  )
})
