/*
 * Decisions about a batch. Pure.
 */
import type { Standard } from '../../bank-schemas/index.ts'
import type { BatchRules, BatchStaffRole, PartRule } from './model.ts'

/** The assessment rules of one level, as the standard has them. */
export function rulesOf(standard: Standard, level: number): BatchRules {
  const { parts, ratios } = standard.assessment
  const ofLevel = parts.filter((part) => part.levels.includes(level))
  return {
    parts: ofLevel.map(({ id, name, fullMarks, passMark }): PartRule => ({ id, name, fullMarks, passMark })),
    theoryInvigilators: ratios.theoryInvigilators,
    practicalRaters: ratios.practicalRaters,
    reviewPanel: ofLevel.some((part) => part.id === 'review') ? (ratios.reviewPanel ?? null) : null,
  }
}

/** Minutes the standard asks of a part at a level; undefined when it has none. */
export function minutesOf(standard: Standard, level: number, part: string): number | undefined {
  return standard.assessment.parts.find((entry) => entry.id === part)?.minutes[String(level)]
}

export interface Readiness {
  readonly forms: number
  readonly uncompiledForms: number
  readonly candidates: number
  readonly candidatesByRoom: Readonly<Record<string, number>>
  readonly staff: Readonly<Record<BatchStaffRole, number>>
  readonly hasPracticalTask: boolean
}

export interface Gap {
  readonly zh: string
  readonly en: string
}

/** What is still missing before a batch may be confirmed; empty when nothing is. */
export function gapsOf(rules: BatchRules, have: Readiness): Gap[] {
  const gaps: Gap[] = []
  if (have.forms === 0) gaps.push({ zh: '没有选定试卷', en: 'no form has been chosen' })
  if (have.uncompiledForms > 0)
    gaps.push({
      zh: `${have.uncompiledForms} 套试卷尚未编排`,
      en: `${have.uncompiledForms} forms are not compiled`,
    })
  if (have.candidates === 0) gaps.push({ zh: '没有考生', en: 'there are no candidates' })
  const { candidatesEach, minimumPerRoom } = rules.theoryInvigilators
  const rooms = Object.values(have.candidatesByRoom)
  const needed = rooms.reduce(
    (sum, count) => sum + Math.max(minimumPerRoom, Math.ceil(count / candidatesEach)),
    0,
  )
  if (have.staff.invigilator < needed) {
    gaps.push({
      zh: `监考人员需要 ${needed} 名（每 ${candidatesEach} 名考生 1 名，每考场不少于 ${minimumPerRoom} 名），现有 ${have.staff.invigilator} 名`,
      en: `${needed} invigilators are needed (1 for ${candidatesEach} candidates, at least ${minimumPerRoom} a room), there are ${have.staff.invigilator}`,
    })
  }
  if (rules.parts.some((part) => part.id === 'practical')) {
    if (!have.hasPracticalTask)
      gaps.push({ zh: '没有选定操作技能试题', en: 'no practical task has been chosen' })
    const { minimum, odd } = rules.practicalRaters
    const count = have.staff['practical-rater']
    if (count < minimum || (odd && count % 2 === 0)) {
      gaps.push({
        zh: `操作技能考评人员须不少于 ${minimum} 名${odd ? '且为奇数' : ''}，现有 ${count} 名`,
        en: `at least ${minimum} ${odd ? '(odd) ' : ''}practical raters are needed, there are ${count}`,
      })
    }
  }
  return gaps
}
