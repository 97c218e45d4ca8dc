/*
 * Why the forms cannot be made, and what to write so that they can.
 *
 * The question is turned round: suppose any number of items not written yet
 * could be added, of every point, kind and difficulty; what is the fewest that
 * would do? Those cells are what is missing. Which rules are to blame is found
 * by lifting one kind of rule at a time and counting again: a rule whose lifting
 * saves items is part of the conflict.
 *
 * When even new items would not help (the rules contradict each other), the
 * solver's own minimal conflict is put into words.
 */

import { facilityOfDifficulty } from '../banks/expected-facility.ts'
import { type BankSpecification, pointsOf } from './bank-specification.ts'
import { barelyReason, type Culprit, cellsOf, conflictReasons, shortageReasons } from './conflict-words.ts'
import { formsProgram } from './forms-program.ts'
import { minimalConflict } from './minimal-conflict.ts'
import type { PlanRequest, Reason } from './model.ts'
import type { Program } from './program.ts'
import { relaxation } from './relaxation.ts'
import { seededRandom } from './seeded-random.ts'
import type { Solver } from './solver.ts'
import type { Limit, Specification } from './specification.ts'

/**
 * Nodes for each count, and how many items it may be off by: a count that stops
 * early is an upper figure, still enough to write by.
 */
const effort = {
  together: { maxNodes: 10, absoluteGap: 0.95, relativeGap: 0.05 },
  'form-by-form': { maxNodes: 10, absoluteGap: 0.9, relativeGap: 0.1 },
} as const
/** Up to this many forms a shortage that does not show in the aggregate is looked for form by form. */
const mostFormsExact = 3

export async function explainConflict(
  solver: Solver,
  request: PlanRequest,
  bank: BankSpecification,
): Promise<Reason[]> {
  const cells = withUnwritten(request, bank)
  const count = (method: Method, spec: Specification) => fewestNewItems(solver, request, cells, spec, method)
  const together = await count('together', bank.spec)
  if (!together)
    return conflictReasons(request, await conflictingRows(solver, request, requiredOnly(bank.spec)))
  const method = together.count === 0 && request.forms <= mostFormsExact ? 'form-by-form' : 'together'
  const found = method === 'together' ? together : await count(method, bank.spec)
  if (!found || found.count === 0) return [barelyReason]
  const culprits = await blamedRules(request, bank.spec, found.count, (spec) => count(method, spec))
  return shortageReasons(request, bank, cellsOf(request, bank, found.cells), culprits)
}

/** The forms as one aggregate (quick, may see too little), or each for itself. */
type Method = keyof typeof effort

/** A cell of new items: so many of a point, kind and difficulty. */
interface Unwritten {
  readonly point: string
  readonly kind: string
  readonly difficulty: number
  readonly price: number
}

function withUnwritten({ blueprint, syllabus }: PlanRequest, { eligible }: BankSpecification): Unwritten[] {
  const weightOf = new Map<string, number>(blueprint.scopes.map((scope) => [scope.code, scope.marks]))
  const full = blueprint.sections.reduce((sum, section) => sum + section.count * section.marksEach, 0)
  const cells: Unwritten[] = []
  for (const [point, importance] of pointsOf(syllabus)) {
    const scope = point.slice(0, 2)
    const perPoint = eligible.filter(({ item }) => item.point === point).length
    for (const { kind, count } of blueprint.sections) {
      // Of equal answers the one is given that mends the shortest kind, on the thinnest points, of middle difficulty.
      const share = (count * (weightOf.get(scope) ?? 0)) / full
      const have = eligible.filter(({ item }) => item.kind === kind && item.point.startsWith(scope)).length
      const plenty = Math.min(1, have / Math.max(1, share) / 10)
      for (const difficulty of [1, 2, 3, 4, 5]) {
        const price =
          1 +
          0.02 * plenty +
          0.003 * Math.abs(difficulty - 3) +
          0.001 * Math.min(3, perPoint) +
          (importance === 'X' ? 0 : 0.002)
        cells.push({ point, kind, difficulty, price: price + 1e-6 * cells.length })
      }
    }
  }
  return cells
}

/** Only what is required: wishes say nothing about what is possible. */
function requiredOnly(spec: Specification): Specification {
  return {
    ...spec,
    limits: spec.limits.filter((limit) => limit.id !== 'truth').map(({ wish: _, ...limit }) => limit),
    evenness: spec.evenness.map((even) => ({ ...even, spreadCost: 0, targetCost: 0 })),
    commonCost: 0,
  }
}

