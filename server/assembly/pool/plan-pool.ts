/*
 * Parallel forms from a pool.
 *
 *   bound      what so many forms can have at most, from the aggregated relaxation
 *   targets    that solution's information at each ability, times 0.98: the same
 *              for every form, so that the middle of the scale is not left free
 *   reduction  only units the relaxation wants, or nearly
 *   division   among the forms, by annealing; from a start by the integer programs
 *              where sets are taken in part or the annealing leaves a breach
 *
 * Information as large as can be: one form exactly, by the integer program;
 * several by raising the share of the bound they aim at.
 */
import { fitsAtOnce, formsProgram } from '../forms-program.ts'
import { Undecided } from '../plan-forms.ts'
import { relaxation } from '../relaxation.ts'
import { seededRandom } from '../seeded-random.ts'
import { shadowProgram } from '../shadow-program.ts'
import type { Solver } from '../solver.ts'
import type { Evenness, Specification } from '../specification.ts'
import { checkPool } from './check-pool.ts'
import { explainPool } from './explain-pool.ts'
import { informationProgram } from './information-bound.ts'
import type { PoolCertificate, PoolPlan, PoolRequest } from './pool-model.ts'
import { type PoolSpecification, poolSpecification } from './pool-specification.ts'
import { keepUnits, unitsToKeep } from './reduce-pool.ts'
import { shareOut } from './share-out.ts'
import { startForms } from './start-forms.ts'

/** Share of the largest possible information that forms aim at. */
const defaultShare = 0.98
/** Relative distance from an information target that counts as 1 in the annealing. */
const informationScale = 0.002
/** Marks from the facility target that count as 1. */
const facilityScale = 0.05
/** Steps of the annealing: so many, and so many for each slot of a form. */
const baseSteps = 300_000
const stepsPerSlot = 3_000
/** Tries, each from where the last one ended and with breaches twice as dear. */
const mostTries = 5
/** A form further from its targets than this is tried again. */
const goodDeviation = 0.01
/** The integer programs only have to find lawful forms; the annealing makes them alike. */
const lawful = { maxNodes: 100, absoluteGap: 0.1 }
/** One form of most information: nodes, and the relative gap that counts as exact. */
const exact = { maxNodes: 20_000, relativeGap: 1e-9 }
/** Shares of the bound several forms aim at in turn when information is to be as large as can be. */
const risingShares = [0.98, 0.985, 0.99, 0.995]

interface Bound {
  /** Information at the weakest ability, or distance from the facility target. */
  readonly value: number
  /** How much of each unit the relaxation takes, over all forms. */
  readonly wanted: Float64Array
  readonly reducedCosts: Float64Array
}

export async function planPool(solver: Solver, request: PoolRequest): Promise<PoolPlan> {
  const { pool, blueprint, forms, seed } = request
  const whole = poolSpecification(pool, blueprint, forms)
  const bound = await boundOf(solver, whole, request)
  if (!bound) return { feasible: false, reasons: await explainPool(solver, request, whole) }
  const { part, kept } = keepUnits(whole, unitsToKeep(whole, bound, forms * blueprint.length))
  const local = {
    ...bound,
    wanted: pickOf(bound.wanted, kept),
    reducedCosts: pickOf(bound.reducedCosts, kept),
  }
  const found = await divide(solver, part, request, local)
  if (!found) return { feasible: false, reasons: await explainPool(solver, request, whole) }
  const items = itemsOf(part, found.forms)
  const checked = checkPool(request, items, found.targets)
  const order = seededRandom(seed, 'order')
  return {
    feasible: true,
    forms: items.map((form) => keepSetsTogether(order.shuffle(form))),
    certificate: certify(
      found.bound ?? bound.value,
      checked,
      found.method,
      blueprint.information !== undefined,
    ),
    checks: checked.checks,
  }
}

const itemsOf = ({ units }: PoolSpecification, forms: readonly (readonly number[])[]) =>
  forms.map((form) => form.flatMap((unit) => units[unit]!))

interface Division {
  /** A bound better than the relaxation's. */
  readonly bound?: number
  readonly forms: readonly (readonly number[])[]
  readonly method: PoolCertificate['method']
  readonly targets?: readonly number[]
}

