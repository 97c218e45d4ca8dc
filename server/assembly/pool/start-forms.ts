/*
 * A first division of the relaxation's solution: the units it wants most, group
 * by group in the proportions it wants them, dealt to the forms in turn.
 */
import type { Specification } from '../specification.ts'

export function startForms(
  spec: Specification,
  groupOf: Int32Array,
  wanted: Float64Array,
  lengthOf: (unit: number) => number,
  length: number,
  forms: number,
): number[][] {
  const result: number[][] = Array.from({ length: forms }, () => [])
  const lengths = new Array<number>(forms).fill(0)
  const isIn = result.map(() => new Set<number>())
  const give = (unit: number): boolean => {
    const size = lengthOf(unit)
    const open = lengths.flatMap((sum, form) =>
      sum + size <= length && !isIn[form]!.has(unit) ? [form] : [],
    )
    const form = open.sort((a, b) => lengths[a]! - lengths[b]!)[0]
    if (form === undefined) return false
    result[form]!.push(unit)
    isIn[form]!.add(unit)
    lengths[form] = lengths[form]! + size
    return true
  }
  const copies = copiesOf(spec, groupOf, wanted, forms)
  // What must be in every form first, then large sets, then single items group by group.
  copies.sort((a, b) => lengthOf(b.unit) - lengthOf(a.unit) || a.group - b.group || b.wanted - a.wanted)
  for (const { unit } of copies.filter((copy) => copy.chosen)) give(unit)
  const spare = copies.filter((copy) => !copy.chosen).sort((a, b) => b.wanted - a.wanted)
  for (const { unit } of spare) {
    if (lengths.every((sum) => sum === length)) break
    give(unit)
  }
  return result
}

interface Copy {
  readonly unit: number
  readonly group: number
  /** How much of this copy the relaxation takes, 0 … 1. */
  readonly wanted: number
  chosen: boolean
}

function copiesOf(spec: Specification, groupOf: Int32Array, wanted: Float64Array, forms: number): Copy[] {
  const copies: Copy[] = []
  for (let unit = 0; unit < spec.units; unit++) {
    for (let n = 0; n < Math.min(spec.uses[unit]!, forms); n++) {
      copies.push({
        unit,
        group: groupOf[unit]!,
        wanted: Math.min(1, Math.max(0, wanted[unit]! - n)),
        chosen: false,
      })
    }
  }
  for (const group of Map.groupBy(copies, (copy) => copy.group).values()) {
    const due = Math.round(group.reduce((sum, copy) => sum + copy.wanted, 0))
    group.sort((a, b) => b.wanted - a.wanted || a.unit - b.unit)
    for (const copy of group.slice(0, due)) copy.chosen = true
  }
  return copies
}
