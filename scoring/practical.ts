/*
 * One rater's 评分记录表 → marks. Each line starts at its 配分 and loses `each`
 * marks per fault noted, at most `times` times; no line falls below 0. Vetoes
 * (否定项) are only noted here: whether one holds is for the panel.
 *
 * Schema: bank-schemas/schemas/v1/practical-task.schema.json#/properties/sheet
 * Source: domain facts §3.5 (评分标准 by deduction).
 */
import type { MarkSheet } from './item.ts'
import {
  compare,
  floorAtZero,
  multiply,
  type Ratio,
  ratio,
  ratioOfDecimal,
  subtract,
  sum,
  toNumber,
} from './ratio.ts'
import { type Reason, reason } from './reasons.ts'

/** What a rater wrote. Lines and deductions left out had no fault. */
export interface RaterSheet {
  readonly rater: string
  /** Line id → deduction id → how many times, a whole number ≥ 0. */
  readonly deductions: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Ids of the veto lines ticked. */
  readonly vetoes: readonly string[]
}

export interface SheetMark {
  readonly rater: string
  readonly lines: readonly LineMark[]
  /** Veto ids ticked, in the order of the sheet. */
  readonly vetoes: readonly string[]
  /** Sum of the lines, marks; vetoes not applied. */
  readonly total: number
  readonly fullMarks: number
  /** What on the sheet cannot be: unknown ids, counts that are no whole numbers. Must be mended before it counts. */
  readonly faults: readonly Reason[]
  readonly reasons: readonly Reason[]
}

export interface LineMark {
  readonly id: string
  readonly marks: number
  readonly fullMarks: number
  /** Marks to come off by the rules; may exceed fullMarks. */
  readonly deducted: number
  readonly reasons: readonly Reason[]
}

type SheetLine = MarkSheet['sections'][number]['lines'][number]
type Deduction = SheetLine['deductions'][number]

/** Marks of one rater's sheet. Never throws; what cannot be read is in `faults` and takes nothing off. */
export function scoreSheet(sheet: MarkSheet, entry: RaterSheet): SheetMark {
  const lines = sheet.sections.flatMap((section) => section.lines)
  const marks = lines.map((line) => scoreLine(line, entry.deductions[line.id] ?? {}))
  const total = toNumber(sum(marks.map((line) => ratioOfDecimal(line.marks))))
  return {
    rater: entry.rater,
    lines: marks,
    vetoes: sheet.vetoes.map(({ id }) => id).filter((id) => entry.vetoes.includes(id)),
    total,
    fullMarks: sheet.fullMarks,
    faults: faultsOf(sheet, lines, entry),
    reasons: [
      ...marks.flatMap((line) => line.reasons),
      reason('sheet-total', { rater: entry.rater, total, fullMarks: sheet.fullMarks }),
    ],
  }
}

function scoreLine(line: SheetLine, counts: Readonly<Record<string, number>>): LineMark {
  const noted = line.deductions
    .map((deduction) => ({ deduction, count: counts[deduction.id] ?? 0 }))
    .filter(({ count }) => isCount(count) && count > 0)
  const lost = sum(noted.map(({ deduction, count }) => lostBy(deduction, count)))
  const full = ratioOfDecimal(line.marks)
  const deducted = toNumber(lost)
  const floored = compare(lost, full) > 0
  return {
    id: line.id,
    marks: toNumber(floorAtZero(subtract(full, lost))),
    fullMarks: line.marks,
    deducted,
    reasons: [
      ...noted.flatMap(({ deduction, count }) => deductionReasons(line, deduction, count)),
      ...(floored
        ? [reason('line-floored', { line: line.id, element: line.element, deducted, fullMarks: line.marks })]
        : []),
    ],
  }
}

const lostBy = ({ each, times }: Deduction, count: number): Ratio =>
  multiply(ratioOfDecimal(each), ratio(Math.min(count, times)))

function deductionReasons(line: SheetLine, deduction: Deduction, count: number): readonly Reason[] {
  const { id, text, each, times } = deduction
  const what = { line: line.id, element: line.element, deduction: id, text }
  const lost = toNumber(lostBy(deduction, count))
  const off = reason('deduction', { ...what, count: Math.min(count, times), each, lost })
  return count > times ? [off, reason('deduction-capped', { ...what, count, times })] : [off]
}

function faultsOf(sheet: MarkSheet, lines: readonly SheetLine[], entry: RaterSheet): readonly Reason[] {
  const found: (readonly [keyof typeof FAULTS, string])[] = []
  for (const [lineId, counts] of Object.entries(entry.deductions)) {
    const line = lines.find(({ id }) => id === lineId)
    if (line === undefined) found.push(['unknown-line', lineId])
    for (const [id, count] of Object.entries(counts)) {
      const where = `${lineId} ${id}`
      const known = line === undefined || line.deductions.some((deduction) => deduction.id === id)
      if (!known) found.push(['unknown-deduction', where])
      if (!isCount(count)) found.push(['bad-count', where])
    }
  }
  const strays = entry.vetoes.filter((id) => !sheet.vetoes.some((veto) => veto.id === id))
  const all = [...found, ...strays.map((id) => ['unknown-veto', id] as const)]
  return all.map(([fault, where]) =>
    reason('sheet-fault', { rater: entry.rater, fault, where }, FAULTS[fault]),
  )
}

const FAULTS = {
  'unknown-line': { zh: '没有这一评分项', en: 'no such line' },
  'unknown-deduction': { zh: '没有这一扣分项', en: 'no such deduction' },
  'bad-count': { zh: '次数不是非负整数', en: 'the count is no whole number from 0' },
  'unknown-veto': { zh: '没有这一否定项', en: 'no such veto' },
} as const

const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0
