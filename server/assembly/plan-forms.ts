/*
 * From a blueprint and a bank to parallel forms, or to the reasons why not.
 *
 * Bound first: the aggregated relaxation is quick, says whether it can be done
 * at all, and is the measure of the result. Then all forms at once where the
 * program is small enough, or one after another with a shadow. What comes out is checked by code
 * that knows nothing of the programs, and a breach is never handed on silently.
 */
import { createHash } from 'node:crypto'
import type { Item } from '../../bank-schemas/index.ts'
import { expectedFacilityOf } from '../banks/expected-facility.ts'
import { type BankSpecification, bankSpecification } from './bank-specification.ts'
import { checkForms } from './check-forms.ts'
import { costOfForms } from './cost-of-forms.ts'
import { explainConflict } from './explain-conflict.ts'
import { fitsAtOnce, formsProgram } from './forms-program.ts'
import type { Certificate, Plan, PlannedForm, PlanRequest } from './model.ts'
import type { Program } from './program.ts'
import { relaxation } from './relaxation.ts'
import { seededRandom } from './seeded-random.ts'
import { shadowProgram } from './shadow-program.ts'
import type { Solver } from './solver.ts'

/** Branch-and-bound nodes a program may take; banks of 300 items need fewer than ten. */
const maxNodes = 500
/** Good enough: half of what one missing Z point costs, within the noise that decides between equals. */
const absoluteGap = 0.5

/** No form was found within the nodes allowed, and none was proved impossible. */
export class Undecided extends Error {
  constructor() {
    super('no form found within the node limit')
    this.name = 'Undecided'
  }
}

export async function planForms(solver: Solver, request: PlanRequest): Promise<Plan> {
  const { blueprint, syllabus, items, forms, seed } = request
  const bank = bankSpecification(blueprint, syllabus, items)
  const aggregate = await solver.solve(relaxation(bank.spec, forms).program, { seed, relax: true })
  const chosen = aggregate.status === 'infeasible' ? undefined : await chooseUnits(solver, bank, forms, seed)
  if (!chosen) return { feasible: false, reasons: await explainConflict(solver, request, bank) }
  const bySection = chosen.units.map((units) => units.map((unit) => bank.eligible[unit]!.item))
  const { checks, violations, largestDifference } = checkForms(
    blueprint,
    syllabus,
    bySection,
    facilities(items),
  )
  const cost = costOfForms(bank.spec, chosen.units)
  const certificate: Certificate = {
    bound: round(aggregate.objective),
    cost: round(cost),
    gap: round(Math.max(0, cost - aggregate.objective)),
    violations,
    largestDifference,
    modelHash: chosen.modelHash,
    method: chosen.method,
  }
  return {
    feasible: true,
    forms: chosen.units.map((units, index) => orderForm(request, bank, units, index)),
    report: { checks, certificate, supply: bank.supply },
  }
}

function facilities(items: PlanRequest['items']): (item: Item) => number {
  const byId = new Map(items.map((source) => [source.item.id, expectedFacilityOf(source)]))
  return (item) => byId.get(item.id)!
}

interface Chosen {
  readonly units: readonly (readonly number[])[]
  readonly modelHash: string
  readonly method: Certificate['method']
}

async function chooseUnits(
  solver: Solver,
  { spec }: BankSpecification,
  forms: number,
  seed: number,
): Promise<Chosen | undefined> {
  const chosen = fitsAtOnce(spec, forms) ? await atOnce(solver, spec, forms, seed) : undefined
  if (chosen || forms <= 3) return chosen
  return oneAfterAnother(solver, spec, forms, seed)
}

async function atOnce(
  solver: Solver,
  spec: BankSpecification['spec'],
  forms: number,
  seed: number,
): Promise<Chosen | undefined> {
  const { program, read } = formsProgram(spec, forms, seededRandom(seed, 'ties'))
  const outcome = await solver.solve(program, { seed, maxNodes, absoluteGap })
  if (outcome.status === 'infeasible') return undefined
  if (outcome.status === 'stopped') throw new Undecided()
  return { units: read(outcome.values), modelHash: programHash(program), method: 'all-at-once' }
}

async function oneAfterAnother(
  solver: Solver,
  spec: BankSpecification['spec'],
  forms: number,
  seed: number,
): Promise<Chosen | undefined> {
  const units: number[][] = []
  const hash = createHash('sha256')
  while (units.length < forms) {
    const { program, read } = shadowProgram(spec, forms, units, seededRandom(seed, `ties/${units.length}`))
    const outcome = await solver.solve(program, { seed, maxNodes, absoluteGap })
    hash.update(programHash(program))
    if (outcome.status === 'infeasible') return undefined
    if (outcome.status === 'stopped') throw new Undecided()
    units.push(read(outcome.values))
  }
  return { units, modelHash: hash.digest('hex'), method: 'one-after-another' }
}

/** Items of each section in an order given by the seed; a case is one item, so its questions stay together. */
function orderForm(
  { blueprint, seed }: PlanRequest,
  { eligible }: BankSpecification,
  units: readonly number[],
  index: number,
): PlannedForm {
  return {
    sections: blueprint.sections.map(({ kind }) => {
      const ids = units.map((unit) => eligible[unit]!.item).filter((item) => item.kind === kind)
      return seededRandom(seed, `order/${index}/${kind}`).shuffle(ids.map((item) => item.id))
    }),
  }
}

export function programHash(program: Program): string {
  const hash = createHash('sha256')
  const { cost, lower, upper, integer, rowLower, rowUpper, starts, indices, values } = program
  for (const part of [cost, lower, upper, integer, rowLower, rowUpper, starts, indices, values]) {
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
  }
  return hash.digest('hex')
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4
