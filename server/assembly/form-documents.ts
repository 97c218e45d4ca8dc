/*
 * Planned forms as documents (schema form), with ids that follow from their
 * content: the same choice for the same owner has the same id everywhere.
 */
import { type Blueprint, contentHash, type Form } from '../../bank-schemas/index.ts'
import { fullMarksOf } from './build-blueprint.ts'
import { itemKinds } from './item-kinds.ts'
import type { PlannedForm, SourceItem } from './model.ts'

export interface FormBasis {
  readonly blueprint: Blueprint
  readonly items: readonly SourceItem[]
  readonly seed: number
  /** Organisation the forms belong to; empty on the command line. */
  readonly owner: string
}

export function formDocuments(
  { blueprint, items, seed, owner }: FormBasis,
  planned: readonly PlannedForm[],
): Form[] {
  const byId = new Map(items.map((source) => [source.item.id, source]))
  const blueprintHash = contentHash(blueprint)
  return planned.map((plan, index) => {
    let number = 0
    const sections = blueprint.sections.map((section, s) => ({
      kind: section.kind,
      title: section.title ?? itemKinds[section.kind]!.title,
      marksEach: section.marksEach,
      items: plan.sections[s]!.map((id) => {
        const { item, hash } = byId.get(id)!
        return { number: ++number, id, hash, point: item.point }
      }),
    }))
    const basis = contentHash({ owner, blueprint: blueprintHash, seed, index: index + 1, sections })
    return {
      $schema: 'urn:liangcai:schema:v1:form' as const,
      id: `${blueprint.bank}_${blueprint.level}_${basis.slice(0, 12)}`,
      bank: blueprint.bank,
      level: blueprint.level,
      blueprint: blueprintHash,
      seed,
      index: index + 1,
      minutes: blueprint.minutes,
      fullMarks: fullMarksOf(blueprint.sections),
      sections,
    }
  })
}
