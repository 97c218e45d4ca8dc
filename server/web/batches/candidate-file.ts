/*
 * Reads a list of candidates as people have it: CSV, or cells pasted from a
 * spreadsheet, with or without the line of headings. Pure. What a cell cannot
 * be read as is a fault of its line; whether the rows are right is for
 * admit-candidates.ts.
 */
import { parse } from 'csv-parse/sync'
import type { CandidateRow, RowFault } from '../../batches/admit-candidates.ts'
import { idDocumentTypes } from '../../identity/id-number.ts'

/** The columns in the order of the template. */
export const columns = [
  '姓名',
  '证件类型',
  '证件号码',
  '考场',
  '座位号',
  '加时（分钟）',
  '年龄',
  '从业年限',
  '已持有等级',
  '持证年限',
] as const

export interface CandidateFile {
  readonly rows: readonly CandidateRow[]
  /** Line of the list where each row stands, from 1. */
  readonly lines: readonly number[]
  readonly faults: readonly RowFault[]
}

/** Text of a file: UTF-8, or GBK as spreadsheets on Chinese Windows save it. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** With a byte order mark, so that spreadsheets take it for UTF-8. */
export const templateText = `\uFEFF${columns.join(',')}\r\n`

export function readCandidateFile(text: string): CandidateFile {
  const records = recordsOf(text)
  const body = isHeading(records[0]?.cells) ? records.slice(1) : records
  const faults: RowFault[] = []
  const rows = body.map(({ cells }, place) => readRow(cells, place + 1, faults))
  return { rows, lines: body.map(({ line }) => line), faults }
}

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

/** Cells by line: CSV, or pasted from a spreadsheet; empty lines left out. Throws on quotes that do not close. */
export function recordsOf(text: string): Line[] {
  const clean = text.replace(/^\uFEFF/, '')
  const delimiter = clean.includes('\t') ? '\t' : clean.includes('，') && !clean.includes(',') ? '，' : ','
  const parsed = parse(clean, {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return parsed
    .map(({ record, info }) => ({ cells: record, line: info.lines }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

const isHeading = (cells: readonly string[] | undefined): boolean =>
  cells !== undefined && /^(姓名|name)$/i.test(cells[0] ?? '')

function readRow(cells: readonly string[], row: number, faults: RowFault[]): CandidateRow {
  const [name = '', type = '', idNumber = '', room, seat, extra, age, years, level, since] = cells
  const number = (cell: string | undefined, zh: string, en: string): number | undefined => {
    if (!cell) return undefined
    const value = Number(cell.normalize('NFKC').replace(/[年岁分钟]+$/u, ''))
    if (Number.isFinite(value) && value >= 0) return value
    faults.push({
      row,
      zh: `${zh}“${cell.slice(0, 20)}”不是数`,
      en: `${en} "${cell.slice(0, 20)}" is no number`,
    })
    return undefined
  }
  const extraMinutes = number(extra, '加时', 'extra minutes')
  const facts = {
    age: number(age, '年龄', 'age'),
    workYears: number(years, '从业年限', 'years of work'),
    level: levelOf(level, row, faults),
    since: number(since, '持证年限', 'years since'),
  }
  const given = [age, years, level].some((cell) => cell)
  return {
    name,
    idType: typeOf(type),
    idNumber,
    room,
    seat,
    extraMinutes: extraMinutes === undefined ? undefined : Math.round(extraMinutes),
    ...(given && {
      facts: {
        age: facts.age,
        workYears: facts.workYears,
        intendsToWork: true,
        ...(facts.level && { levels: [{ level: facts.level, years: facts.since ?? 0 }] }),
      },
    }),
  }
}

/** What is in no list is passed on as it stands: admitting says so. */
function typeOf(cell: string): string {
  if (cell === '' || cell === '身份证') return 'resident-id'
  return idDocumentTypes.find((type) => type.zh === cell || type.en === cell || type.id === cell)?.id ?? cell
}

const levelWords: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5 }

function levelOf(cell: string | undefined, row: number, faults: RowFault[]): number | undefined {
  if (!cell) return undefined
  const found = /^([1-5一二三四五])/u.exec(cell.normalize('NFKC'))?.[1]
  if (found) return levelWords[found] ?? Number(found)
  faults.push({ row, zh: `等级“${cell.slice(0, 20)}”无法识别`, en: `"${cell.slice(0, 20)}" is no level` })
  return undefined
}