async function boundOf(
  solver: Solver,
  { spec, information }: PoolSpecification,
  { blueprint, forms, seed }: PoolRequest,
): Promise<Bound | undefined> {
  const asked = blueprint.information
  const ratios = asked?.targets ?? information.map(() => 1)
  const { program, columns } = asked
    ? informationProgram(bandOnly(spec), information, ratios, forms)
    : relaxation(spec, forms)
  const outcome = await solver.solve(program, { seed, relax: true })
  if (outcome.status === 'infeasible') return undefined
  const least = asked?.targets ? Math.min(...asked.targets) : 1
  return {
    value: asked ? -outcome.objective * least : outcome.objective,
    wanted: pickOf(outcome.values, columns),
    reducedCosts: pickOf(outcome.reducedCosts!, columns),
  }
}

const pickOf = (values: Float64Array, at: readonly number[]): Float64Array =>
  Float64Array.from(at, (k) => values[k]!)

/** Evenness as a band only: what is inside it costs nothing. */
const bandOnly = (spec: Specification): Specification => ({
  ...spec,
  evenness: spec.evenness.map((even) => ({ ...even, spreadCost: 0, targetCost: 0 })),
})

async function divide(
  solver: Solver,
  part: PoolSpecification,
  request: PoolRequest,
  bound: Bound,
): Promise<Division | undefined> {
  const asked = request.blueprint.information
  if (asked?.goal !== 'maximise')
    return divideAt(
      solver,
      part,
      request,
      bound,
      asked && targetsAt(part, request, bound, asked.share ?? defaultShare),
    )
  if (request.forms === 1) return largestInformation(solver, part, request)
  let best: (Division & { least: number }) | undefined
  for (const share of risingShares) {
    const targets = targetsAt(part, request, bound, share)
    const found = await divideAt(solver, part, request, bound, targets)
    const checked = found && checkPool(request, itemsOf(part, found.forms), targets)
    if (!checked || checked.violations.length > 0 || (best && checked.least! <= best.least)) break
    best = { ...found, least: checked.least! }
  }
  return best && { forms: best.forms, method: best.method, targets: best.targets }
}

function targetsAt(
  { information }: PoolSpecification,
  { blueprint, forms }: PoolRequest,
  { wanted }: Bound,
  share: number,
): readonly number[] {
  const asked = blueprint.information!
  if (asked.targets && asked.goal !== 'maximise') return asked.targets
  return information.map(
    (values) => (share * values.reduce((sum, value, unit) => sum + value * wanted[unit]!, 0)) / forms,
  )
}

async function largestInformation(
  solver: Solver,
  part: PoolSpecification,
  { blueprint, seed }: PoolRequest,
): Promise<Division | undefined> {
  const ratios = blueprint.information!.targets ?? part.information.map(() => 1)
  const { program, columns } = informationProgram(bandOnly(part.spec), part.information, ratios, 1, true)
  const outcome = await solver.solve(program, { seed, ...exact })
  if (outcome.status === 'infeasible') return undefined
  if (outcome.status === 'stopped') throw new Undecided()
  return {
    forms: [columns.flatMap((column, unit) => (outcome.values[column]! > 0.5 ? [unit] : []))],
    method: 'all-at-once',
    bound: -outcome.bound * Math.min(...ratios),
  }
}

/** By annealing from the relaxation; from lawful forms of the integer programs when that leaves a breach. */
async function divideAt(
  solver: Solver,
  part: PoolSpecification,
  request: PoolRequest,
  bound: Bound,
  targets: readonly number[] | undefined,
): Promise<Division | undefined> {
  const { blueprint, forms } = request
  const start = startForms(
    part.spec,
    part.groupOf,
    bound.wanted,
    (unit) => part.units[unit]!.length,
    blueprint.length,
    forms,
  )
  const isFull = start.every(
    (form) => form.reduce((sum, unit) => sum + part.units[unit]!.length, 0) === blueprint.length,
  )
  const annealed =
    isFull && !part.spec.bundles
      ? anneal(part, request, start, targets, reachable(bound, targets))
      : undefined
  if (annealed && isLawful(part, request, annealed)) return { forms: annealed, method: 'shared-out', targets }
  const first = await lawfulForms(solver, part, request, targets)
  if (!first) return undefined
  const polished = anneal(part, request, first.forms, targets, reachable(bound, targets), true)
  return { forms: isLawful(part, request, polished) ? polished : first.forms, method: first.method, targets }
}

