/*
 * DIF of every item between a reference and a focal group, optionally with
 * purification: items found to function differently leave the matching score
 * and all are tested again, until the same items are found twice (Lord 1980;
 * Candell & Drasgow 1988). Mantel–Haenszel and logistic regression are
 * purified each by its own findings.
 */
import { requireInput } from '../input-error.ts'
import { type ResponseMatrix, requireDichotomous } from '../response-matrix.ts'
import { type LogisticDif, logisticDif } from './logistic-dif.ts'
import { type MantelHaenszel, mantelHaenszel } from './mantel-haenszel.ts'
import { type MatchedPerson, matchPersons } from './matching.ts'

export interface DifItem extends MantelHaenszel {
  readonly id: string
  /** Persons of each group administered the item. */
  readonly nReference: number
  readonly nFocal: number
  readonly logistic: LogisticDif
}

export interface DifAnalysis {
  readonly items: readonly DifItem[]
  readonly purification: {
    readonly rounds: number
    readonly converged: boolean
    /** Items left out of the Mantel–Haenszel matching score. */
    readonly excluded: readonly string[]
  }
  readonly warnings: readonly string[]
}

export interface DifOptions {
  readonly purify?: boolean
  /** An item below this p-value counts as found. Default .05. */
  readonly significance?: number
  readonly maxRounds?: number
}

/** `group` holds 0 (reference) or 1 (focal) per person. */
export function analyseDif(
  matrix: ResponseMatrix,
  group: ArrayLike<number>,
  options: DifOptions = {},
): DifAnalysis {
  requireDichotomous(matrix, 'DIF analysis')
  const sizes = [0, 0]
  for (let i = 0; i < matrix.persons; i++) sizes[group[i]!]! += 1
  requireInput(
    sizes[0]! > 0 && sizes[1]! > 0,
    `DIF compares two groups, but they have ${sizes[0]} and ${sizes[1]} persons; give both.`,
  )
  const mh = purified(matrix, group, mantelHaenszel, (r) => r.p, options)
  const logistic = purified(matrix, group, logisticDif, (r) => Math.min(r.uniformP, r.nonUniformP), options)
  const items = matrix.items.map((id, j) => {
    const { nReference, nFocal } = mh.sizes[j]!
    return { id, nReference, nFocal, ...mh.results[j]!, logistic: logistic.results[j]! }
  })
  return {
    items,
    purification: {
      rounds: mh.rounds,
      converged: mh.converged && logistic.converged,
      excluded: matrix.items.filter((_, j) => !mh.anchors[j]),
    },
    warnings: warnings(items, sizes, mh.converged && logistic.converged),
  }
}

interface Purified<T> {
  readonly results: readonly T[]
  readonly sizes: readonly { readonly nReference: number; readonly nFocal: number }[]
  readonly anchors: readonly boolean[]
  readonly rounds: number
  readonly converged: boolean
}

function purified<T>(
  matrix: ResponseMatrix,
  group: ArrayLike<number>,
  test: (persons: readonly MatchedPerson[]) => T,
  pOf: (result: T) => number,
  { purify = false, significance = 0.05, maxRounds = 10 }: DifOptions,
): Purified<T> {
  let anchors = matrix.items.map(() => true)
  for (let rounds = 1; ; rounds++) {
    const matched = matrix.items.map((_, j) => matchPersons(matrix, group, j, anchors))
    const results = matched.map(test)
    const next = results.map((r) => !(pOf(r) < significance))
    const settled = !purify || next.every((keep, j) => keep === anchors[j])
    if (settled || rounds > maxRounds || !next.some(Boolean)) {
      const sizes = matched.map((persons) => {
        const nFocal = persons.reduce((s, p) => s + p.group, 0)
        return { nReference: persons.length - nFocal, nFocal }
      })
      return { results, sizes, anchors, rounds, converged: settled }
    }
    anchors = next
  }
}

function warnings(items: readonly DifItem[], sizes: readonly number[], converged: boolean): string[] {
  const small = Math.min(...sizes)
  const unknown = items.filter((item) => item.class === null).map((item) => item.id)
  return [
    ...(small < 200
      ? [
          `人数较少的一组不足 200 人。The smaller group has ${small} persons; under 200 only large DIF can be seen.`,
        ]
      : []),
    ...(converged ? [] : ['净化未稳定。Purification did not settle; the last round is reported.']),
    ...(unknown.length
      ? [`无法计算优势比 No odds ratio (everybody right or wrong in a group): ${unknown.join(', ')}.`]
      : []),
  ]
}
