/*
 * Makes an item from a model and a seed: the same item on every machine.
 *
 * Options stand in drawn order, not ascending as in hand-written items: the
 * place of a computed key among its computed mistakes is the same in every
 * instance, and a fixed place would be learnt.
 */
import type { ItemModel, Numeric, SingleChoice } from '../types/documents.ts'
import { type DrawnValues, drawValues } from './draw-values.ts'
import { Draws } from './draws.ts'
import { filled } from './placeholders.ts'
import { printQuantity } from './print-number.ts'

/**
 * The instance of a model for a seed (a whole number from 0 to 2^53 − 1); valid against the item schema.
 * Its id is the model's with S<seed>. Throws ModelError for a model that cannot yield one.
 */
export function instantiateModel(model: ItemModel, seed: number): SingleChoice | Numeric {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`instantiateModel: seed ${seed}`)
  const draws = new Draws(`${model.id}:${seed}`)
  const drawn = drawValues(model, draws)
  return model.kind === 'single-choice'
    ? singleChoice(model, seed, drawn, draws)
    : numeric(model, seed, drawn)
}

/** The key of an instance as printed, without its unit: what a self-test of a model states. */
export function keyOfInstance(model: ItemModel, seed: number): string {
  return drawValues(model, new Draws(`${model.id}:${seed}`)).printed[0]!
}

function singleChoice(model: ItemModel, seed: number, drawn: DrawnValues, draws: Draws): SingleChoice {
  const texts = drawn.printed.map((text) => printQuantity(text, model.key.unit ?? ''))
  const order = draws.shuffled(texts)
  const options = order.map((text, i) => ({ id: letter(i), text }))
  const key = letter(order.indexOf(texts[0]!))
  const wrong = options.find(({ id }) => id !== key)!.id
  return {
    ...common(model, seed, drawn),
    kind: 'single-choice',
    options,
    key,
    policy: 'all-or-nothing@1',
    selfTests: [
      { response: key, fraction: 1 },
      { response: wrong, fraction: 0 },
    ],
  }
}

function numeric(model: ItemModel, seed: number, drawn: DrawnValues): Numeric {
  const { decimals, unit, tolerance } = model.key
  const value = drawn.printed[0]!
  return {
    ...common(model, seed, drawn),
    kind: 'numeric',
    key: {
      value,
      ...(unit === undefined ? {} : { unit }),
      tolerance: tolerance ?? halfOfLastDigit(decimals),
    },
    policy: 'all-or-nothing@1',
    selfTests: [{ response: value, fraction: 1 }],
  }
}

function common(model: ItemModel, seed: number, { values, printed }: DrawnValues) {
  const { point, levels, difficulty, cognitive, seconds, source, secrecy, status } = model
  return {
    id: `${model.id}S${seed}`,
    point,
    levels,
    stem: filled(model.stem, values, printed[0]!),
    rationale: filled(model.rationale, values, printed[0]!),
    difficulty,
    cognitive,
    ...(seconds === undefined ? {} : { seconds }),
    source,
    secrecy,
    status,
  }
}

/** Whoever gives more digits than asked for is right when they round to the key. */
function halfOfLastDigit(decimals: number) {
  return { kind: 'absolute' as const, value: decimals === 0 ? '0.5' : `0.${'0'.repeat(decimals)}5` }
}

function letter(i: number): string {
  return String.fromCharCode(65 + i)
}
