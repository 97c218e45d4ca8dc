/*
 * One item over several forms. Shares are exact over all persons; a
 * correlation is taken within each form, where total scores mean the same, and
 * averaged by Fisher's z weighted n − 3 (Hedges & Olkin 1985).
 */
import { requireInput } from '../input-error.ts'
import type { AnalysedItem } from './analyse-test.ts'
import type { OptionStatistics } from './distractors.ts'

export interface Correlation {
  readonly r: number
  readonly n: number
}

/** NaN when no form has 4 persons and a correlation. */
export function poolCorrelations(parts: readonly Correlation[]): number {
  let sum = 0
  let weights = 0
  for (const { r, n } of parts) {
    if (!Number.isFinite(r) || n <= 3) continue
    sum += (n - 3) * Math.atanh(Math.max(-0.999999, Math.min(0.999999, r)))
    weights += n - 3
  }
  return weights > 0 ? Math.tanh(sum / weights) : Number.NaN
}

/** The same item in different forms as one; its figures of a whole test (alphaIfDeleted) are NaN when there are several. */
export function poolItem(parts: readonly AnalysedItem[]): AnalysedItem {
  const first = parts[0]
  requireInput(first !== undefined, 'There is no analysis to pool; give at least one.')
  requireInput(
    parts.every((part) => part.id === first.id),
    `Analyses of different items cannot be pooled: ${[...new Set(parts.map((part) => part.id))].join(', ')}.`,
  )
  if (parts.length === 1) return first
  const n = parts.reduce((sum, part) => sum + part.n, 0)
  const maximum = Math.max(...parts.map((part) => part.maximum))
  const mean = weighted(parts, (part) => part.mean)
  const variance =
    parts.reduce((sum, part) => sum + within(part) + part.n * (part.mean - mean) ** 2, 0) / Math.max(1, n - 1)
  const pooled = (of: (part: AnalysedItem) => number) =>
    poolCorrelations(parts.map((part) => ({ r: of(part), n: part.n })))
  return {
    id: first.id,
    n,
    mean,
    variance,
    maximum,
    p: mean / maximum,
    seP: Math.sqrt(variance / n) / maximum,
    rPbis: pooled((part) => part.rPbis),
    rPbisCorrected: pooled((part) => part.rPbisCorrected),
    rBis: Number.NaN,
    omitted: parts.reduce((sum, part) => sum + part.omitted, 0),
    notAdministered: parts.reduce((sum, part) => sum + part.notAdministered, 0),
    alphaIfDeleted: Number.NaN,
    options: poolOptions(parts, n),
  }
}

function poolOptions(parts: readonly AnalysedItem[], n: number): OptionStatistics[] {
  const names = [...new Set(parts.flatMap((part) => part.options.map(({ option }) => option)))].sort()
  return names.map((option) => {
    const found = parts.flatMap((part) =>
      part.options.filter((one) => one.option === option).map((one) => ({ one, persons: part.n })),
    )
    const chosen = found.reduce((sum, { one }) => sum + one.n, 0)
    const pooled = (of: (one: OptionStatistics) => number) =>
      poolCorrelations(found.map(({ one, persons }) => ({ r: of(one), n: persons })))
    return {
      option,
      isKey: found.some(({ one }) => one.isKey),
      n: chosen,
      p: chosen / n,
      meanTotal:
        found.reduce((sum, { one }) => sum + (one.n > 0 ? one.n * one.meanTotal : 0), 0) /
        Math.max(1, chosen),
      rPbis: pooled((one) => one.rPbis),
      rPbisRest: pooled((one) => one.rPbisRest),
    }
  })
}

const within = (part: AnalysedItem): number => (part.n > 1 ? (part.n - 1) * part.variance : 0)

function weighted(parts: readonly AnalysedItem[], of: (part: AnalysedItem) => number): number {
  const n = parts.reduce((sum, part) => sum + part.n, 0)
  return parts.reduce((sum, part) => sum + (part.n > 0 ? part.n * of(part) : 0), 0) / n
}
