/** Every question of a bank: the items, and the sub-items inside cases, each with its place. */
import type { Case, Item, Option } from '../types/documents.ts'
import type { BankContext, LevelContext } from './bank-context.ts'
import { plainText } from './plain-text.ts'

export type Question = Exclude<Item, Case> | Case['items'][number]
export type Choice = Extract<Question, { options: Option[] }>

export interface Placed<Q> {
  readonly level: LevelContext
  /** The item the question is or lies in: the document a finding names. */
  readonly item: Item
  /** Path of the question inside the item: empty, or items/<i> in a case. */
  readonly at: readonly (string | number)[]
  readonly question: Q
}

/** All questions, in file order; a case yields its sub-items, not itself. */
export function* questionsOf(context: BankContext): Generator<Placed<Question>> {
  for (const level of context.levels) {
    for (const item of level.items) {
      if (item.kind !== 'case') yield { level, item, at: [], question: item }
      else for (const [i, question] of item.items.entries()) yield { level, item, at: ['items', i], question }
    }
  }
}

/** The questions of one kind. */
export function* questionsOfKind<K extends Question['kind']>(
  context: BankContext,
  kind: K,
): Generator<Placed<Extract<Question, { kind: K }>>> {
  for (const placed of questionsOf(context)) {
    if (placed.question.kind === kind) yield placed as Placed<Extract<Question, { kind: K }>>
  }
}

/** The questions with options: single choice and multiple response. */
export function* choicesOf(context: BankContext): Generator<Placed<Choice>> {
  for (const placed of questionsOf(context)) {
    if ('options' in placed.question) yield placed as Placed<Choice>
  }
}

/** Whether an option is right. */
export function isKey(choice: Choice, option: Option): boolean {
  return typeof choice.key === 'string' ? choice.key === option.id : choice.key.includes(option.id)
}

/** Every piece of text of an item a candidate or a trainer reads, with its place. */
export function* textsOf(item: Item): Generator<{ at: readonly (string | number)[]; text: string }> {
  yield* textsIn(item, [])
  if (item.kind !== 'case') return
  for (const [i, question] of item.items.entries()) yield* textsIn(question, ['items', i])
}

function* textsIn(question: Question | Case, at: readonly (string | number)[]) {
  yield { at: [...at, 'stem'], text: question.stem }
  for (const list of ['options', 'left', 'right', 'elements'] as const) {
    const elements = (question as unknown as Record<string, Option[] | undefined>)[list] ?? []
    for (const [i, { text }] of elements.entries()) yield { at: [...at, list, i, 'text'], text }
  }
  yield { at: [...at, 'rationale'], text: question.rationale }
}

/** A stem short enough to name an item in a sentence. */
export function excerpt(text: string): string {
  const plain = plainText(text)
  return plain.length > 24 ? `${plain.slice(0, 23)}…` : plain
}
