/*
 * Reads a file of responses: one row per person, one column per item.
 *
 * Columns that are not items are known by their names (group, form, id,
 * person, candidate, freq …) or by an option. A cell is
 *   0, 1, 2 …    a score
 *   A, B, C …    an option, with a key
 *   (nothing)    not administered
 *   ""           omitted: administered, not answered, 0 points. So written by
 *                programs that quote texts and leave missing values bare.
 * In a file that quotes every cell, "" cannot be told from nothing: with a
 * key it is read as omitted, without one as not administered. --empty
 * decides otherwise.
 */
import { InputError, requireInput } from '../../../scoring/statistics/input-error.ts'
import type { ResponseMatrix } from '../../../scoring/statistics/response-matrix.ts'
import type { AnswerKey } from './read-key.ts'
import { quotedEmpty, readTable, type Table, unquote } from './read-table.ts'

export type EmptyMeans = 'auto' | 'omitted' | 'missing'

export interface ReadOptions {
  /** Column that holds the group; group or form when left out. */
  readonly group?: string
  /** Column that names the person; id, person … when left out. */
  readonly id?: string
  /** Columns to leave out. */
  readonly ignore?: readonly string[]
  readonly key?: AnswerKey
  readonly empty?: EmptyMeans
}

export interface Responses {
  readonly matrix: ResponseMatrix
  /** One id per person; row numbers from 1 when the file has none. */
  readonly personIds: readonly string[]
  /** Group label per person, or undefined without such a column. */
  readonly groups?: readonly string[]
  /** Option chosen per cell, '' = omitted, null = not administered; only with a key. */
  readonly choices?: readonly (string | null)[]
  /** Omitted answers per item. */
  readonly omitted: readonly number[]
}

const idNames =
  /^(id|person|person[_ -]?id|candidate|candidate[_ -]?id|examinee|student|student[_ -]?id|pid|考生|考号|考生编号|准考证号|编号|序号|姓名)$/i
const groupNames = /^(group|form|组别|组|卷别|试卷)$/i
const weightNames = /^(freq|frequency|weight|count|频数|人数)$/i
const missingTexts = new Set(['', 'NA', 'NaN', 'null', '.'])
const omittedTexts = new Set(['omit', 'omitted', '-', '空', '未答'])

export function readResponses(path: string, options: ReadOptions = {}): Responses {
  const table = readTable(path)
  const columns = sortColumns(table, options)
  const emptyIsOmitted = quotedEmptyIsOmitted(table, options)
  const repeats = table.rows.map((_, r) =>
    columns.weight === undefined ? 1 : weightOf(table, r, columns.weight),
  )
  const persons = repeats.reduce((s, n) => s + n, 0)
  const width = columns.items.length
  const scores = new Float64Array(persons * width)
  const choices: (string | null)[] | undefined = options.key && new Array(persons * width).fill(null)
  const omittedCounts = new Array<number>(width).fill(0)
  const keys = options.key && columns.items.map((c, j) => options.key!(table.header[c]!, j, width))
  let i = 0
  table.rows.forEach((row, r) => {
    for (let j = 0; j < width; j++) {
      const cell = row[columns.items[j]!]!
      const answer = readCell(cell, emptyIsOmitted, options.empty ?? 'auto')
      if (answer === '') omittedCounts[j]! += repeats[r]!
      const choice = answer && keys ? normaliseOption(answer) : answer
      const score =
        choice === null
          ? Number.NaN
          : choice === ''
            ? 0
            : keys
              ? +keys[j]!.includes(choice)
              : scoreFrom(table, r, columns.items[j]!, choice)
      for (let k = 0; k < repeats[r]!; k++) {
        scores[(i + k) * width + j] = score
        if (choices) choices[(i + k) * width + j] = choice
      }
    }
    i += repeats[r]!
  })
  const spread = (column: number) =>
    table.rows.flatMap((row, r) => new Array<string>(repeats[r]!).fill(unquote(row[column]!)))
  return {
    matrix: { items: columns.items.map((c) => table.header[c]!), persons, scores },
    personIds:
      columns.id === undefined
        ? Array.from({ length: persons }, (_, n) => String(n + 1))
        : spread(columns.id),
    groups: columns.group === undefined ? undefined : spread(columns.group),
    choices,
    omitted: omittedCounts,
  }
}