/** How far from its targets a form may be and be good: further when the pool cannot give them. */
function reachable(bound: Bound, targets: readonly number[] | undefined): number {
  return targets === undefined ? 1 : goodDeviation + Math.max(0, 1 - bound.value / Math.min(...targets))
}

function anneal(
  part: PoolSpecification,
  request: PoolRequest,
  start: readonly (readonly number[])[],
  targets: readonly number[] | undefined,
  goodEnough: number,
  isLawfulStart = false,
): number[][] {
  const { spec, units, groupOf, information } = part
  const { blueprint, forms, seed } = request
  let result = start.map((form) => [...form])
  for (let attempt = 0; attempt < mostTries; attempt++) {
    result = shareOut({
      spec,
      start: result,
      candidates: units.map((_, unit) => unit),
      groupOf,
      even: [
        ...information.map((values, k) => ({
          values,
          target: targets![k]!,
          scale: targets![k]! * informationScale,
        })),
        ...spec.evenness.map(({ values, target }) => ({ values, target, scale: facilityScale })),
      ],
      breachCost: (isLawfulStart ? 1000 : 40) * 2 ** attempt,
      firstTemperature: isLawfulStart ? 1 : 20,
      steps: baseSteps + stepsPerSlot * forms * blueprint.length,
      random: seededRandom(seed, `share out/${attempt}`),
    })
    const checked = checkPool(request, itemsOf(part, result), targets)
    if (checked.violations.length === 0 && (checked.largestDeviation ?? 0) <= goodEnough) break
  }
  return result
}

const isLawful = (
  part: PoolSpecification,
  request: PoolRequest,
  forms: readonly (readonly number[])[],
): boolean => checkPool(request, itemsOf(part, forms)).violations.length === 0

/** Forms that keep every limit, by the integer programs; undefined when there are none. */
async function lawfulForms(
  solver: Solver,
  part: PoolSpecification,
  { forms, seed }: PoolRequest,
  targets: readonly number[] | undefined,
): Promise<Division | undefined> {
  const free = withTargets(part, targets)
  if (fitsAtOnce(free, forms) && forms <= 3) {
    const { program, read } = formsProgram(free, forms, seededRandom(seed, 'ties'))
    const outcome = await solver.solve(program, { seed, ...lawful })
    if (outcome.status === 'infeasible') return undefined
    if (outcome.status !== 'stopped') return { forms: read(outcome.values), method: 'all-at-once' }
  }
  const built: number[][] = []
  while (built.length < forms) {
    const { program, read } = shadowProgram(free, forms, built, seededRandom(seed, `ties/${built.length}`))
    const outcome = await solver.solve(program, { seed, ...lawful })
    if (outcome.status === 'infeasible') return undefined
    if (outcome.status === 'stopped') throw new Undecided()
    built.push(read(outcome.values))
  }
  return { forms: built, method: 'one-after-another' }
}

/** Which sets a form holds is settled here, so it must know the targets; a distance of 100 % costs 1. */
function withTargets(
  { spec, information }: PoolSpecification,
  targets: readonly number[] | undefined,
): Specification {
  if (!targets || !spec.bundles) return bandOnly(spec)
  const even = information.map((values, k): Evenness => {
    const target = targets[k]!
    return {
      id: `information:${k}`,
      values,
      target,
      band: target,
      spreadCost: 1 / target,
      targetCost: 1 / target,
    }
  })
  return { ...spec, evenness: [...bandOnly(spec).evenness, ...even] }
}

/** Items of one set stand one after the other, where the first of them came. */
function keepSetsTogether(items: readonly { id: string; set?: string }[]): string[] {
  const done = new Set<string>()
  return items.flatMap((item) => {
    if (item.set === undefined) return [item.id]
    if (done.has(item.set)) return []
    done.add(item.set)
    return items
      .filter((other) => other.set === item.set)
      .map((other) => other.id)
      .sort()
  })
}

function certify(
  bound: number,
  checked: ReturnType<typeof checkPool>,
  method: PoolCertificate['method'],
  hasInformation: boolean,
): PoolCertificate {
  const { checks: _, least, furthest, violations, ...figures } = checked
  const value = hasInformation ? least! : furthest
  return {
    bound: round(bound),
    value: round(value),
    gap: round(hasInformation ? Math.max(0, 1 - value / bound) : Math.max(0, value - bound)),
    violations,
    ...figures,
    method,
  }
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6
