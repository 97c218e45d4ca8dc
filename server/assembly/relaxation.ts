/*
 * The aggregated relaxation: one copy of the bank for all forms together.
 *
 * y is in how many of the forms a unit stands, 0 … uses, not necessarily whole;
 * every limit holds for the sum of the forms. (Variables are marked whole for
 * those who want them so; the bound is taken with that ignored.) Whatever is impossible here is
 * impossible, and no set of forms is better than this: it is the bound printed
 * with every assembly. Overlap: a unit in n forms is shared by n(n−1)/2 pairs,
 * written as its tangents at whole n.
 */
import { addBundles, addCentre, addLimit } from './forms-program.ts'
import { type Program, ProgramBuilder } from './program.ts'
import { mostUses, type Specification } from './specification.ts'

export interface Relaxation {
  readonly program: Program
  readonly labels: readonly string[]
  /** Column of each unit. */
  readonly columns: readonly number[]
}

export function relaxation(spec: Specification, forms: number): Relaxation {
  const builder = new ProgramBuilder()
  const columns = spec.sizes.map((_, unit) => {
    const price = spec.unwritten?.get(unit)
    return builder.column(
      price === undefined
        ? { upper: mostUses(spec, unit, forms), integer: true }
        : { cost: price, integer: true },
    )
  })
  addAggregate(builder, spec, forms, columns)
  addOverlapCost(builder, spec, forms, columns)
  return { program: builder.build(), labels: builder.labels, columns }
}

/** The limits of `forms` forms together, over one column a unit. */
export function addAggregate(
  builder: ProgramBuilder,
  spec: Specification,
  forms: number,
  columns: readonly number[],
): void {
  for (const limit of spec.limits) addLimit(builder, limit, limit.id, (unit) => [columns[unit]!], forms)
  for (const group of spec.enemies) {
    builder.row(
      'enemies',
      0,
      forms,
      group.map((unit) => columns[unit]!),
      group.map(() => 1),
    )
  }
  addBundles(builder, spec, '', (unit) => [columns[unit]!], forms)
  // The sum of the forms is their number times a centre, wherever that lies.
  for (const even of spec.evenness) addCentre(builder, even)(even.id, columns, [...even.values], forms, true)
}

export function addOverlapCost(
  builder: ProgramBuilder,
  spec: Specification,
  forms: number,
  columns: readonly number[],
): void {
  const shared: number[] = []
  const sizes: number[] = []
  spec.sizes.forEach((size, unit) => {
    const uses = spec.unwritten?.has(unit) ? 1 : mostUses(spec, unit, forms)
    if (uses < 2) return
    const pairs = builder.column({ cost: size * spec.commonCost })
    shared.push(pairs)
    sizes.push(size)
    // n(n−1)/2 ≥ k·n − k(k+1)/2, with equality at n = k and n = k + 1.
    for (let k = 1; k < uses; k++) {
      builder.row('uses', -Infinity, (k * (k + 1)) / 2, [columns[unit]!, pairs], [k, -1])
    }
  })
  const pairsOfForms = (forms * (forms - 1)) / 2
  if (shared.length > 0) builder.row('overlap', 0, spec.maxCommon * pairsOfForms, shared, sizes)
}
