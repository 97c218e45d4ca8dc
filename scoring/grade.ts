/*
 * Parts → level. The standard says which parts a level has, what each is out of
 * and what passes; a level is reached when every one of its parts is passed.
 * 缺考 and 违纪 are states with no marks: not zero, and not passed.
 *
 * Source: domain facts §4 (each part on its own); schema result.schema.json.
 * No number stands here: full marks and pass marks come from the standard.
 */
import type { AssessmentPart } from './item.ts'
import { compare, ratioOfDecimal } from './ratio.ts'
import { type Reason, type ReasonCode, reason } from './reasons.ts'

/** What is known of one part before grading. */
export interface PartOutcome {
  readonly id: AssessmentPart['id']
  readonly state: 'marked' | 'absent' | 'violation' | 'pending'
  /** Marks when marked, else null. */
  readonly marks: number | null
  /** A veto holds: not passed whatever the marks. */
  readonly failed?: boolean
  /** Id of the score run the marks come from. */
  readonly scoreRun?: string
  /** Why the marks are what they are; carried on. */
  readonly reasons?: readonly Reason[]
}

/** A part of the result document; its reasons there are strings, the language is the caller's choice. */
export interface GradedPart extends Omit<PartOutcome, 'failed' | 'reasons'> {
  readonly fullMarks: number
  readonly passMark: number
  /** null while pending. */
  readonly passed: boolean | null
  readonly reasons: readonly Reason[]
}

export interface Grade {
  readonly level: number
  readonly parts: readonly GradedPart[]
  /** true: level reached; false: some part is not passed; null: still open. */
  readonly passed: boolean | null
  readonly reasons: readonly Reason[]
}

/**
 * `parts`: all parts of the standard; those of `level` are graded, in the standard's order. A part without an
 * outcome is pending; an outcome for a part the level does not have is left out and said so.
 */
export function grade(
  parts: readonly AssessmentPart[],
  level: number,
  outcomes: readonly PartOutcome[],
): Grade {
  const asked = parts.filter(({ levels }) => levels.includes(level))
  const graded = asked.map((part) =>
    gradePart(part, outcomes.find(({ id }) => id === part.id) ?? pending(part)),
  )
  const foreign = outcomes.filter(({ id }) => !asked.some((part) => part.id === id))
  const passed = graded.length === 0 ? null : verdict(graded)
  return {
    level,
    parts: graded,
    passed,
    reasons: [
      ...graded.map(({ reasons }) => reasons[0]!),
      ...foreign.map(({ id }) => reason('part-not-asked', { part: id, name: NAMES[id] })),
      reason(passed === null ? 'level-pending' : passed ? 'level-reached' : 'level-not-reached', { level }),
    ],
  }
}

const pending = ({ id }: AssessmentPart): PartOutcome => ({ id, state: 'pending', marks: null })

/** Not reached as soon as one part is not passed, though others are pending. */
function verdict(parts: readonly GradedPart[]): boolean | null {
  if (parts.some(({ passed }) => passed === false)) return false
  return parts.some(({ passed }) => passed === null) ? null : true
}

function gradePart(part: AssessmentPart, outcome: PartOutcome): GradedPart {
  const { id, fullMarks, passMark } = part
  const { state, passed, why } = judge(part, outcome)
  return {
    id,
    state,
    marks: state === 'marked' ? outcome.marks : null,
    fullMarks,
    passMark,
    passed,
    ...(outcome.scoreRun === undefined ? {} : { scoreRun: outcome.scoreRun }),
    reasons: [why, ...(outcome.reasons ?? [])],
  }
}

interface Judgement {
  readonly state: PartOutcome['state']
  readonly passed: boolean | null
  readonly why: Reason
}

/** For standards handed in without the names of their parts. */
const NAMES: Readonly<Record<AssessmentPart['id'], string>> = {
  theory: '理论知识考试',
  practical: '操作技能考核',
  review: '综合评审',
}

function judge(part: AssessmentPart, { state, marks, failed }: PartOutcome): Judgement {
  const { id, name = NAMES[id], fullMarks, passMark } = part
  const why = (code: ReasonCode, more: Reason['params'] = {}): Reason =>
    reason(code, { part: id, name, ...more })
  if (state === 'absent') return { state, passed: false, why: why('part-absent') }
  if (state === 'violation') return { state, passed: false, why: why('part-violation') }
  if (state === 'pending' || marks === null) {
    return { state: 'pending', passed: null, why: why('part-pending') }
  }
  if (!(marks >= 0 && marks <= fullMarks)) {
    return { state: 'pending', passed: null, why: why('part-out-of-range', { marks, fullMarks }) }
  }
  if (failed === true) return { state, passed: false, why: why('part-vetoed') }
  const passed = compare(ratioOfDecimal(marks), ratioOfDecimal(passMark)) >= 0
  return { state, passed, why: why(passed ? 'part-passed' : 'part-not-passed', { marks, passMark }) }
}
