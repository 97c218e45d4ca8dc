/*
 * A scoring rule: a formula with a name, a version, a sentence and a source.
 * Rules are tables, one a kind; an item names one rule in `policy`, and a rule
 * that has been used is never changed, only followed by a next version.
 */
import type { Ratio } from '../ratio.ts'
import { type Reason, reason } from '../reasons.ts'

export interface RuleText {
  /** The formula as a clause, without full stop. */
  readonly zh: string
  readonly en: string
  /** Where the formula comes from. */
  readonly source: string
}

export interface Rule<Facts> extends RuleText {
  readonly fraction: (facts: Facts) => Ratio
}

/** Rules of one kind by name@version. */
export type Rules<Facts> = Readonly<Record<string, Rule<Facts>>>

/** Rules of a kind that has at least the policies its schema offers. */
export type RulesFor<Policy extends string, Facts> = Rules<Facts> & Readonly<Record<Policy, Rule<Facts>>>

/** The caller named a rule the kind does not have. Carries the names it does have. */
export class UnknownPolicyError extends RangeError {
  override readonly name = 'UnknownPolicyError'
  readonly kind: string
  readonly policy: string
  readonly known: readonly string[]

  constructor(kind: string, policy: string, known: readonly string[]) {
    super(`kind "${kind}" has no scoring policy "${policy}"; it has: ${known.join(', ')}`)
    this.kind = kind
    this.policy = policy
    this.known = known
  }
}

export interface PolicyNames {
  readonly rules: Readonly<Record<string, RuleText>>
  /** Names used elsewhere for the same formula, without version. */
  readonly aliases: Readonly<Record<string, string>>
}

/**
 * The canonical name of a policy: "plus-minus@1" from "plus-minus@1", "plus_minus", "plus-minus" or an alias.
 * A name without a version means version 1. Throws UnknownPolicyError.
 */
export function resolvePolicy(kind: string, { rules, aliases }: PolicyNames, name: string): string {
  const [base = '', version = '1'] = name.split('@')
  const alias = Object.hasOwn(aliases, base) ? aliases[base]! : base.replaceAll('_', '-')
  const canonical = `${alias}@${version}`
  if (Object.hasOwn(rules, canonical)) return canonical
  throw new UnknownPolicyError(kind, name, Object.keys(rules))
}

/** The reason that names the rule in force. */
export const ruleReason = (policy: string, rule: RuleText): Reason => reason('rule', { policy }, rule)
