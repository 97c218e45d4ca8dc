/*
 * Rows of a linear program that cannot hold together, and none of them could be
 * left out.
 *
 * First every row may be broken at a price: the rows that carry a price in the
 * cheapest solution are to blame together (Farkas). Then they are left out by
 * halves, quarters … single rows, as long as the rest is still impossible.
 * The solver's own search for such a set tries every column too, which takes
 * minutes for a pool of 20,000 items; this takes about two seconds.
 */
import type { Program } from './program.ts'
import type { Solver } from './solver.ts'

export async function minimalConflict(solver: Solver, program: Program): Promise<number[]> {
  let rows = await blamedRows(solver, program)
  for (let size = Math.ceil(rows.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < rows.length; ) {
      const without = [...rows.slice(0, from), ...rows.slice(from + size)]
      if (without.length > 0 && (await isImpossible(solver, program, without))) rows = without
      else from += size
    }
  }
  return rows
}

async function isImpossible(solver: Solver, program: Program, rows: readonly number[]): Promise<boolean> {
  const outcome = await solver.solve(rowsOf(program, rows), { seed: 1, relax: true })
  return outcome.status === 'infeasible'
}

async function blamedRows(solver: Solver, program: Program): Promise<number[]> {
  const { rowDuals } = await solver.solve(breakable(program), { seed: 1, relax: true })
  return [...rowDuals!].flatMap((price, row) => (Math.abs(price) > 1e-9 ? [row] : []))
}

/** Every row may fall short or be exceeded, each unit of it at cost 1 relative to the row's largest figure. */
function breakable(program: Program): Program {
  const { rows, columns, starts } = program
  const own = [...Array(rows).keys()].flatMap((row) => [
    ...(Number.isFinite(program.rowLower[row]!) ? [{ row, sign: 1 }] : []),
    ...(Number.isFinite(program.rowUpper[row]!) ? [{ row, sign: -1 }] : []),
  ])
  const byRow = Map.groupBy(
    own.map((slack, k) => ({ ...slack, column: columns + k })),
    ({ row }) => row,
  )
  const newStarts = new Int32Array(rows + 1)
  const indices = new Int32Array(program.indices.length + own.length)
  const values = new Float64Array(indices.length)
  const sizes = new Float64Array(rows)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++, at++) {
      indices[at] = program.indices[k]!
      values[at] = program.values[k]!
      sizes[row] = Math.max(sizes[row]!, Math.abs(program.values[k]!))
    }
    for (const { column, sign } of byRow.get(row) ?? []) {
      indices[at] = column
      values[at++] = sign * (sizes[row]! || 1)
    }
    newStarts[row + 1] = at
  }
  const extend = (array: Float64Array, value: number) =>
    Float64Array.from({ length: columns + own.length }, (_, k) => (k < columns ? array[k]! : value))
  return {
    ...program,
    columns: columns + own.length,
    cost: extend(new Float64Array(columns), 1),
    lower: extend(program.lower, 0),
    upper: extend(program.upper, Number.POSITIVE_INFINITY),
    integer: new Int32Array(columns + own.length),
    starts: newStarts,
    indices,
    values,
  }
}

/** The program with some of its rows only. */
function rowsOf(program: Program, rows: readonly number[]): Program {
  const parts = rows.map((row) => [program.starts[row]!, program.starts[row + 1]!] as const)
  const starts = new Int32Array(rows.length + 1)
  parts.forEach(([from, to], k) => {
    starts[k + 1] = starts[k]! + to - from
  })
  const indices = new Int32Array(starts.at(-1)!)
  const values = new Float64Array(starts.at(-1)!)
  parts.forEach(([from, to], k) => {
    indices.set(program.indices.subarray(from, to), starts[k]!)
    values.set(program.values.subarray(from, to), starts[k]!)
  })
  return {
    ...program,
    rows: rows.length,
    rowLower: Float64Array.from(rows, (row) => program.rowLower[row]!),
    rowUpper: Float64Array.from(rows, (row) => program.rowUpper[row]!),
    cost: new Float64Array(program.columns),
    starts,
    indices,
    values,
  }
}
