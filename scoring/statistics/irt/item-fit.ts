/*
 * Item fit S-X²: observed against expected category shares at every sum
 * score. Expected shares come from the Lord–Wingersky recursion with and
 * without the item; cells expected below 1 join their neighbour.
 * Sources: Orlando & Thissen 2000; Kang & Chen 2008 for several categories.
 */

import { requireInput } from '../input-error.ts'
import { chiSquareTail } from '../math/distributions.ts'
import { evenGrid, normalWeights } from '../math/grid.ts'
import { isComplete, type ResponseMatrix } from '../response-matrix.ts'
import type { Calibration } from './calibrate.ts'
import { categoryProbabilities } from './probabilities.ts'
import { convolve } from './score-distribution.ts'

export interface ItemFit {
  readonly sx2: number
  readonly df: number
  readonly p: number
}

const smallestExpected = 1

/** One entry per item; NaN where an item has no parameters or too few cells. */
export function itemFit(matrix: ResponseMatrix, calibration: Calibration): ItemFit[] {
  requireInput(
    isComplete(matrix),
    'S-X² compares persons by sum score, so every item must be administered to every person; test forms one by one.',
  )
  const columns = calibration.items.flatMap((item, j) => (item.flags.includes('no-variance') ? [] : [j]))
  const items = columns.map((j) => calibration.items[j]!)
  const observed = observedTables(matrix, calibration, columns)
  const expected = expectedTables(items, Math.sqrt(calibration.variance))
  const fits = new Map(
    items.map((item, k) => {
      const fixed = calibration.model === 'rasch' || calibration.model === 'pcm'
      const parameters = item.intercepts.length + (fixed ? 0 : 1) + (calibration.model === '3pl' ? 1 : 0)
      return [columns[k]!, compare(observed[k]!, expected[k]!, parameters)]
    }),
  )
  return matrix.items.map((_, j) => fits.get(j) ?? { sx2: Number.NaN, df: 0, p: Number.NaN })
}

/** Persons by sum score and category, per item. */
function observedTables(
  matrix: ResponseMatrix,
  calibration: Calibration,
  columns: readonly number[],
): number[][][] {
  const width = matrix.items.length
  const codes = columns.map((j) => new Map(calibration.items[j]!.scores.map((v, k) => [v, k])))
  const top = codes.reduce((s, c) => s + c.size - 1, 0)
  const tables = codes.map((c) => Array.from({ length: top + 1 }, () => new Array<number>(c.size).fill(0)))
  for (let i = 0; i < matrix.persons; i++) {
    const own = columns.map((j, k) => codes[k]!.get(matrix.scores[i * width + j]!)!)
    const sum = own.reduce((s, v) => s + v, 0)
    own.forEach((code, k) => {
      tables[k]![sum]![code]! += 1
    })
  }
  return tables
}

/** P(category | sum score), per item. */
function expectedTables(items: Calibration['items'], sd: number): number[][][] {
  const nodes = evenGrid(6 * sd, 0.2 * sd)
  const weights = normalWeights(nodes, 0, sd)
  const top = items.reduce((s, item) => s + item.intercepts.length, 0)
  const tables = items.map((item) =>
    Array.from({ length: top + 1 }, () => new Array<number>(item.intercepts.length + 1).fill(0)),
  )
  nodes.forEach((theta, q) => {
    const p = items.map((item) => categoryProbabilities(item, theta))
    items.forEach((_, k) => {
      const rest = convolve(p.filter((_, l) => l !== k))
      p[k]!.forEach((own, category) => {
        rest.forEach((v, x) => {
          tables[k]![x + category]![category]! += weights[q]! * own * v
        })
      })
    })
  })
  return tables.map((table) =>
    table.map((row) => {
      const total = row.reduce((s, v) => s + v, 0)
      return row.map((v) => (total > 0 ? v / total : 0))
    }),
  )
}

function compare(observed: number[][], expected: number[][], parameters: number): ItemFit {
  // A sum of 0 or of the maximum leaves no freedom: everybody there has the same category.
  const rows = observed.slice(1, -1).map((o, s) => {
    const n = o.reduce((sum, v) => sum + v, 0)
    return { observed: o, expected: expected[s + 1]!.map((p) => p * n) }
  })
  const pooled = poolRows(rows.filter((row) => row.observed.some((v) => v > 0)))
  let sx2 = 0
  let df = -parameters
  for (const row of pooled) {
    const cells = poolCells(row)
    df += cells.length - 1
    for (const cell of cells)
      if (cell.expected > 0) sx2 += (cell.observed - cell.expected) ** 2 / cell.expected
  }
  return df > 0 ? { sx2, df, p: chiSquareTail(sx2, df) } : { sx2, df: 0, p: Number.NaN }
}

interface Row {
  readonly observed: readonly number[]
  readonly expected: readonly number[]
}

/** Joins neighbouring sum scores, from both ends inward, until every category is expected often enough. */
function poolRows(rows: readonly Row[]): Row[] {
  const enough = (row: Row) => row.expected.every((v) => v >= smallestExpected)
  const join = (x: Row, y: Row): Row => ({
    observed: x.observed.map((v, k) => v + y.observed[k]!),
    expected: x.expected.map((v, k) => v + y.expected[k]!),
  })
  const out: Row[] = []
  let open: Row | undefined
  for (const row of rows) {
    open = open ? join(open, row) : row
    if (enough(open) || row.observed.length > 2) {
      out.push(open)
      open = undefined
    }
  }
  if (open) out.push(out.length ? join(out.pop()!, open) : open)
  return out
}

/** Joins neighbouring categories of one row until each is expected often enough. */
function poolCells(row: Row): { observed: number; expected: number }[] {
  const out: { observed: number; expected: number }[] = []
  let observed = 0
  let expected = 0
  row.expected.forEach((v, k) => {
    observed += row.observed[k]!
    expected += v
    if (expected >= smallestExpected) {
      out.push({ observed, expected })
      observed = 0
      expected = 0
    }
  })
  const last = out.at(-1)
  if (last) {
    last.observed += observed
    last.expected += expected
  } else out.push({ observed, expected })
  return out
}
