/* Reference data as the tests need it. Sources stand in the files themselves. */
import actMath from '../../../scoring/statistics/conformance/act-math.json' with { type: 'json' }
import dif30 from '../../../scoring/statistics/conformance/dif30.json' with { type: 'json' }
import lsat from '../../../scoring/statistics/conformance/lsat.json' with { type: 'json' }
import mcq30 from '../../../scoring/statistics/conformance/mcq30.json' with { type: 'json' }
import raterAgreement from '../../../scoring/statistics/conformance/rater-agreement.json' with {
  type: 'json',
}
import { type ResponseMatrix, responseMatrix } from '../../../scoring/statistics/index.ts'

export { actMath, dif30, lsat, mcq30, raterAgreement }

/** Patterns with frequencies as one row per person. */
export function lsatMatrix(name: 'LSAT6' | 'LSAT7'): ResponseMatrix {
  const rows = lsat[name].patterns.flatMap(([pattern, n]) =>
    Array.from({ length: Number(n) }, () => [...String(pattern)].map(Number)),
  )
  return responseMatrix(['Item.1', 'Item.2', 'Item.3', 'Item.4', 'Item.5'], rows)
}

export function mcqData(): { matrix: ResponseMatrix; choices: (string | null)[]; omitted: number[] } {
  const choices = mcq30.responses.flatMap((row) => [...row].map((c) => (c === '-' ? '' : c)))
  const width = mcq30.items.length
  const scores = Float64Array.from(choices, (c, at) => (c === mcq30.key[at % width] ? 1 : 0))
  const omitted = mcq30.items.map((_, j) => mcq30.responses.filter((row) => row[j] === '-').length)
  return { matrix: { items: mcq30.items, persons: mcq30.responses.length, scores }, choices, omitted }
}

export function difData(): { matrix: ResponseMatrix; group: number[] } {
  const parts = dif30.responses.map((row) => row.split('|'))
  return {
    matrix: responseMatrix(
      dif30.items,
      parts.map(([, answers]) => [...answers!].map(Number)),
    ),
    group: parts.map(([group]) => Number(group)),
  }
}

/** Largest absolute difference of two lists. */
export function largestGap(x: readonly number[], y: readonly number[]): number {
  return Math.max(...x.map((v, i) => Math.abs(v - y[i]!)))
}
