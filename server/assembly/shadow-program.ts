/*
 * One form after another, with a shadow of those still to come (big shadow
 * test, van der Linden).
 *
 * The form at hand is chosen item by item; beside it the rest of the forms
 * stand as one aggregate that need not be whole, and must be able to keep every
 * limit with what is left. Without the shadow the first forms take the best of
 * the bank and the last ones end 35–40 % worse, or cannot be made at all.
 */
import { noise } from './forms-program.ts'
import { type Program, ProgramBuilder } from './program.ts'
import { addAggregate } from './relaxation.ts'
import type { SeededRandom } from './seeded-random.ts'
import { mostUses, type Specification } from './specification.ts'

export interface ShadowProgram {
  readonly program: Program
  readonly labels: readonly string[]
  read(values: Float64Array): number[]
}

/** The next form, given those already built. */
export function shadowProgram(
  spec: Specification,
  forms: number,
  built: readonly (readonly number[])[],
  random: SeededRandom,
): ShadowProgram {
  const builder = new ProgramBuilder()
  const rest = forms - built.length - 1
  const used = new Uint16Array(spec.units)
  for (const form of built) for (const unit of form) used[unit] = used[unit]! + 1
  const free = spec.sizes.map((_, unit) => mostUses(spec, unit, forms) - used[unit]!)
  const columns = free.map((left) =>
    builder.column({ cost: noise * random.next(), upper: Math.min(1, left), integer: true }),
  )
  addAggregate(builder, spec, 1, columns)
  for (const form of built) {
    builder.row(
      'overlap',
      0,
      spec.maxCommon,
      form.map((unit) => columns[unit]!),
      form.map((unit) => spec.sizes[unit]!),
    )
  }
  if (rest > 0) {
    const shadow = free.map((left) => builder.column({ upper: Math.min(rest, left) }))
    addAggregate(builder, spec, rest, shadow)
    free.forEach((left, unit) => {
      if (left > 0 && left < rest + 1) builder.row('uses', 0, left, [columns[unit]!, shadow[unit]!], [1, 1])
    })
    addSharedUses(builder, spec, forms, used, columns, shadow)
  }
  return {
    program: builder.build(),
    labels: builder.labels,
    read: (values) => columns.flatMap((column, unit) => (values[column]! > 0.5 ? [unit] : [])),
  }
}

/** Pairs of forms that share a unit, over all forms: n(n−1)/2 of the unit's uses n, by its tangents. */
function addSharedUses(
  builder: ProgramBuilder,
  spec: Specification,
  forms: number,
  used: Uint16Array,
  columns: readonly number[],
  shadow: readonly number[],
): void {
  const pairs: number[] = []
  const sizes: number[] = []
  spec.sizes.forEach((size, unit) => {
    const uses = mostUses(spec, unit, forms)
    if (uses < 2) return
    const shared = builder.column({ cost: size * spec.commonCost })
    pairs.push(shared)
    sizes.push(size)
    const already = used[unit]!
    for (let k = 1; k < uses; k++) {
      // n = already + x + y
      builder.row(
        'uses',
        -Infinity,
        (k * (k + 1)) / 2 - k * already,
        [columns[unit]!, shadow[unit]!, shared],
        [k, k, -1],
      )
    }
  })
  if (pairs.length > 0) builder.row('overlap', 0, (spec.maxCommon * forms * (forms - 1)) / 2, pairs, sizes)
}
