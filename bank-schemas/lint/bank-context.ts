/*
 * What a lint rule sees: the valid documents of one bank, and where each stands.
 *
 * Only documents that pass their schema are here, so a rule may rely on their
 * shape. A missing or invalid bank.json, syllabus or standard is absent, and a
 * rule that needs it says nothing: the schema has spoken already.
 */
import { type Issue, pointer } from '../issue.ts'
import type { Bank, Item, ItemModel, PracticalTask, Standard, Syllabus } from '../types/documents.ts'

export interface Location {
  /** Path of the file as it is shown to people. */
  readonly file: string
  /** JSON Pointer of the document in the file; '' when it is the whole file. */
  readonly pointer: string
}

export interface BankContext {
  readonly id: string
  readonly bank?: Bank
  readonly standard?: Standard
  readonly levels: readonly LevelContext[]
  /** Names of the pictures, as items write them: media/<file>. */
  readonly media: { has(name: string): boolean; keys(): Iterable<string> }
  /** Text of the SVG pictures by the same names. */
  readonly vectors?: ReadonlyMap<string, string>
  /** Where each document above stands. */
  readonly locations: ReadonlyMap<object, Location>
}

export interface LevelContext {
  readonly level: number
  readonly syllabus?: Syllabus
  readonly items: readonly Item[]
  readonly models: readonly ItemModel[]
  readonly tasks: readonly PracticalTask[]
}

export interface LintRule {
  /** lint/<name>, the name being that of the file. */
  readonly name: `lint/${string}`
  readonly severity: Issue['severity']
  /** What the rule guards, for the handbook. */
  readonly summary: Issue['message']
  readonly check: (context: BankContext) => Iterable<Finding>
}

/** What a rule found: the document, the place in it, and the two sentences. */
export interface Finding {
  readonly document: object
  readonly at?: readonly (string | number)[]
  readonly zh: string
  readonly en: string
}

/** The issues a rule raises for a bank. */
export function runRule(rule: LintRule, context: BankContext): Issue[] {
  return Array.from(rule.check(context), (finding) => issueOf(rule, finding, context))
}

function issueOf(rule: LintRule, finding: Finding, context: BankContext): Issue {
  const location = context.locations.get(finding.document) ?? { file: '', pointer: '' }
  return {
    rule: rule.name,
    severity: rule.severity,
    file: location.file,
    pointer: location.pointer + pointer(...(finding.at ?? [])),
    message: { zh: finding.zh, en: finding.en },
  }
}
