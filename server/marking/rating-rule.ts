/*
 * How answers that a person judges are rated, and the key a rater works by.
 *
 * Two raters who do not see each other's marks; more than a fifth of the marks
 * apart goes to a third. Our convention, see the README of scoring/; an
 * organisation's own rule will come with the batch.
 */
import type { Item, RatedKey } from '../../bank-schemas/index.ts'
import type { RatingRule } from '../../scoring/index.ts'

export const ratingRule: RatingRule = { raters: 2, arbitrationDifference: 0.2, policy: 'mean@1' }

/** The key of a short answer or essay, of a whole item or a sub-item of a case. */
export function ratedKeyOf(item: Item | undefined, subItem: string): RatedKey | undefined {
  if (item?.kind === 'short-answer' || item?.kind === 'essay') return item.key
  if (item?.kind !== 'case') return undefined
  const sub = item.items.find((entry) => entry.id === subItem)
  return sub?.kind === 'short-answer' ? sub.key : undefined
}
