/*
 * The way into scoring: what a response, a sheet, a form and an assessment are
 * worth, and why. Pure: no I/O, no clock, no randomness. The statistics have
 * addresses of their own under statistics/.
 */
export { applyRatings, type Ratings } from './apply-ratings.ts'
export { type ChanceScore, chanceScore } from './chance-score.ts'
export { combineMarks } from './combine-marks.ts'
export type { Credit, PartCredit } from './credit.ts'
export { type Grade, type GradedPart, grade, type PartOutcome } from './grade.ts'
export type { Item as ScorableItem } from './item.ts'
export { itemProblem } from './item-problem.ts'
export { kinds, policyOf } from './kinds.ts'
export { type FormMark, type ItemMark, type MarkFormInput, markForm, type ScopeMark } from './mark-form.ts'
export { type PanelPolicyName, panelPolicies } from './policies/panel.ts'
export { defaultRounding, marksOf, type Rounding, roundings, roundMarks } from './policies/rounding.ts'
export { UnknownPolicyError } from './policies/rule.ts'
export { type LineMark, type RaterSheet, type SheetMark, scoreSheet } from './practical.ts'
export {
  arbitratePanel,
  type PanelDecision,
  type PanelMark,
  type PracticalPanelRule,
  scorePanel,
  type VetoVote,
} from './practical-panel.ts'
export { type WeighedTask, weighTasks } from './practical-part.ts'
export { type RatedMark, type Rating, type RatingRule, rateAnswer } from './rated.ts'
export { type Reason, type ReasonCode, reason, reasonCodes } from './reasons.ts'
export { acceptableKinds, applyRuling, type ItemRuling } from './rulings.ts'
export { scoreItem } from './score-item.ts'
