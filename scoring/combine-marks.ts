/*
 * Marks that several raters gave for a whole part (综合评审) → one mark.
 */
import { type PanelPolicyName, panelPolicies } from './policies/panel.ts'
import { type Rounding, roundMarks } from './policies/rounding.ts'
import { ratioOfDecimal } from './ratio.ts'

/** At least one value; marks of the part, rounded. Throws RangeError for an empty list. */
export function combineMarks(policy: PanelPolicyName, marks: readonly number[], rounding?: Rounding): number {
  if (marks.length === 0) throw new RangeError('combineMarks: no marks to combine')
  return roundMarks(panelPolicies[policy].combine(marks.map(ratioOfDecimal)), rounding)
}
