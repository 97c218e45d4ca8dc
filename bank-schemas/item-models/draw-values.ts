/*
 * Draws the values of one instance: by rejection until the constraints hold and
 * the options differ as printed. The number of tries is bounded.
 */
import type { BigNumber } from 'mathjs'
import type { ItemModel } from '../types/documents.ts'
import type { Draws } from './draws.ts'
import { ModelError } from './model-error.ts'
import { printFixed } from './print-number.ts'
import { type ReadModel, readModel } from './read-model.ts'

/** A model that meets its constraints less often than once in so many draws is not usable. */
export const maxTries = 1000

export interface DrawnValues {
  readonly values: ReadonlyMap<string, BigNumber>
  readonly key: BigNumber
  /** The key and the distractors as printed without unit; the key is the first. */
  readonly printed: readonly string[]
  readonly tries: number
}

/** Throws ModelError when no draw fits. */
export function drawValues(model: ItemModel, draws: Draws): DrawnValues {
  const read = readModel(model)
  for (let tries = 1; tries <= maxTries; tries++) {
    const drawn = attempt(model, read, draws)
    if (drawn) return { ...drawn, tries }
  }
  throw new ModelError(
    ['constraints'],
    `抽取 ${maxTries} 次都不满足约束，或选项始终有重复`,
    `no draw of ${maxTries} meets the constraints with options that differ`,
  )
}

function attempt(model: ItemModel, read: ReadModel, draws: Draws): Omit<DrawnValues, 'tries'> | undefined {
  const values = new Map<string, BigNumber>()
  for (const { name, count, value } of read.variables) values.set(name, value(draws.below(count)))
  for (const { name, expression } of read.derived) {
    const value = expression.number(values)
    if (value === undefined) return undefined
    values.set(name, value)
  }
  if (!read.constraints.every((constraint) => constraint.condition(values) === true)) return undefined
  const key = read.key.number(values)
  const numbers = [key, ...read.distractors.map((distractor) => distractor.number(values))]
  if (key === undefined || numbers.includes(undefined)) return undefined
  const printed = numbers.map((number) => printFixed(number!, model.key.decimals))
  return new Set(printed).size === printed.length ? { values, key, printed } : undefined
}
