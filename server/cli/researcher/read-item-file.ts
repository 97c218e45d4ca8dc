/* Reads item parameters: a header id,a,b (and c), one row per item. */
import { InputError } from '../../../scoring/statistics/input-error.ts'
import type { AnchorItem } from '../../../scoring/statistics/linking/link-scales.ts'
import { numberFrom, readTable, type Table, unquote } from './read-table.ts'

export function readItemFile(path: string): AnchorItem[] {
  const table = readTable(path)
  const id = columnOf(table, /^(id|item|item[_ -]?id|题号|题目)?$/i, 'id')
  const a = columnOf(table, /^(a|slope|discrimination)$/i, 'a')
  const b = columnOf(table, /^(b|difficulty)$/i, 'b')
  const c = table.header.findIndex((name) => /^(c|g|guessing)$/i.test(name))
  const items = table.rows.map((row, r) => ({
    id: unquote(row[id]!),
    a: numberFrom(table, r, a),
    b: numberFrom(table, r, b),
    c: c < 0 || unquote(row[c]!) === '' ? 0 : numberFrom(table, r, c),
  }))
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(item.id)) throw new InputError(`题号重复 / ${path}: item ${item.id} stands on two rows.`)
    seen.add(item.id)
  }
  return items
}

function columnOf(table: Table, names: RegExp, name: string): number {
  const at = table.header.findIndex((title) => names.test(title))
  if (at >= 0) return at
  throw new InputError(
    `缺少列 / ${table.path} has no column “${name}”; expected a header id,a,b and found ${table.header.join(',')}.`,
  )
}
