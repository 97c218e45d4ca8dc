/*
 * Scores items of kind "case" (案例): sub-items by their own rules, weighted by
 * their marks. Needs a rater as long as one of them does.
 *
 * Schema: bank-schemas/schemas/v1/items/case.schema.json
 * Response: sub-item id to its response; {} or absent means not answered.
 */
import { addUpParts } from '../add-up-parts.ts'
import { award, type Credit, malformed, noResponse, type PartCredit } from '../credit.ts'
import type { Case, SubItem } from '../item.ts'
import type { RuleText } from '../policies/rule.ts'
import { divide, multiply, type Ratio, ratioOfDecimal, sum } from '../ratio.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent, isPlainObject } from './response-shape.ts'

const rules = {
  'sum@1': {
    zh: '各小题得分之和 ÷ 案例总分',
    en: 'marks of the sub-items / marks of the case',
    source: 'item schema: marks of the sub-items are their weights',
  },
} as const satisfies Record<string, RuleText>

/** How a sub-item is scored and guessed; handed in by kinds.ts, which knows every kind. */
export interface SubItemScoring {
  readonly score: (item: SubItem, response: unknown) => Credit
  readonly chance: (item: SubItem) => Ratio
}

export const caseWith = (sub: SubItemScoring): ItemKind<Case> => ({
  rules,
  aliases: {},
  score: (item, response) => score(sub, item, response),
  chance: (item) => chance(sub, item),
})

function score(sub: SubItemScoring, item: Case, response: unknown): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isPlainObject(response)) return malformed(item.kind, 'wrong-shape')
  if (Object.keys(response).some((id) => !item.items.some((entry) => entry.id === id))) {
    return malformed(item.kind, 'unknown-id')
  }
  const parts = item.items.map(
    (entry): PartCredit => ({
      id: entry.id,
      marks: entry.marks,
      credit: sub.score(entry, response[entry.id]),
    }),
  )
  return parts.every(isUnanswered)
    ? award(addUpParts(parts).share, noResponse().reasons, { parts })
    : addUpParts(parts).credit
}

const isUnanswered = ({ credit }: PartCredit): boolean => credit.reasons[0]?.code === 'no-response'

function chance(sub: SubItemScoring, item: Case): Ratio {
  const earned = sum(item.items.map((entry) => multiply(ratioOfDecimal(entry.marks), sub.chance(entry))))
  return divide(earned, sum(item.items.map(({ marks }) => ratioOfDecimal(marks))))
}
