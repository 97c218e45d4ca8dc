/*
 * What each form of an assembly is expected to do over the range of ability:
 * share of marks, and information. Laid over each other the curves show how
 * parallel the forms are.
 *
 * Items with parameters use them. The others stand in with slope 1 and the
 * difficulty that gives their expected facility among candidates of N(0, 1):
 * b = −logit(P)·√(1 + c²), c = 16√3/(15π), the logistic-normal approximation
 * (Zeger, Liang & Albert 1988).
 */
import {
  dichotomousItem,
  expectedScore,
  type ItemParameters,
  itemInformation,
} from '../../scoring/statistics/index.ts'
import { getItemHealth } from '../banks/item-health.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { expectedFacilityOf } from './facility.ts'
import type { Assembly } from './model.ts'

export interface FormCurve {
  readonly number: number
  /** Items whose parameters were estimated from answers, of all items. */
  readonly calibrated: number
  readonly items: number
  /** One entry an ability of `abilities`. */
  readonly share: readonly number[]
  readonly information: readonly number[]
}

export interface FormCurves {
  readonly abilities: readonly number[]
  readonly forms: readonly FormCurve[]
}

const abilities = Array.from({ length: 61 }, (_, k) => Math.round((-3 + k / 10) * 10) / 10)
const marginal = Math.sqrt(1 + ((16 * Math.sqrt(3)) / (15 * Math.PI)) ** 2)

/** Slope 1, and the difficulty that gives this facility among candidates of N(0, 1). */
export function provisionalParameters(id: string, facility: number): ItemParameters {
  const share = Math.min(0.98, Math.max(0.02, facility))
  return dichotomousItem(id, 1, -Math.log(share / (1 - share)) * marginal)
}

/** For an assembly that was loaded for the actor. */
export async function getFormCurves(ctx: Context, assembly: Assembly): Promise<FormCurves> {
  const entries = assembly.assembled.map(({ form }) =>
    form.sections.flatMap((section) => section.items.map((item) => ({ ...item, marks: section.marksEach }))),
  )
  const hashes = [...new Set(entries.flat().map((entry) => entry.hash))]
  const [health, revisions] = await Promise.all([
    getItemHealth(ctx, assembly.bankId, assembly.level),
    getItemRevisions(ctx, hashes),
  ])
  const parameters = new Map(
    hashes.map((hash) => {
      const known = health.get(hash)
      if (known?.irt) return [hash, { id: hash, ...known.irt }]
      const observed = known && known.facility !== null ? { n: known.n, facility: known.facility } : undefined
      const facility = expectedFacilityOf({ item: revisions.get(hash)!.item, observed })
      return [hash, provisionalParameters(hash, facility)]
    }),
  )
  return {
    abilities,
    forms: assembly.assembled.map(({ number }, place) => {
      const items = entries[place]!.map((entry) => ({
        marks: entry.marks,
        parameters: parameters.get(entry.hash)!,
      }))
      const full = items.reduce((sum, item) => sum + item.marks, 0)
      return {
        number,
        calibrated: entries[place]!.filter((entry) => health.get(entry.hash)?.irt).length,
        items: items.length,
        share: abilities.map(
          (theta) =>
            items.reduce(
              (sum, item) =>
                sum +
                (item.marks * expectedScore(item.parameters, theta)) / item.parameters.intercepts.length,
              0,
            ) / full,
        ),
        information: abilities.map((theta) =>
          items.reduce((sum, item) => sum + itemInformation(item.parameters, theta), 0),
        ),
      }
    }),
  }
}
