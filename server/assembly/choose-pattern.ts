/* The paper pattern of a level by its id, or the first, which is the default. */
import type { Bank, PaperPattern } from '../../bank-schemas/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import { assemblyRefusals } from './refusals.ts'

/** Refuses: pattern-unknown, pattern-repeats-kind. */
export function choosePattern(bank: Bank, level: number, patternId?: string): PaperPattern {
  const own = bank.patterns.filter((pattern) => pattern.level === level)
  const found = patternId === undefined ? own[0] : own.find((pattern) => pattern.id === patternId)
  if (!found)
    throw new Refusal(assemblyRefusals['pattern-unknown'], { bank: bank.id, level, pattern: patternId ?? '' })
  const kinds = found.sections.map((section) => section.kind)
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index)
  if (twice) throw new Refusal(assemblyRefusals['pattern-repeats-kind'], { pattern: found.id, kind: twice })
  return found
}
