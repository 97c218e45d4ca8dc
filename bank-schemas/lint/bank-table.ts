/*
 * The table of banks in item-banks/README.md: what each holds, and how many
 * findings are open.
 */
import type { Issue } from '../issue.ts'
import type { Item } from '../types/documents.ts'
import type { BankContext, LevelContext } from './bank-context.ts'
import { pointsOf } from './syllabus-nodes.ts'

/** Kinds in the order of a paper, with their Chinese names. */
export const kindNames: Readonly<Record<Item['kind'], string>> = {
  'single-choice': '单选',
  'multiple-response': '多选',
  'true-false': '判断',
  'fill-in': '填空',
  numeric: '数值',
  matching: '匹配',
  ordering: '排序',
  hotspot: '识图',
  'short-answer': '简答',
  essay: '论述',
  case: '案例',
}

/** A Markdown table, one row a bank and level, and a line of sums. */
export function bankTable(banks: readonly { context: BankContext; issues: readonly Issue[] }[]): string {
  const kinds = Object.values(kindNames)
  const header = ['题库', '等级', '鉴定点', '试题', ...kinds, '公开', '模型', '实操', '图片', '错误', '警告']
  const rows = banks.flatMap(({ context, issues }) =>
    context.levels.map((level, i) => [
      nameOf(context),
      `${level.level}`,
      ...countsOf(level),
      ...bankCounts(context, issues, i),
    ]),
  )
  const sums = header.map((_, column) => sumOf(rows, column))
  return aligned([header, ...rows, ['合计', '', ...sums.slice(2)]])
}

function nameOf({ id, bank }: BankContext): string {
  return `${bank?.name ?? ''} \`${id}\``.trim()
}

function countsOf({ syllabus, items, models, tasks }: LevelContext): string[] {
  const points = syllabus ? Array.from(pointsOf(syllabus)).length : 0
  const byKind = Object.keys(kindNames).map((kind) => items.filter((item) => item.kind === kind).length)
  const open = items.filter(({ secrecy }) => secrecy === 'open').length
  return [points, items.length, ...byKind, open, models.length, tasks.length].map(String)
}

/** Pictures and findings belong to the bank: they stand in the row of its first level. */
function bankCounts(context: BankContext, issues: readonly Issue[], i: number): string[] {
  if (i > 0) return ['', '', '']
  const ofSeverity = (severity: Issue['severity']) =>
    issues.filter((issue) => issue.severity === severity).length
  return [Array.from(context.media.keys()).length, ofSeverity('error'), ofSeverity('warning')].map(String)
}

function sumOf(rows: readonly string[][], column: number): string {
  return String(rows.reduce((sum, row) => sum + Number(row[column] || 0), 0))
}

/** Columns as wide as their widest cell, names to the left and numbers to the right, as the formatter has them. */
function aligned([header, ...rows]: readonly string[][]): string {
  const widths = header!.map((_, i) => Math.max(3, ...[header!, ...rows].map((row) => widthOf(row[i]!))))
  const rule = widths.map((width, i) => (i < names ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [header!, rule, ...rows]
    .map((row) => `| ${row.map((cell, i) => padded(cell, widths[i]!, i)).join(' | ')} |`)
    .join('\n')
}

/** The first columns name the row; the others count. */
const names = 2

function padded(cell: string, width: number, column: number): string {
  const space = ' '.repeat(width - widthOf(cell))
  return column < names ? cell + space : space + cell
}

/** A Chinese character takes the place of two letters. */
function widthOf(text: string): number {
  return Array.from(text, (char) => (char.codePointAt(0)! >= 0x1100 ? 2 : 1)).reduce<number>(
    (sum, width) => sum + width,
    0,
  )
}
