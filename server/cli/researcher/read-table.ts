/*
 * Reads a delimited text file as a researcher has it: with or without BOM,
 * CRLF or LF, quoted or not, comma, semicolon or tab.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { InputError, requireInput } from '../../../scoring/statistics/input-error.ts'

/** A quoted empty cell, which says "an answer, but nothing in it". An unquoted empty cell is ''. */
export const quotedEmpty = '""'

export interface Table {
  readonly path: string
  readonly header: readonly string[]
  /** Trimmed cells; every row has header.length of them. */
  readonly rows: readonly (readonly string[])[]
  /** True when cells with something in them are quoted too, so that quotes say nothing. */
  readonly quotesEverything: boolean
}

export function readText(path: string): string {
  try {
    return decode(readFileSync(path))
  } catch (cause) {
    throw new InputError(
      `读不到文件 / Cannot read ${path}: ${(cause as NodeJS.ErrnoException).code ?? cause}. ` +
        'Check the path and the permissions.',
    )
  }
}

/** UTF-8, UTF-16 with a mark, or else GB 18030, as Chinese spreadsheets save. */
function decode(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

export function readTable(path: string): Table {
  const text = readText(path)
  requireInput(text.trim() !== '', `文件为空 / ${path} is empty; expected a header line and data lines.`)
  const records = parseRecords(path, text)
  const filled = records.slice(1).filter((row) => row.some((cell) => cell !== ''))
  const used = usedColumns(records[0]!, filled)
  const header = records[0]!.slice(0, used).map(unquote)
  const rows = filled.map((row) =>
    row.length > used && row.slice(used).every((c) => c === '') ? row.slice(0, used) : row,
  )
  rows.forEach((row, i) => {
    requireInput(
      row.length === header.length,
      `列数不符 / ${path}: data row ${i + 1} has ${row.length} cells, the header has ${header.length}. ` +
        'Check separators and quotes.',
    )
  })
  requireInput(rows.length > 0, `没有数据行 / ${path} has a header but no data rows.`)
  return { path, header, rows, quotesEverything: quotesSomething(text) }
}

/** JSON of a file, with a clear error. */
export function readJson(path: string): unknown {
  const text = readText(path)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InputError(`不是有效的 JSON / ${path} is not valid JSON: ${(cause as Error).message}.`)
  }
}

/** A finite number from a cell, or a clear error. */
export function numberFrom(table: Table, row: number, column: number): number {
  const cell = unquote(table.rows[row]![column]!)
  const value = cell === '' ? Number.NaN : Number(cell.normalize('NFKC'))
  requireInput(
    Number.isFinite(value),
    `不是数字 / ${table.path}: column ${table.header[column]}, data row ${row + 1} holds “${cell}”, expected a number.`,
  )
  return value
}

function parseRecords(path: string, text: string): string[][] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', '\t', ';'].find((d) => firstLine.includes(d)) ?? ','
  const hasQuotes = text.includes('"')
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      ...(hasQuotes && {
        cast: (value: string, context: { quoting: boolean }) =>
          value === '' && context.quoting ? quotedEmpty : value,
      }),
    }) as string[][]
  } catch (cause) {
    throw new InputError(`CSV 格式有误 / ${path} is not a readable table: ${(cause as Error).message}`)
  }
}

/** Columns up to the last with a name or a cell in it: spreadsheets leave empty ones at the end. */
function usedColumns(header: readonly string[], rows: readonly (readonly string[])[]): number {
  let used = header.length
  while (used > 1 && header[used - 1] === '' && rows.every((row) => (row[used - 1] ?? '') === '')) used--
  return used
}

/** Quotes around a cell that is neither empty nor in the header. */
function quotesSomething(text: string): boolean {
  const body = text.slice(text.indexOf('\n') + 1)
  return /(^|[,;\t\n])"[^"\r\n]/.test(body)
}

/** The text of a cell, whichever way an empty one was written. */
export function unquote(cell: string): string {
  return cell === quotedEmpty ? '' : cell
}
