/*
 * Assembles parallel forms for an organisation and keeps them with the report
 * that proves them. Assembling the same again gives the same and changes nothing.
 *
 * The solving runs outside the transaction: it takes seconds.
 */
import { contentHash, type PaperPattern } from '../../bank-schemas/index.ts'
import { getBank, getSyllabus } from '../banks/list-banks.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { Refusal } from '../kernel/refusal.ts'
import { getStandard } from '../standards/get-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import { type BlueprintOverrides, buildBlueprint } from './build-blueprint.ts'
import { choosePattern } from './choose-pattern.ts'
import { formDocuments } from './form-documents.ts'
import { getAssembly } from './get-assembly.ts'
import type { Assembly, Plan, PlanRequest, Reason } from './model.ts'
import { planForms, Undecided } from './plan-forms.ts'
import { insertAssembly, insertForms } from './queries.ts'
import { assemblyRefusals } from './refusals.ts'
import { type Solver, SolverTimeout, sharedSolver } from './solver.ts'
import { listSourceItems } from './source-items.ts'

export interface AssembleInput {
  readonly organisationId: string
  readonly bankId: string
  readonly level: number
  /** The level's first pattern when absent. */
  readonly patternId?: string
  /** A pattern of the caller's own, in place of one of the bank's. */
  readonly pattern?: PaperPattern
  readonly forms: number
  readonly seed: number
  readonly overrides?: BlueprintOverrides
}

const mostForms = 20
const mostSeed = 2 ** 31 - 1

/** Refuses: not-found, forbidden, forms-out-of-range, seed-out-of-range, pattern-unknown, assembly-infeasible (details.reasons), assembly-undecided, assembly-timed-out. */
export async function assembleForms(
  ctx: Context,
  actor: Actor,
  input: AssembleInput,
  solver: Solver = sharedSolver(),
): Promise<Assembly> {
  authorise(actor, 'form.assemble', input.organisationId)
  refuseOutOfRange(input)
  const bank = await getBank(ctx, input.bankId)
  const pattern = input.pattern ?? choosePattern(bank, input.level, input.patternId)
  const [{ syllabus, hash: syllabusHash }, { standard, hash: standardHash }, items] = await Promise.all([
    getSyllabus(ctx, bank.id, input.level),
    getStandard(ctx, bank.standard.id, bank.standard.edition),
    listSourceItems(ctx, bank.id, input.level),
  ])
  const blueprint = buildBlueprint({
    standard,
    standardHash,
    syllabus,
    syllabusHash,
    pattern,
    overrides: input.overrides,
  })
  const request: PlanRequest = { blueprint, syllabus, items, forms: input.forms, seed: input.seed }
  const plan = await planOrRefuse(solver, request)
  const blueprintHash = contentHash(blueprint)
  const forms = formDocuments({ blueprint, items, seed: input.seed, owner: input.organisationId }, plan.forms)
  const id = `asm_${contentHash({ owner: input.organisationId, forms: forms.map(contentHash) }).slice(0, 32)}`
  await ctx.db.transaction().execute(async (trx) => {
    const isNew = await insertAssembly(trx, {
      id,
      organisationId: input.organisationId,
      bankId: bank.id,
      level: input.level,
      standardHash,
      syllabusHash,
      blueprint,
      blueprintHash,
      seed: input.seed,
      report: plan.report,
      createdBy: actorName(actor),
      createdAt: ctx.clock.now(),
    })
    if (!isNew) return
    await insertForms(
      trx,
      id,
      forms.map((form) => ({ form, hash: contentHash(form) })),
    )
    await recordAudit(trx, ctx, {
      stream: input.organisationId,
      actor: actorName(actor),
      organisationId: input.organisationId,
      action: 'forms.assembled',
      subject: `assembly:${id}`,
      detail: {
        bank: bank.id,
        level: input.level,
        pattern: pattern.id,
        seed: input.seed,
        forms: forms.map((form) => form.id),
        modelHash: plan.report.certificate.modelHash,
      },
    })
  })
  return getAssembly(ctx, actor, id)
}

function refuseOutOfRange({ forms, seed }: AssembleInput): void {
  if (!Number.isInteger(forms) || forms < 1 || forms > mostForms)
    throw new Refusal(assemblyRefusals['forms-out-of-range'], { forms, most: mostForms })
  if (!Number.isInteger(seed) || seed < 0 || seed > mostSeed)
    throw new Refusal(assemblyRefusals['seed-out-of-range'], { seed, most: mostSeed })
}

/** A plan whose check found a breach is a fault of ours, never handed out. */
export async function planOrRefuse(
  solver: Solver,
  request: PlanRequest,
): Promise<Extract<Plan, { feasible: true }>> {
  const plan = await planForms(solver, request).catch((error: unknown) => {
    if (error instanceof SolverTimeout)
      throw new Refusal(assemblyRefusals['assembly-timed-out'], { seconds: error.seconds })
    if (error instanceof Undecided) throw new Refusal(assemblyRefusals['assembly-undecided'])
    throw error
  })
  if (!plan.feasible) throw infeasible(plan.reasons)
  const { violations } = plan.report.certificate
  if (violations.length > 0)
    throw new Error(`assembled forms break their blueprint: ${violations.join(', ')}`)
  return plan
}

function infeasible(reasons: readonly Reason[]): Refusal {
  const join = (language: 'zh' | 'en', mark: string) =>
    reasons.map((reason) => [reason[language], reason.mend?.[language]].filter(Boolean).join(mark)).join(mark)
  return new Refusal(assemblyRefusals['assembly-infeasible'], {
    zh: join('zh', '；'),
    en: join('en', '; '),
    reasons,
  })
}
