import { describe, expect, test } from 'vitest'
import {
  arbitratePanel,
  type PracticalPanelRule,
  type RaterSheet,
  scorePanel,
  scoreSheet,
  weighTasks,
} from '../../scoring/index.ts'
import type { MarkSheet } from '../../scoring/item.ts'

const line = (id: string, marks: number, ...deductions: readonly (readonly [string, number, number])[]) => ({
  id,
  element: '要素',
  requirement: '要求',
  marks,
  deductions: deductions.map(([id, each, times]) => ({ id, text: '扣分', each, times })),
})
const sheet: MarkSheet = {
  fullMarks: 100,
  sections: [
    { name: '接线', lines: [line('1.1', 40, ['a', 5, 4], ['b', 0.1, 10]), line('1.2', 10, ['a', 6, 3])] },
    { name: '调试', lines: [line('2.1', 50, ['a', 10, 5])] },
  ],
  vetoes: [
    { id: 'V1', text: '带电操作', effect: 'part-zero' },
    { id: 'V2', text: '损坏设备', effect: 'part-failed' },
  ],
}
const rated = (
  rater: string,
  deductions: RaterSheet['deductions'] = {},
  vetoes: readonly string[] = [],
): RaterSheet => ({ rater, deductions, vetoes })
/** A sheet with a total of 100 − 10 × n. */
const off = (rater: string, n: number, ...vetoes: string[]) => rated(rater, { '2.1': { a: n } }, vetoes)
const rule: PracticalPanelRule = { policy: 'mean@1', minimumRaters: 3, odd: true, arbitrationSpread: 20 }
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code)

describe('one sheet', () => {
  test.each([
    ['nothing noted', {}, [40, 10, 50], 100],
    ['five marks, twice', { '1.1': { a: 2 } }, [30, 10, 50], 90],
    ['counted at most `times` times', { '1.1': { a: 9 } }, [20, 10, 50], 80],
    ['tenths add up exactly', { '1.1': { b: 3 } }, [39.7, 10, 50], 99.7],
    ['a line never falls below 0', { '1.2': { a: 2 } }, [40, 0, 50], 90],
    ['all lines', { '1.1': { a: 4, b: 10 }, '1.2': { a: 3 }, '2.1': { a: 5 } }, [19, 0, 0], 19],
  ])('%s', (_, deductions, lines, total) => {
    const mark = scoreSheet(sheet, rated('甲', deductions))
    expect(mark.lines.map(({ marks }) => marks)).toEqual(lines)
    expect(mark.total).toBe(total)
    expect(mark.faults).toEqual([])
  })

  test('says every deduction, the cap and the floor', () => {
    const { reasons } = scoreSheet(sheet, rated('甲', { '1.1': { a: 9 }, '1.2': { a: 2 } }))
    expect(codes(reasons)).toEqual([
      'deduction',
      'deduction-capped',
      'deduction',
      'line-floored',
      'sheet-total',
    ])
    expect(reasons[0]!.zh).toBe('1.1 要素：扣分，4 次，每次扣 5 分，扣 20 分。')
  })

  test.each([
    ['unknown-line', rated('甲', { '9.9': { a: 1 } })],
    ['unknown-deduction', rated('甲', { '1.1': { z: 1 } })],
    ['bad-count', rated('甲', { '1.1': { a: -1 } })],
    ['bad-count', rated('甲', { '1.1': { a: 1.5 } })],
    ['bad-count', rated('甲', { '1.1': { a: Number.NaN } })],
    ['unknown-veto', rated('甲', {}, ['V9'])],
  ])('%s is a fault and takes nothing off', (fault, entry) => {
    const mark = scoreSheet(sheet, entry)
    expect(mark.faults.map(({ params }) => params.fault)).toEqual([fault])
    expect(mark.total).toBe(100)
    expect(scorePanel(sheet, [entry, off('乙', 0), off('丙', 0)], rule).state).toBe('incomplete')
  })
})

