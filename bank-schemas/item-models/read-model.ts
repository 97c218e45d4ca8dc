/** A model with its expressions read, kept as long as the model itself. */
import type { BigNumber } from 'mathjs'
import type { ItemModel, Variable } from '../types/documents.ts'
import { constants, decimal, type Expression, functions, readExpression } from './expression.ts'
import { ModelError } from './model-error.ts'

export interface ReadModel {
  readonly variables: readonly {
    readonly name: string
    readonly count: number
    readonly value: (i: number) => BigNumber
  }[]
  readonly derived: readonly { readonly name: string; readonly expression: Expression }[]
  readonly constraints: readonly Expression[]
  readonly key: Expression
  readonly distractors: readonly Expression[]
}

const cache = new WeakMap<ItemModel, ReadModel>()

/** Reads a model once. Throws ModelError at the first part that cannot be read. */
export function readModel(model: ItemModel): ReadModel {
  const known = cache.get(model)
  if (known) return known
  const read = readAll(model)
  cache.set(model, read)
  return read
}

function readAll(model: ItemModel): ReadModel {
  const names = new Set<string>()
  const variables = model.variables.map((variable, i) => {
    declare(names, variable.name, ['variables', i, 'name'])
    return { name: variable.name, ...domainOf(variable, ['variables', i, 'domain']) }
  })
  const derived = (model.derived ?? []).map(({ name, expression }, i) => {
    const read = readExpression(expression, names, ['derived', i, 'expression'])
    declare(names, name, ['derived', i, 'name'])
    return { name, expression: read }
  })
  return {
    variables,
    derived,
    constraints: (model.constraints ?? []).map((text, i) => readExpression(text, names, ['constraints', i])),
    key: readExpression(model.key.expression, names, ['key', 'expression']),
    distractors: (model.distractors ?? []).map(({ expression }, i) =>
      readExpression(expression, names, ['distractors', i, 'expression']),
    ),
  }
}

function declare(names: Set<string>, name: string, at: (string | number)[]): void {
  if (names.has(name)) throw new ModelError(at, `名称“${name}”重复`, `“${name}” is declared twice`)
  if (functions.has(name) || constants.has(name) || name === 'key') {
    throw new ModelError(at, `“${name}”是保留名称`, `“${name}” is a reserved name`)
  }
  names.add(name)
}

/** How many values a variable can take, and each of them. */
function domainOf({ domain }: Variable, at: (string | number)[]) {
  if ('values' in domain) {
    const values = domain.values.map(decimal)
    return { count: values.length, value: (i: number) => values[i]! }
  }
  const [from, to, step] = [decimal(domain.from), decimal(domain.to), decimal(domain.step)]
  if (step.lte(0) || to.lt(from)) {
    throw new ModelError(
      at,
      '取值范围为空：步长须大于 0，终值不小于初值',
      'the range is empty: step must be above 0, to not below from',
    )
  }
  const count = to.minus(from).div(step).floor().toNumber() + 1
  if (count > 1_000_000)
    throw new ModelError(at, '取值个数超过一百万', 'the range has more than a million values')
  return { count, value: (i: number) => from.plus(step.times(i)) }
}
