/*
 * How much information the pool can give so many forms at their weakest ability:
 * the aggregated relaxation, with t, the information of an average form, as
 * large as it can be.
 *
 *   maximise t   subject to   Σ I_k(i) y_i ≥ forms · ratio_k · t   at every ability k
 *
 * Its reduced costs say how far an item is from being worth taking: the pool is
 * cut down by them.
 */

import type { Program } from '../program.ts'
import { ProgramBuilder } from '../program.ts'
import { addAggregate, addOverlapCost } from '../relaxation.ts'
import { mostUses, type Specification } from '../specification.ts'

export interface InformationProgram {
  readonly program: Program
  readonly labels: readonly string[]
  /** Column of each unit. */
  readonly columns: readonly number[]
}

/** `ratios`: information asked for at each ability relative to the others; 1 where all count alike. */
export function informationProgram(
  spec: Specification,
  information: readonly Float64Array[],
  ratios: readonly number[],
  forms: number,
  whole = false,
): InformationProgram {
  const builder = new ProgramBuilder()
  const columns = spec.sizes.map((_, unit) =>
    builder.column({ upper: mostUses(spec, unit, forms), integer: whole }),
  )
  addAggregate(builder, spec, forms, columns)
  addOverlapCost(builder, spec, forms, columns)
  const least = builder.column({ cost: -1 })
  information.forEach((values, k) => {
    builder.row(
      `information:${k}`,
      0,
      Number.POSITIVE_INFINITY,
      [...columns, least],
      [...values, -ratios[k]! * forms],
    )
  })
  return { program: builder.build(), labels: builder.labels, columns }
}