describe('a panel', () => {
  test.each([
    ['mean@1', [0, 1, 2], 90],
    ['mean@1', [0, 0, 1], 96.67],
    ['median@1', [0, 0, 2], 100],
    ['trimmed-mean@1', [0, 0, 1], 96.67],
    ['trimmed-mean@1', [0, 0, 0, 1, 2], 96.67],
    ['median@1', [0, 1, 1, 2, 2], 90],
  ] as const)('%s of %j tens off is %d', (policy, tens, marks) => {
    const panel = scorePanel(
      sheet,
      tens.map((n, place) => off(`评${place}`, n)),
      { ...rule, policy },
    )
    expect(panel).toMatchObject({ state: 'settled', marks, failed: false })
  })

  test('below five raters nothing is trimmed, and it is said', () => {
    const panel = scorePanel(sheet, [off('甲', 0), off('乙', 0), off('丙', 1)], {
      ...rule,
      policy: 'trimmed-mean@1',
    })
    expect(codes(panel.reasons)).toContain('too-few-to-trim')
  })

  test.each([
    ['too-few-raters', [off('甲', 0)]],
    ['even-panel', [off('甲', 0), off('乙', 0), off('丙', 0), off('丁', 0)]],
    ['repeated-rater', [off('甲', 0), off('乙', 0), off('甲', 0)]],
    ['too-few-raters', []],
  ])('%s leaves it incomplete', (code, entries) => {
    const panel = scorePanel(sheet, entries, rule)
    expect(panel).toMatchObject({ state: 'incomplete', marks: null })
    expect(codes(panel.reasons)).toContain(code)
  })

  test('a spread at the limit settles, above it goes to arbitration without a mark', () => {
    expect(scorePanel(sheet, [off('甲', 0), off('乙', 1), off('丙', 2)], rule)).toMatchObject({
      state: 'settled',
      spread: 20,
    })
    const apart = scorePanel(sheet, [off('甲', 0), off('乙', 1), off('丙', 3)], rule)
    expect(apart).toMatchObject({ state: 'arbitration', marks: null, proposed: 86.67, spread: 30 })
    expect(codes(apart.reasons)).toContain('spread-exceeded')
    expect(arbitratePanel(apart, { by: '组长', marks: 88 })).toMatchObject({ state: 'settled', marks: 88 })
    expect(arbitratePanel(apart, { by: '组长' })).toMatchObject({ state: 'settled', marks: 86.67 })
    expect(() => arbitratePanel(apart, { by: '组长', marks: 101 })).toThrow(RangeError)
  })

  test('a veto of the majority holds: part-zero', () => {
    const panel = scorePanel(sheet, [off('甲', 1, 'V1'), off('乙', 1, 'V1'), off('丙', 1)], rule)
    expect(panel).toMatchObject({ state: 'settled', marks: 0, proposed: 90, failed: true })
    expect(panel.reasons.at(-1)).toMatchObject({
      code: 'veto-applied',
      params: { veto: 'V1', votes: 2, raters: 3 },
    })
  })

  test('a veto of the majority holds: part-failed leaves the marks', () => {
    const panel = scorePanel(sheet, [off('甲', 1, 'V2'), off('乙', 1, 'V2'), off('丙', 1, 'V2')], rule)
    expect(panel).toMatchObject({ state: 'settled', marks: 90, failed: true })
  })

  test('a veto of the minority is never dropped silently', () => {
    const panel = scorePanel(sheet, [off('甲', 1, 'V1'), off('乙', 1), off('丙', 1)], rule)
    expect(panel).toMatchObject({ state: 'arbitration', marks: null, failed: false })
    expect(arbitratePanel(panel, { by: '组长', vetoes: { V1: true } })).toMatchObject({
      marks: 0,
      failed: true,
    })
    const dismissed = arbitratePanel(panel, { by: '组长', vetoes: { V1: false } })
    expect(dismissed).toMatchObject({ marks: 90, failed: false })
    expect(codes(dismissed.reasons)).toContain('veto-dismissed')
  })

  test('half of an even panel is no majority', () => {
    const two = { ...rule, minimumRaters: 2, odd: false }
    expect(scorePanel(sheet, [off('甲', 1, 'V1'), off('乙', 1)], two).state).toBe('arbitration')
  })

  test('a settled panel is not open to arbitration', () => {
    expect(() =>
      arbitratePanel(scorePanel(sheet, [off('甲', 0), off('乙', 0), off('丙', 0)], rule), { by: '组长' }),
    ).toThrow(RangeError)
  })
})

describe('the practical part', () => {
  const panel = (n: number, ...vetoes: string[]) =>
    scorePanel(
      sheet,
      ['甲', '乙', '丙'].map((rater) => off(rater, n, ...vetoes)),
      rule,
    )

  test('tasks are weighed 60 + 40', () => {
    const tasks = [
      { id: 'P01', weight: 60, panel: panel(1) },
      { id: 'P02', weight: 40, panel: panel(4) },
    ]
    expect(weighTasks('practical', tasks)).toMatchObject({
      id: 'practical',
      state: 'marked',
      marks: 78,
      failed: false,
    })
  })

  test('a part-zero veto in one task zeroes the part', () => {
    const tasks = [
      { id: 'P01', weight: 60, panel: panel(0) },
      { id: 'P02', weight: 40, panel: panel(0, 'V1') },
    ]
    expect(weighTasks('practical', tasks)).toMatchObject({ state: 'marked', marks: 0, failed: true })
  })

  test('an open task keeps the part pending', () => {
    const open = scorePanel(sheet, [off('甲', 0)], rule)
    expect(weighTasks('practical', [{ id: 'P01', weight: 1, panel: open }])).toMatchObject({
      state: 'pending',
      marks: null,
    })
  })
})
