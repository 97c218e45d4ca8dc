/*
 * Plain-text tables for the terminal: columns aligned by display width, where
 * a Chinese character takes two cells.
 */

export type Cell = string | number | null | undefined

/** Rows under a header; numbers to `digits` decimals, missing ones as “–”. */
export function textTable(header: readonly string[], rows: readonly (readonly Cell[])[], digits = 3): string {
  const cells = [header, ...rows.map((row) => row.map((cell) => format(cell, digits)))]
  const widths = header.map((_, c) => Math.max(...cells.map((row) => displayWidth(row[c] ?? ''))))
  return cells
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? padEnd(cell, widths[c]!) : padStart(cell, widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A number for reading; “–” where there is none. */
export function format(cell: Cell, digits = 3): string {
  if (typeof cell === 'string') return cell
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '–'
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(digits)
}

function displayWidth(text: string): number {
  let width = 0
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1
  return width
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text
}
