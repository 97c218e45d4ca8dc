/*
 * The tasks of a practical part → the part: Σ weight × marks / Σ weight (配分权重,
 * e.g. 60 + 40). A part-zero veto in one task zeroes the part, any veto fails it.
 */
import type { PartOutcome } from './grade.ts'
import { type Rounding, roundMarks } from './policies/rounding.ts'
import type { PanelMark } from './practical-panel.ts'
import { divide, multiply, ratioOfDecimal, sum, ZERO } from './ratio.ts'
import { type Reason, reason } from './reasons.ts'

export interface WeighedTask {
  /** Task id. */
  readonly id: string
  /** Share of the part, relative to the other tasks; above 0. */
  readonly weight: number
  readonly panel: PanelMark
}

/** Outcome of the part for `grade`; pending while a task is not settled. At least one task. */
export function weighTasks(
  part: PartOutcome['id'],
  tasks: readonly WeighedTask[],
  rounding?: Rounding,
): PartOutcome {
  const reasons = tasks.flatMap(taskReasons)
  if (tasks.some(({ panel }) => panel.state !== 'settled'))
    return { id: part, state: 'pending', marks: null, reasons }
  const total = sum(tasks.map(({ weight }) => ratioOfDecimal(weight)))
  const earned = sum(
    tasks.map(({ weight, panel }) => multiply(ratioOfDecimal(weight), ratioOfDecimal(panel.marks!))),
  )
  const marks = tasks.some(zeroesPart) ? ZERO : divide(earned, total)
  return {
    id: part,
    state: 'marked',
    marks: roundMarks(marks, rounding),
    failed: tasks.some(({ panel }) => panel.failed),
    reasons,
  }
}

const zeroesPart = ({ panel }: WeighedTask): boolean =>
  panel.vetoes.some(({ standing, effect }) => standing === 'holds' && effect === 'part-zero')

const taskReasons = ({ id, weight, panel }: WeighedTask): readonly Reason[] => [
  reason('task-weight', { task: id, marks: panel.marks ?? '—', weight }),
  ...panel.reasons,
]
