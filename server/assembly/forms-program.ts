/*
 * All forms in one program: exact for up to three forms; for four to six a unit
 * may go to at most two of them.
 *
 * A unit is given to a set of forms at once: one variable for each set of forms
 * it may go to ({1}, {2}, {1,2} …), at most one of them 1. Overlap between two
 * forms is then a plain sum. (Products of two memberships, the usual way, leave
 * the relaxation free to halve every item and prove nothing.)
 */
import { type Program, ProgramBuilder } from './program.ts'
import type { SeededRandom } from './seeded-random.ts'
import { type Evenness, type Limit, mostUses, type Specification } from './specification.ts'

export interface FormsProgram {
  readonly program: Program
  /** What each row stands for, e.g. "scope:AB@2" for form 2. */
  readonly labels: readonly string[]
  /** Columns that give a unit to forms. */
  columnsOf(unit: number): readonly number[]
  /** The units of each form in a solution. */
  read(values: Float64Array): number[][]
}

/** Up to this many forms, and this many variables, the program is small enough to be solved at once. */
export const mostFormsAtOnce = 6
export const mostColumnsAtOnce = 20_000
/** Up to this many forms a unit may go to any set of them; beyond, to two at most. */
const mostFormsExact = 3

export function fitsAtOnce(spec: Specification, forms: number): boolean {
  if (forms > mostFormsAtOnce) return false
  const setsOf = (unit: number) => {
    const uses = Math.min(mostUses(spec, unit, forms), forms > mostFormsExact ? 2 : forms)
    return uses < 2 ? forms : forms <= mostFormsExact ? 2 ** forms - 1 : forms + (forms * (forms - 1)) / 2
  }
  return spec.sizes.reduce((sum, _, unit) => sum + setsOf(unit), 0) <= mostColumnsAtOnce
}

/** Random cost of giving a unit to a form: decides between equals, far below any real cost. */
export const noise = 0.02

interface Choice {
  readonly column: number
  /** Forms the unit goes to, as bits. */
  readonly forms: number
}

export function formsProgram(spec: Specification, forms: number, random: SeededRandom): FormsProgram {
  const builder = new ProgramBuilder()
  const choices = spec.sizes.map((_, unit) => {
    const price = spec.unwritten?.get(unit)
    return price === undefined
      ? addChoices(builder, spec, unit, forms, random)
      : addUnwritten(builder, forms, price)
  })
  for (let form = 0; form < forms; form++) {
    const columnsIn = (unit: number) =>
      choices[unit]!.filter((choice) => choice.forms & (1 << form)).map((c) => c.column)
    for (const limit of spec.limits) addLimit(builder, limit, `${limit.id}@${form + 1}`, columnsIn)
    addBundles(builder, spec, `@${form + 1}`, columnsIn)
    for (const group of spec.enemies) {
      const columns = group.flatMap(columnsIn)
      builder.row(
        `enemies@${form + 1}`,
        0,
        1,
        columns,
        columns.map(() => 1),
      )
    }
  }
  addOverlap(builder, spec, forms, choices)
  for (const even of spec.evenness) addEvenness(builder, even, forms, choices)
  return {
    program: builder.build(),
    labels: builder.labels,
    columnsOf: (unit) => choices[unit]!.map(({ column }) => column),
    read: (values) => readForms(values, forms, choices),
  }
}

function addChoices(
  builder: ProgramBuilder,
  spec: Specification,
  unit: number,
  forms: number,
  random: SeededRandom,
): Choice[] {
  const uses = mostUses(spec, unit, forms)
  const tie = Array.from({ length: forms }, () => noise * random.next())
  const choices: Choice[] = []
  for (let bits = 1; bits < 1 << forms; bits++) {
    const members = tie.filter((_, form) => bits & (1 << form))
    if (members.length > (forms > mostFormsExact ? Math.min(uses, 2) : uses)) continue
    const pairs = (members.length * (members.length - 1)) / 2
    const cost = members.reduce((sum, value) => sum + value, 0) + pairs * spec.sizes[unit]! * spec.commonCost
    choices.push({ column: builder.column({ cost, upper: 1, integer: true }), forms: bits })
  }
  const columns = choices.map((choice) => choice.column)
  if (columns.length > 1)
    builder.row(
      'unit',
      0,
      1,
      columns,
      columns.map(() => 1),
    )
  return choices
}

/** Any number of new items, each for one form. */
function addUnwritten(builder: ProgramBuilder, forms: number, price: number): Choice[] {
  return Array.from({ length: forms }, (_, form) => ({
    column: builder.column({ cost: price, integer: true }),
    forms: 1 << form,
  }))
}

