/*
 * Decides whether a person meets the 申报条件 of a level. Pure.
 *
 * Any one condition of the level suffices; a condition holds when all its parts
 * hold. A part that only a person can judge (is: "other") never holds by
 * machine and is reported as open.
 */
import type { Condition, Standard } from '../../bank-schemas/index.ts'

export interface ApplicantFacts {
  readonly age?: number
  /** Years worked in this or a related occupation. */
  readonly workYears?: number
  readonly intendsToWork?: boolean
  readonly apprenticeshipFinished?: boolean
  readonly levels?: readonly { readonly level: number; readonly years: number }[]
  readonly titles?: readonly { readonly title: '初级' | '中级' | '高级'; readonly years: number }[]
  readonly graduations?: readonly {
    readonly school: string
    readonly related: boolean
    readonly student: boolean
    readonly years: number
  }[]
}

export type EligibilityVerdict =
  | { readonly eligible: true; readonly clause: string; readonly text: string }
  | { readonly eligible: false; readonly forReview: readonly string[]; readonly tried: readonly string[] }

export function checkEligibility(
  standard: Standard,
  level: number,
  facts: ApplicantFacts,
): EligibilityVerdict {
  const clauses = standard.eligibility
    .filter((entry) => entry.level === level)
    .flatMap((entry) => entry.anyOf)
  for (const { clause, text, all } of clauses)
    if (all.every((condition) => holds(condition, facts))) return { eligible: true, clause, text }
  const forReview = clauses.filter(({ all }) =>
    all.every((condition) => condition.is === 'other' || holds(condition, facts)),
  )
  return {
    eligible: false,
    forReview: forReview.map(({ clause }) => clause),
    tried: clauses.map(({ text }) => text),
  }
}

function holds(condition: Condition, facts: ApplicantFacts): boolean {
  switch (condition.is) {
    case 'age':
      return (facts.age ?? 0) >= condition.years
    case 'intends-to-work':
      return facts.intendsToWork === true || (facts.workYears ?? 0) > 0
    case 'apprenticeship-finished':
      return facts.apprenticeshipFinished === true
    case 'work-years':
      return (facts.workYears ?? 0) >= condition.years
    case 'holds-level':
      return (facts.levels ?? []).some(
        (held) => held.level <= condition.level && held.years >= condition.years,
      )
    case 'holds-title':
      return (facts.titles ?? []).some(
        (held) => held.title === condition.title && held.years >= condition.years,
      )
    case 'graduate':
      return (facts.graduations ?? []).some(
        (school) =>
          condition.schools.includes(school.school) &&
          (school.related || !condition.related) &&
          (!school.student || condition.students === true) &&
          school.years >= condition.years,
      )
    case 'other':
      return false
  }
}
