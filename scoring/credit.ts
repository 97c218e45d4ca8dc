/*
 * Credit: what a response is worth as a fraction of the item's marks, and why.
 * Between 0 and 1 always: negative marking is an exam policy, not an item's.
 */
import { type Ratio, toNumber, toText, ZERO } from './ratio.ts'
import { type Reason, reason } from './reasons.ts'

export interface Credit {
  /** Share of the marks, 0 … 1, as the nearest double. */
  readonly fraction: number
  /** The same share without rounding, "2/3". Marks are computed from this one. */
  readonly exact: string
  /** Never empty: at least one reason says why the fraction is what it is. */
  readonly reasons: readonly Reason[]
  /** True while a person must still judge; the fraction then counts machine-scored parts only. */
  readonly needsRater: boolean
  /** Sub-items of a case, blanks of a fill-in: each with its own credit. */
  readonly parts?: readonly PartCredit[]
}

export interface PartCredit {
  /** Id of the sub-item or blank. */
  readonly id: string
  /** Weight against the other parts, in the item's own marks. */
  readonly marks: number
  readonly credit: Credit
}

export interface AwardDetails {
  readonly parts?: readonly PartCredit[]
  readonly needsRater?: boolean
}

/** A credit from an exact fraction. Throws RangeError outside 0 … 1: a formula that leaves it is a bug. */
export function award(exact: Ratio, reasons: readonly Reason[], details: AwardDetails = {}): Credit {
  if (exact.n < 0n || exact.n > exact.d) throw new RangeError(`credit ${toText(exact)} is outside 0 … 1`)
  const credit = {
    fraction: toNumber(exact),
    exact: toText(exact),
    reasons,
    needsRater: details.needsRater ?? false,
  }
  return details.parts === undefined ? credit : { ...credit, parts: details.parts }
}

/** An empty answer earns 0 under every rule, also where the formula alone would pay for it. */
export const noResponse = (): Credit => award(ZERO, [reason('no-response')])

/** What kept a response from being read. */
const PROBLEMS = {
  'wrong-shape': { zh: '数据形式不对', en: 'wrong shape' },
  'unknown-id': { zh: '含有题中没有的编号', en: 'names what the item does not have' },
  'repeated-id': { zh: '编号重复', en: 'names something twice' },
} as const
export type ResponseProblem = keyof typeof PROBLEMS

/** A response that is not of the kind's shape earns 0 and says so; it never throws. */
export const malformed = (kind: string, problem: ResponseProblem): Credit =>
  award(ZERO, [reason('malformed-response', { kind, problem }, PROBLEMS[problem])])

export const needsRater = (): Credit => award(ZERO, [reason('needs-rater')], { needsRater: true })
