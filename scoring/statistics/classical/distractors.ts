/*
 * What each option drew, and whom.
 *
 * For every option: how many chose it, and the point-biserial of choosing it
 * with the sum score and with the rest score. The key should be positive,
 * distractors negative; an option under 5 % does no work (Haladyna & Downing
 * 1993). Omitted answers are an option of their own, called "omit".
 */
import { requireInput } from '../input-error.ts'
import { correlation, mean } from '../math/moments.ts'
import { type ResponseMatrix, sumScores } from '../response-matrix.ts'

/** Name under which omitted answers are reported. */
export const omitted = 'omit'

export interface OptionStatistics {
  readonly option: string
  readonly isKey: boolean
  /** Persons who chose it, and their share of those administered the item. */
  readonly n: number
  readonly p: number
  /** Mean sum score of those who chose it, in points. */
  readonly meanTotal: number
  readonly rPbis: number
  readonly rPbisRest: number
}

/** Raw answers, row-major like the scores: option, '' = omitted, null = not administered. */
export type Choices = readonly (string | null)[]

/** Options of each item in item order; `keys` holds the accepted options per item. */
export function optionStatistics(
  matrix: ResponseMatrix,
  choices: Choices,
  keys: readonly (readonly string[])[],
): OptionStatistics[][] {
  requireInput(
    choices.length === matrix.scores.length && keys.length === matrix.items.length,
    `There are ${choices.length} answers and ${keys.length} keys for ${matrix.scores.length} scores of ` +
      `${matrix.items.length} items; the tables must have the same shape.`,
  )
  const totals = sumScores(matrix)
  return matrix.items.map((_, j) => ofItem(matrix, choices, totals, j, keys[j]!))
}

function ofItem(
  matrix: ResponseMatrix,
  choices: Choices,
  totals: Float64Array,
  j: number,
  keys: readonly string[],
): OptionStatistics[] {
  const width = matrix.items.length
  const chosen: string[] = []
  const total: number[] = []
  const rest: number[] = []
  for (let i = 0; i < matrix.persons; i++) {
    const choice = choices[i * width + j]
    if (choice === null || choice === undefined) continue
    chosen.push(choice === '' ? omitted : choice)
    total.push(totals[i]!)
    rest.push(totals[i]! - matrix.scores[i * width + j]!)
  }
  const options = [...new Set([...keys, ...chosen])].sort(omitLast)
  return options.map((option) => {
    const ticks = chosen.map((c) => (c === option ? 1 : 0))
    const n = ticks.reduce<number>((s, t) => s + t, 0)
    return {
      option,
      isKey: keys.includes(option),
      n,
      p: n / chosen.length,
      meanTotal: mean(total.filter((_, i) => ticks[i])),
      rPbis: correlation(ticks, total),
      rPbisRest: correlation(ticks, rest),
    }
  })
}

function omitLast(x: string, y: string): number {
  if (x === omitted || y === omitted) return x === y ? 0 : x === omitted ? 1 : -1
  return x < y ? -1 : x > y ? 1 : 0
}
