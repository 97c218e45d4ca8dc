/*
 * Expressions of item models, in a sandbox.
 *
 * mathjs parses; the tree is then walked, and only numbers, known names, the
 * operators and functions listed here may stand in it, so no assignment, no
 * property, no string, no function of the caller's making. Nothing is ever
 * given to eval. Numbers are decimals of 64 digits computed in software
 * (decimal.js), so a result has the same digits on every machine.
 */
import type { BigNumber, MathNode } from 'mathjs'
import mathjs from 'mathjs/lib/browser/math.js'
import { ModelError } from './model-error.ts'

export type Scope = ReadonlyMap<string, BigNumber>
type At = readonly (string | number)[]

const math = mathjs.create({ number: 'BigNumber', precision: 64, predictable: true })
const parse = math.parse
/** mathjs' own advice for untrusted expressions: what could reach beyond arithmetic is gone after start-up. */
const closed = () => {
  throw new Error('disabled')
}
math.import(
  {
    import: closed,
    createUnit: closed,
    evaluate: closed,
    parse: closed,
    simplify: closed,
    derivative: closed,
    parser: closed,
    compile: closed,
    reviver: closed,
  },
  { override: true },
)

export const functions: ReadonlySet<string> = new Set(
  'abs sign sqrt cbrt pow exp log log2 log10 sin cos tan asin acos atan atan2 round floor ceil fix min max mod gcd lcm hypot'.split(
    ' ',
  ),
)
/** Not e: it is a good name for an eccentricity or an error, and exp() is there. */
export const constants: ReadonlySet<string> = new Set(['pi', 'true', 'false'])
const operators: ReadonlySet<string> = new Set(
  'add subtract multiply divide pow mod unaryMinus unaryPlus equal unequal smaller larger smallerEq largerEq and or not xor'.split(
    ' ',
  ),
)
const nodes: ReadonlySet<string> = new Set(['ParenthesisNode', 'ConditionalNode', 'RelationalNode'])

/** Digits kept before a result is rounded for print, so that tan(45°) × 2.5 is 2.5 and not 2.4999…. */
const soundDigits = 40
/** Results outside this are no quantity of an exam, and their digits could fill the memory. */
const largest = 1e15

export interface Expression {
  /** A finite number; undefined when the values drawn give none (division by zero, root of −1). */
  readonly number: (scope: Scope) => BigNumber | undefined
  /** A condition; undefined when the values drawn give none. */
  readonly condition: (scope: Scope) => boolean | undefined
}

/** Reads an expression that may use the given names. Throws ModelError for anything but plain arithmetic. */
export function readExpression(text: string, names: ReadonlySet<string>, at: At): Expression {
  const tree = parsed(text, at)
  tree.traverse((node, path, parent) => allow(node, path, parent, names, at))
  const code = tree.compile()
  const value = (scope: Scope): unknown => attempted(() => code.evaluate(new Map(scope)))
  return {
    number: (scope) => quantity(value(scope)),
    condition: (scope) => {
      const result = value(scope)
      return typeof result === 'boolean' ? result : undefined
    },
  }
}

/** A decimal written as text. */
export function decimal(text: string): BigNumber {
  return math.bignumber(text)
}

function parsed(text: string, at: At): MathNode {
  try {
    return parse(text)
  } catch (error) {
    throw new ModelError(
      at,
      `表达式“${text}”读不懂：${(error as Error).message}`,
      `cannot read “${text}”: ${(error as Error).message}`,
    )
  }
}

function allow(node: MathNode, path: string, parent: MathNode, names: ReadonlySet<string>, at: At): void {
  if (node.type === 'SymbolNode') {
    const { name } = node as MathNode & { name: string }
    const isFunction = parent?.type === 'FunctionNode' && path === 'fn'
    if (isFunction ? functions.has(name) : names.has(name) || constants.has(name)) return
    throw new ModelError(at, `不认识“${name}”`, `“${name}” is not known`)
  }
  if (node.type === 'ConstantNode') {
    const { value } = node as MathNode & { value: unknown }
    if (typeof value === 'boolean' || math.isBigNumber(value)) return
  }
  if (node.type === 'OperatorNode' && operators.has((node as MathNode & { fn: string }).fn)) return
  if (node.type === 'FunctionNode' && (node as MathNode & { fn: MathNode }).fn.type === 'SymbolNode') return
  if (nodes.has(node.type)) return
  throw new ModelError(
    at,
    `表达式中不能使用“${node.toString()}”`,
    `“${node.toString()}” is not allowed in an expression`,
  )
}

/** What the values drawn make impossible is no fault of the model: another draw is taken. */
function attempted(evaluate: () => unknown): unknown {
  try {
    return evaluate()
  } catch {
    return undefined
  }
}

function quantity(value: unknown): BigNumber | undefined {
  if (!math.isBigNumber(value) || !value.isFinite() || value.abs().gt(largest)) return undefined
  return value.toSignificantDigits(soundDigits)
}
