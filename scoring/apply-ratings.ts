/*
 * Puts settled ratings in the place of "needs a rater".
 */
import { addUpParts } from './add-up-parts.ts'
import type { Credit, PartCredit } from './credit.ts'
import type { RatedMark } from './rated.ts'

/** A rating of the whole item, or of sub-items of a case by their id. */
export type Ratings = RatedMark | { readonly parts: Readonly<Record<string, RatedMark>> }

/** The credit with settled ratings in it. Ratings that are not settled, or that nothing waits for, change nothing. */
export function applyRatings(credit: Credit, ratings: Ratings): Credit {
  if (!credit.needsRater) return credit
  if (!('parts' in ratings)) return ratings.credit ?? credit
  if (credit.parts === undefined) return credit
  return addUpParts(credit.parts.map((part) => withRating(part, ratings.parts[part.id]))).credit
}

const withRating = (part: PartCredit, rating: RatedMark | undefined): PartCredit =>
  part.credit.needsRater && rating?.credit ? { ...part, credit: rating.credit } : part
