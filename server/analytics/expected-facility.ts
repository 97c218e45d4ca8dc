/*
 * What facility an item should have in a batch if only the candidates changed:
 * its earlier facility, moved on the logit scale by the median move of all
 * items the batch shares with earlier ones. One leaked item does not move a
 * median; a stronger cohort does. Our convention, in the spirit of the delta
 * plot (Angoff & Ford 1973).
 */
import type { ItemStatistics } from './model.ts'

export interface ItemMove {
  readonly reference: { readonly n: number; readonly p: number }
  readonly present: { readonly n: number; readonly p: number }
  readonly expected: number
}

/** Fewest common items by which a cohort can be told apart from its items. */
const fewestCommon = 10

/** By revision; only items that were used before this batch. Empty when too few were. */
export function expectedFacilities(
  items: readonly Pick<ItemStatistics, 'hash' | 'history'>[],
  batchId: string,
): ReadonlyMap<string, ItemMove> {
  const both = items.flatMap((item) => {
    const present = item.history.find((use) => use.batchId === batchId)
    const before = item.history.filter((use) => use.batchId !== batchId)
    const n = before.reduce((sum, use) => sum + use.n, 0)
    if (!present || n === 0) return []
    const p = before.reduce((sum, use) => sum + use.n * use.facility, 0) / n
    return [{ hash: item.hash, reference: { n, p }, present: { n: present.n, p: present.facility } }]
  })
  if (both.length < fewestCommon) return new Map()
  const move = median(both.map(({ reference, present }) => logitOf(present) - logitOf(reference)))
  return new Map(
    both.map(({ hash, reference, present }) => [
      hash,
      { reference, present, expected: 1 / (1 + Math.exp(-(logitOf(reference) + move))) },
    ]),
  )
}

/** Half a person is added on each side, so that all right and all wrong have a place. */
const logitOf = ({ n, p }: { n: number; p: number }): number => Math.log((n * p + 0.5) / (n * (1 - p) + 0.5))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
