/*
 * Logistic-regression DIF: logit P = β0 + β1·score + β2·group + β3·score·group.
 *
 * Uniform: does group add to score; non-uniform: does the interaction add to
 * both. Each is a likelihood-ratio test with one degree of freedom. The effect
 * size is the gain in Nagelkerke's R². Sources: Swaminathan & Rogers 1990;
 * Nagelkerke 1991; Jodoin & Gierl 2001 for the bounds .035 and .070.
 */
import { chiSquareTail } from '../math/distributions.ts'
import { logisticRegression } from '../math/logistic-regression.ts'
import type { MatchedPerson } from './matching.ts'

export interface LogisticDif {
  readonly uniformChi2: number
  readonly uniformP: number
  readonly nonUniformChi2: number
  readonly nonUniformP: number
  /** Gain in Nagelkerke R² of both group terms over the score alone. */
  readonly r2Gain: number
  /** Jodoin–Gierl class of the gain. */
  readonly effect: 'A' | 'B' | 'C'
}

/** One cell of the regression: persons alike in group and matching score. */
interface Cell {
  readonly group: number
  /** Matching score, standardised. */
  readonly score: number
  n: number
  right: number
}

export function logisticDif(persons: readonly MatchedPerson[]): LogisticDif {
  const cells = collectCells(persons)
  const empty = logLik(cells, () => [1])
  const score = logLik(cells, (c) => [1, c.score])
  const uniform = logLik(cells, (c) => [1, c.score, c.group])
  const both = logLik(cells, (c) => [1, c.score, c.group, c.score * c.group])
  const uniformChi2 = Math.max(0, 2 * (uniform - score))
  const nonUniformChi2 = Math.max(0, 2 * (both - uniform))
  const n = persons.length
  const nagelkerke = (value: number) =>
    (1 - Math.exp((2 * (empty - value)) / n)) / (1 - Math.exp((2 * empty) / n))
  const r2Gain = nagelkerke(both) - nagelkerke(score)
  return {
    uniformChi2,
    uniformP: chiSquareTail(uniformChi2, 1),
    nonUniformChi2,
    nonUniformP: chiSquareTail(nonUniformChi2, 1),
    r2Gain,
    effect: r2Gain >= 0.07 ? 'C' : r2Gain >= 0.035 ? 'B' : 'A',
  }
}

function collectCells(persons: readonly MatchedPerson[]): Cell[] {
  const n = persons.length
  const centre = persons.reduce((s, p) => s + p.matching, 0) / n
  const spread = Math.sqrt(persons.reduce((s, p) => s + (p.matching - centre) ** 2, 0) / n) || 1
  const cells = new Map<string, Cell>()
  for (const { group, matching, score } of persons) {
    const key = `${group}|${matching}`
    let cell = cells.get(key)
    if (!cell) {
      cell = { group, score: (matching - centre) / spread, n: 0, right: 0 }
      cells.set(key, cell)
    }
    cell.n++
    cell.right += score
  }
  return [...cells.values()]
}

function logLik(cells: readonly Cell[], design: (cell: Cell) => number[]): number {
  return logisticRegression(cells.map((c) => ({ x: design(c), n: c.n, successes: c.right }))).logLik
}
