/*
 * Option curves: the share choosing each option among persons grouped by sum
 * score. The key's curve should rise, a distractor's fall; a distractor that
 * rises at the top has something right about it.
 */
import { requireInput } from '../input-error.ts'
import { mean } from '../math/moments.ts'
import { type ResponseMatrix, sumScores } from '../response-matrix.ts'
import { type Choices, omitted } from './distractors.ts'

export interface OptionCurve {
  readonly option: string
  /** Share per group, low to high. */
  readonly shares: readonly number[]
}

export interface OptionCurves {
  /** Persons and mean sum score per group, low to high. */
  readonly groups: readonly { readonly n: number; readonly meanTotal: number }[]
  readonly curves: readonly OptionCurve[]
}

/** Curves of one item over `groupCount` groups of nearly equal size; equal scores share a group. */
export function optionCurves(
  matrix: ResponseMatrix,
  choices: Choices,
  item: number,
  groupCount = 5,
): OptionCurves {
  requireInput(groupCount >= 2, `Option curves need at least 2 groups, not ${groupCount}.`)
  const width = matrix.items.length
  const totals = sumScores(matrix)
  const persons = Array.from({ length: matrix.persons }, (_, i) => i)
    .filter((i) => choices[i * width + item] != null)
    .sort((p, q) => totals[p]! - totals[q]!)
  const groups: number[][] = Array.from({ length: groupCount }, () => [])
  let group = 0
  persons.forEach((i, rank) => {
    const tied = rank > 0 && totals[persons[rank - 1]!] === totals[i]
    if (!tied) group = Math.max(group, Math.floor((rank * groupCount) / persons.length))
    groups[group]!.push(i)
  })
  const filled = groups.filter((g) => g.length > 0)
  const name = (i: number) => choices[i * width + item] || omitted
  const options = [...new Set(persons.map(name))].sort()
  return {
    groups: filled.map((g) => ({ n: g.length, meanTotal: mean(g.map((i) => totals[i]!)) })),
    curves: options.map((option) => ({
      option,
      shares: filled.map((g) => g.filter((i) => name(i) === option).length / g.length),
    })),
  }
}
