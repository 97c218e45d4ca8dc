/*
 * Runs the rules: over a standard, over a bank, over all banks together.
 */
import type { Issue } from '../issue.ts'
import type { Standard } from '../types/documents.ts'
import { type BankContext, type Finding, type LintRule, type Location, runRule } from './bank-context.ts'
import { duplicateAcrossBanks } from './duplicate-items.ts'
import { nearDuplicatesAcrossBanks } from './near-duplicates.ts'
import { bankRules, standardRules } from './rules.ts'

/** What is wrong with a standard beyond its schema. */
export function lintStandard(standard: Standard, location: Location): Issue[] {
  const locations = new Map<object, Location>([[standard, location]])
  const context = { id: standard.id, standard, levels: [], media: new Set<string>(), locations }
  return standardRules.flatMap((rule) => runRule(rule, context))
}

/** What is wrong with a bank beyond its schemas; its standard is taken as it is. */
export function lintBank(context: BankContext, extra: readonly LintRule[] = []): Issue[] {
  return [...bankRules, ...extra].flatMap((rule) => runRule(rule, context))
}

/** What is wrong between banks. */
export function lintBetweenBanks(contexts: readonly BankContext[]): Issue[] {
  return libraryRules.flatMap((rule) =>
    Array.from(rule.checkAll(contexts), ({ context, finding }) => {
      const check = () => [finding]
      return runRule({ ...rule, check }, context)
    }).flat(),
  )
}

/** Rules that compare banks. */
export const libraryRules: readonly LibraryRule[] = [duplicateAcrossBanks, nearDuplicatesAcrossBanks]

export interface LibraryRule extends Omit<LintRule, 'check'> {
  readonly checkAll: (
    contexts: readonly BankContext[],
  ) => Iterable<{ context: BankContext; finding: Finding }>
}
