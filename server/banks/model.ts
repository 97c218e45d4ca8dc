/** Nouns of the banks feature. */
import type { Bank, Item, PracticalTask, Syllabus } from '../../bank-schemas/index.ts'

export interface BankSummary {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly levels: readonly BankLevelSummary[]
}

export interface BankLevelSummary {
  readonly level: number
  readonly points: number
  readonly items: number
  readonly open: number
  readonly kinds: Readonly<Record<string, number>>
  readonly models: number
  readonly tasks: number
}

export interface SyllabusRevision {
  readonly hash: string
  readonly syllabus: Syllabus
}

/** An item as one immutable revision, named by the hash of its content. It holds the key: never hand it to a candidate. */
export interface ItemRevision {
  readonly hash: string
  readonly item: Item
}

export interface TaskRevision {
  readonly hash: string
  readonly task: PracticalTask
}

export interface BankDocument {
  readonly bank: Bank
}

export interface LoadReport {
  readonly standards: number
  readonly banks: number
  readonly items: number
  readonly newRevisions: number
  /** Banks that were left out because of errors; their older revisions stay in use. */
  readonly refused: readonly { readonly id: string; readonly errors: number; readonly first: string }[]
}
