/*
 * The reasons of a result as people read them. Stored reasons name raters by
 * their account; staff see the name, a candidate only which rater it was.
 */
import type { Result } from '../../../bank-schemas/index.ts'

/** `usr_…` a rater, `staff:usr_…` who decided a dispute. */
const account = /(staff:)?(usr_[0-9a-z]+)/g

export type NameOf = (userId: string, decided: boolean) => string

/** Numbers raters in the order they occur; who decided is named by the office. */
export function anonymous(label: (n: number) => string, head: string): NameOf {
  const known: string[] = []
  return (userId, decided) => {
    if (decided) return head
    if (!known.includes(userId)) known.push(userId)
    return label(known.indexOf(userId) + 1)
  }
}

/** Of the whole, and of each part what the whole does not say already. */
export function reasonsOf(
  { reasons, parts }: Pick<Result, 'reasons' | 'parts'>,
  nameOf: NameOf,
): { whole: string[]; parts: { id: Result['parts'][number]['id']; reasons: string[] }[] } {
  const readable = (text: string) =>
    text.replace(account, (_, decided, userId) => nameOf(userId, decided !== undefined))
  return {
    whole: reasons.map(readable),
    parts: parts.map((part) => ({
      id: part.id,
      reasons: part.reasons.filter((reason) => !reasons.includes(reason)).map(readable),
    })),
  }
}