/** One row for a limit; its wish adds what is missing and what is too much as columns that cost. */
export function addLimit(
  builder: ProgramBuilder,
  limit: Limit,
  label: string,
  columnsOf: (unit: number) => readonly number[],
  times = 1,
): void {
  const indices: number[] = []
  const values: number[] = []
  limit.members.forEach((unit, k) => {
    for (const column of columnsOf(unit)) {
      indices.push(column)
      values.push(limit.weights[k]!)
    }
  })
  const { min, max, wish } = limit
  if (!wish) {
    builder.row(label, min * times, max * times, indices, values)
    return
  }
  const under = builder.column({ cost: wish.underCost, upper: (wish.target - min) * times })
  const over = builder.column({ cost: wish.overCost, upper: (max - wish.target) * times })
  builder.row(label, wish.target * times, wish.target * times, [...indices, under, over], [...values, 1, -1])
}

/** One switch a bundle: off, none of its items; on, between min and max of them. */
export function addBundles(
  builder: ProgramBuilder,
  { bundles = [], bundleCount }: Specification,
  suffix: string,
  columnsOf: (unit: number) => readonly number[],
  times = 1,
): void {
  const switches = bundles.map(({ id, members, min, max }) => {
    const on = builder.column({ upper: times, integer: true })
    const columns = members.flatMap(columnsOf)
    const ones = columns.map(() => 1)
    builder.row(`set:${id}${suffix}`, 0, Infinity, [...columns, on], [...ones, -min])
    builder.row(`set:${id}${suffix}`, -Infinity, 0, [...columns, on], [...ones, -max])
    return on
  })
  if (!bundleCount || switches.length === 0) return
  builder.row(
    `sets${suffix}`,
    bundleCount.min * times,
    bundleCount.max * times,
    switches,
    switches.map(() => 1),
  )
}

function addOverlap(
  builder: ProgramBuilder,
  spec: Specification,
  forms: number,
  choices: readonly (readonly Choice[])[],
): void {
  for (let one = 0; one < forms; one++) {
    for (let other = one + 1; other < forms; other++) {
      const both = (1 << one) | (1 << other)
      const indices: number[] = []
      const values: number[] = []
      choices.forEach((list, unit) => {
        for (const { column, forms: bits } of list) {
          if ((bits & both) !== both) continue
          indices.push(column)
          values.push(spec.sizes[unit]!)
        }
      })
      if (indices.length > 0)
        builder.row(`overlap@${one + 1}-${other + 1}`, 0, spec.maxCommon, indices, values)
    }
  }
}

function addEvenness(
  builder: ProgramBuilder,
  even: Evenness,
  forms: number,
  choices: readonly (readonly Choice[])[],
): void {
  const around = addCentre(builder, even)
  for (let form = 0; form < forms; form++) {
    const indices: number[] = []
    const values: number[] = []
    choices.forEach((list, unit) => {
      for (const { column, forms: bits } of list) {
        if (!(bits & (1 << form))) continue
        indices.push(column)
        values.push(even.values[unit]!)
      }
    })
    around(`${even.id}@${form + 1}`, indices, values, 1, forms === 1)
  }
}

/**
 * The columns of the centre; returns what ties a sum of so many forms to it.
 * `exactly` where there is a single form, which is its own centre.
 */
export function addCentre(builder: ProgramBuilder, { target, band, spreadCost, targetCost }: Evenness) {
  const below = builder.column({ cost: targetCost, upper: band })
  const above = builder.column({ cost: targetCost, upper: band })
  const spread = builder.column({ cost: spreadCost, upper: 2 * band })
  return (
    label: string,
    indices: readonly number[],
    values: readonly number[],
    times: number,
    exactly: boolean,
  ): void => {
    const centred = (slack: number) => [...values, times, -times, ...(slack === 0 ? [] : [slack * times])]
    if (exactly) {
      builder.row(label, target * times, target * times, [...indices, below, above], centred(0))
      return
    }
    builder.row(label, -Infinity, target * times, [...indices, below, above, spread], centred(-1))
    builder.row(label, target * times, Infinity, [...indices, below, above, spread], centred(1))
    builder.row(label, (target - band) * times, (target + band) * times, indices, values)
  }
}

function readForms(values: Float64Array, forms: number, choices: readonly (readonly Choice[])[]): number[][] {
  const result: number[][] = Array.from({ length: forms }, () => [])
  choices.forEach((list, unit) => {
    const chosen = list.find(({ column }) => values[column]! > 0.5)
    if (!chosen) return
    for (let form = 0; form < forms; form++) if (chosen.forms & (1 << form)) result[form]!.push(unit)
  })
  return result
}
