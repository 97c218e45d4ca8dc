/*
 * Parts with marks of their own → one credit: Σ marks × share / Σ marks.
 */
import { award, type Credit, type PartCredit } from './credit.ts'
import { divide, multiply, type Ratio, ratioOfDecimal, ratioOfText, sum, toNumber } from './ratio.ts'
import { reason } from './reasons.ts'

/** `parts` has at least one entry with marks above 0. */
export function addUpParts(parts: readonly PartCredit[]): { readonly share: Ratio; readonly credit: Credit } {
  const earned = sum(
    parts.map(({ marks, credit }) => multiply(ratioOfDecimal(marks), ratioOfText(credit.exact))),
  )
  const full = sum(parts.map(({ marks }) => ratioOfDecimal(marks)))
  const share = divide(earned, full)
  const waiting = parts.some(({ credit }) => credit.needsRater)
  const total = reason('case-sum', { earned: readable(earned), full: toNumber(full) })
  const reasons = waiting ? [total, reason('needs-rater')] : [total]
  return { share, credit: award(share, reasons, { parts, needsRater: waiting }) }
}

/** For the sentence only; marks are rounded by policies/rounding.ts. */
const readable = (marks: Ratio): number => Number(toNumber(marks).toFixed(4))
