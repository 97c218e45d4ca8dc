/*
 * What each form of an assembly is expected to do over the range of ability:
 * share of marks, and information. Laid over each other the curves show how
 * parallel the forms are.
 */
import { expectedScore, itemInformation } from '../../scoring/statistics/index.ts'
import { getItemHealth } from '../banks/item-health.ts'
import { parametersOf } from '../banks/item-parameters.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
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
    hashes.map((hash) => [hash, parametersOf(revisions.get(hash)!, health.get(hash))]),
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
