/*
 * What the bank can still do: how many further forms it supports that share no
 * item with each other or with those already made, and what runs dry first.
 *
 * The number is the largest the aggregated relaxation allows: a bound that real
 * forms reach within one in the banks we tried, never exceed.
 */
import { bankSpecification } from './bank-specification.ts'
import { explainConflict } from './explain-conflict.ts'
import type { PlanRequest, Reason } from './model.ts'
import { relaxation } from './relaxation.ts'
import type { Solver } from './solver.ts'

export interface Forecast {
  /** Further disjoint forms the bank supports, at most. */
  readonly furtherForms: number
  /** What would have to be written for one more than that. */
  readonly runsDry: readonly Reason[]
  /** Points with the fewest unused items, those without any first. */
  readonly thinPoints: readonly { readonly point: string; readonly unused: number }[]
}

/** More forms than this are not counted. */
const most = 64

export async function forecastForms(
  solver: Solver,
  request: Omit<PlanRequest, 'forms'>,
  usedItems: readonly string[],
): Promise<Forecast> {
  const used = new Set([...usedItems, ...(request.blueprint.excludeItems ?? [])])
  const blueprint = { ...request.blueprint, maxOverlap: 0, excludeItems: [...used] }
  const base = { ...request, blueprint }
  const bank = bankSpecification(blueprint, request.syllabus, request.items)
  const possible = async (forms: number) => {
    const { program } = relaxation(bank.spec, forms)
    return (await solver.solve(program, { seed: request.seed, relax: true })).status !== 'infeasible'
  }
  let furtherForms = 0
  while (furtherForms < most && (await possible(furtherForms + 1))) furtherForms++
  const runsDry =
    furtherForms < most ? await explainConflict(solver, { ...base, forms: furtherForms + 1 }, bank) : []
  return {
    furtherForms,
    runsDry,
    thinPoints: thinnest(
      request,
      bank.eligible.map(({ item }) => item.point),
    ),
  }
}

function thinnest(
  { syllabus }: Omit<PlanRequest, 'forms'>,
  unused: readonly string[],
): { point: string; unused: number }[] {
  const codes = syllabus.scopes.flatMap((a) =>
    a.children.flatMap((b) => b.children.flatMap((c) => c.points.map((point) => point.code))),
  )
  const counted = codes.map((point) => ({ point, unused: unused.filter((code) => code === point).length }))
  return counted.sort((a, b) => a.unused - b.unused || (a.point < b.point ? -1 : 1)).slice(0, 20)
}