function extended(
  spec: Specification,
  { blueprint }: PlanRequest,
  cells: readonly Unwritten[],
): Specification {
  const first = spec.units
  const marks = new Map<string, number>(
    blueprint.sections.map((section) => [section.kind, section.marksEach]),
  )
  const weightIn = (id: string, cell: Unwritten): number => {
    const [family, name] = id.split(':') as [string, string]
    if (family === 'section') return cell.kind === name ? 1 : 0
    if (family === 'scope' || family === 'subscope')
      return cell.point.startsWith(name) ? marks.get(cell.kind)! : 0
    if (family === 'point') return cell.point === name ? 1 : 0
    return 0
  }
  const extendLimit = (limit: Limit): Limit => {
    const extra = cells.map((cell) => weightIn(limit.id, cell))
    const members = [...limit.members]
    const weights = [...limit.weights]
    extra.forEach((weight, k) => {
      if (weight === 0) return
      members.push(first + k)
      weights.push(weight)
    })
    return { ...limit, members, weights }
  }
  const known = new Set(spec.limits.map((limit) => limit.id))
  const bare = [...new Set(cells.map((cell) => `point:${cell.point}`))].filter((id) => !known.has(id))
  const capped = bare.map(
    (id): Limit => ({ id, members: [], weights: [], min: 0, max: blueprint.maxItemsPerPoint }),
  )
  return {
    ...spec,
    units: first + cells.length,
    sizes: [...spec.sizes, ...cells.map(() => 0)],
    uses: [...spec.uses, ...cells.map(() => 1)],
    limits: [...spec.limits, ...capped].map(extendLimit),
    evenness: spec.evenness.map((even) => ({
      ...even,
      values: Float64Array.from([
        ...even.values,
        ...cells.map((cell) => marks.get(cell.kind)! * facilityOfDifficulty[cell.difficulty]!),
      ]),
    })),
    unwritten: new Map(cells.map((cell, k) => [first + k, cell.price])),
  }
}

interface Fewest {
  readonly count: number
  readonly cells: readonly (Unwritten & { readonly count: number })[]
}

/** The fewest new items that make the forms possible, or undefined when none do. */
async function fewestNewItems(
  solver: Solver,
  request: PlanRequest,
  cells: readonly Unwritten[],
  spec: Specification,
  method: Method,
): Promise<Fewest | undefined> {
  const { program, countOf } = programOf(extended(requiredOnly(spec), request, cells), request, method)
  const outcome = await solver.solve(program, { seed: 1, ...effort[method] })
  if (outcome.status === 'infeasible' || outcome.status === 'stopped') return undefined
  const counted = cells
    .map((cell, k) => ({ ...cell, count: countOf(outcome.values, spec.units + k) }))
    .filter((cell) => cell.count > 0)
  return { count: counted.reduce((sum, cell) => sum + cell.count, 0), cells: counted }
}

interface Counting {
  readonly program: Program
  countOf(values: Float64Array, unit: number): number
}

function programOf(spec: Specification, { forms }: PlanRequest, method: Method): Counting {
  if (method === 'together') {
    const { program, columns } = relaxation(spec, forms)
    return { program, countOf: (values, unit) => Math.round(values[columns[unit]!]!) }
  }
  const { program, columnsOf } = formsProgram(spec, forms, seededRandom(1, 'ties'))
  return {
    program,
    countOf: (values, unit) => Math.round(columnsOf(unit).reduce((sum, column) => sum + values[column]!, 0)),
  }
}

/** Each kind of rule with how many fewer items would have to be written without it. */
async function blamedRules(
  { forms }: PlanRequest,
  spec: Specification,
  missing: number,
  count: (spec: Specification) => Promise<Fewest | undefined>,
): Promise<Culprit[]> {
  const without: readonly (readonly [Culprit['rule'], boolean, Specification])[] = [
    ['overlap', forms > 1, { ...spec, maxCommon: Number.MAX_SAFE_INTEGER, uses: spec.uses.map(() => forms) }],
    ['enemies', spec.enemies.length > 0, { ...spec, enemies: [] }],
    ['difficulty', true, { ...spec, evenness: spec.evenness.filter((even) => even.id !== 'facility') }],
    ['key', true, { ...spec, limits: spec.limits.filter((limit) => !limit.id.startsWith('key:')) }],
    [
      'point',
      true,
      {
        ...spec,
        limits: spec.limits.map((limit) => (limit.id.startsWith('point:') ? { ...limit, max: 1000 } : limit)),
      },
    ],
  ]
  const culprits: Culprit[] = []
  for (const [rule, applies, relaxed] of without) {
    const fewer = applies ? await count(relaxed) : undefined
    if (fewer && fewer.count < missing) culprits.push({ rule, saves: missing - fewer.count })
  }
  return culprits
}

async function conflictingRows(
  solver: Solver,
  { forms }: PlanRequest,
  spec: Specification,
): Promise<string[]> {
  const { program, labels } = relaxation(spec, forms)
  return [...new Set((await minimalConflict(solver, program)).map((row) => labels[row]!))]
}
