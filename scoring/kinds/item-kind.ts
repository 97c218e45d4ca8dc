/*
 * What every item kind offers scoring. `kinds.ts` holds one for each kind of the
 * schema, so that a kind without scoring does not compile.
 */
import type { Credit } from '../credit.ts'
import type { PolicyNames, RuleText } from '../policies/rule.ts'
import type { Ratio } from '../ratio.ts'

export interface ItemKind<I extends { readonly policy: string }> extends PolicyNames {
  /** At least every policy the schema of the kind offers. */
  readonly rules: PolicyNames['rules'] & Readonly<Record<I['policy'], RuleText>>
  /** Credit of a response of any shape; `policy` is a canonical name of `rules`. Never throws on a response. */
  readonly score: (item: I, response: unknown, policy: string) => Credit
  /** Expected fraction of blind guessing. 0 where the answer is free text. */
  readonly chance: (item: I, policy: string) => Ratio
}