interface Columns {
  readonly items: readonly number[]
  readonly group?: number
  readonly id?: number
  readonly weight?: number
}

function sortColumns(table: Table, options: ReadOptions): Columns {
  const named = (name: string, what: string): number => {
    const at = table.header.indexOf(name)
    requireInput(
      at >= 0,
      `找不到列 / ${table.path} has no column “${name}” for the ${what}; its columns are ${shortList(table.header)}.`,
    )
    return at
  }
  const ignored = new Set((options.ignore ?? []).map((name) => named(name, 'option --ignore')))
  const find = (names: RegExp) => {
    const at = table.header.findIndex((name, c) => names.test(name) && !ignored.has(c))
    return at < 0 ? undefined : at
  }
  const group = options.group ? named(options.group, 'group') : find(groupNames)
  const unnamedFirst = table.header[0] === '' ? 0 : undefined
  const id = options.id
    ? named(options.id, 'person')
    : (find(idNames) ?? unnamedFirst ?? distinctFirst(table, group))
  const weight = find(weightNames)
  const aside = new Set([...ignored, group, id, weight])
  const items = table.header.flatMap((name, c) =>
    aside.has(c) || groupNames.test(name) || idNames.test(name) ? [] : [c],
  )
  requireInput(
    items.length > 0,
    `没有题目列 / ${table.path} has no item columns besides ${shortList(table.header)}.`,
  )
  const names = items.map((c) => table.header[c]!)
  const repeated = names.find((name, k) => names.indexOf(name) !== k)
  requireInput(
    repeated === undefined,
    `题号重复 / ${table.path}: item id “${repeated}” stands on two columns. Rename one of them.`,
  )
  return { items, group, id, weight }
}

/** The first column, when no two persons share a value there: no item is like that. */
function distinctFirst(table: Table, group: number | undefined): number | undefined {
  if (group === 0 || table.rows.length < 30) return undefined
  return new Set(table.rows.map((row) => row[0])).size === table.rows.length ? 0 : undefined
}

function quotedEmptyIsOmitted(table: Table, options: ReadOptions): boolean {
  if (options.empty && options.empty !== 'auto') return options.empty === 'omitted'
  return options.key !== undefined || !table.quotesEverything
}

/** The answer in a cell: text, '' = omitted, null = not administered. */
function readCell(cell: string, quotedIsOmitted: boolean, empty: EmptyMeans): string | null {
  if (cell === quotedEmpty) return quotedIsOmitted ? '' : null
  if (missingTexts.has(cell)) return empty === 'omitted' && cell === '' ? '' : null
  return omittedTexts.has(cell.toLowerCase()) ? '' : cell
}

/** Half width, no spaces around, upper case: ａ → A. */
export function normaliseOption(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase()
}

function scoreFrom(table: Table, row: number, column: number, cell: string): number {
  const value = Number(cell)
  if (Number.isFinite(value) && value >= 0) return value
  throw new InputError(
    `分数无效 / ${table.path}: item ${table.header[column]}, data row ${row + 1} holds “${cell}”, expected a score of 0 or more. ` +
      'For option letters give --key; for a column that is not an item give --id, --group or --ignore.',
  )
}

function weightOf(table: Table, row: number, column: number): number {
  const value = Number(unquote(table.rows[row]![column]!))
  requireInput(
    Number.isInteger(value) && value >= 0,
    `频数无效 / ${table.path}: ${table.header[column]}, data row ${row + 1} holds “${table.rows[row]![column]}”, ` +
      'expected a whole number of persons.',
  )
  return value
}

function shortList(names: readonly string[]): string {
  return names.slice(0, 8).join(', ') + (names.length > 8 ? ` … (${names.length})` : '')
}
