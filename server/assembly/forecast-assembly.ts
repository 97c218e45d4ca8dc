/* The forecast after an assembly: what is left of the bank for its organisation and pattern. */
import { getSyllabusRevision } from '../banks/list-banks.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { type Forecast, forecastForms } from './forecast.ts'
import { getAssembly } from './get-assembly.ts'
import { listUsedItems } from './queries.ts'
import { type Solver, sharedSolver } from './solver.ts'
import { listSourceItems } from './source-items.ts'

/** Counts every item of every form the organisation has made from the bank and level as used. Refuses: not-found, forbidden. */
export async function forecastAssembly(
  ctx: Context,
  actor: Actor | undefined,
  assemblyId: string,
  solver: Solver = sharedSolver(),
): Promise<Forecast> {
  const { organisationId, bankId, level, blueprint, syllabusHash, seed } = await getAssembly(
    ctx,
    actor,
    assemblyId,
  )
  const [{ syllabus }, items, forms] = await Promise.all([
    getSyllabusRevision(ctx, syllabusHash),
    listSourceItems(ctx, bankId, level),
    listUsedItems(ctx.db, organisationId, bankId, level),
  ])
  const used = forms.flatMap((form) =>
    form.sections.flatMap((section) => section.items.map((item) => item.id)),
  )
  return forecastForms(solver, { blueprint, syllabus, items, seed }, used)
}
