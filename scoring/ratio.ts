/*
 * Exact fractions of whole numbers. Thirds and sixths are common in partial
 * credit; as binary floats 1/3 + 1/3 + 1/3 is luck, and a mark that rounds
 * differently on two machines is a complaint. Every credit is computed here
 * and becomes a double only at the edge.
 */

/** n/d in lowest terms, d > 0. */
export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

export const ZERO: Ratio = { n: 0n, d: 1n }
export const ONE: Ratio = { n: 1n, d: 1n }

/** n/d reduced. Throws RangeError when d is 0: a formula that divides by nothing is a bug, not a mark. */
export function ratio(n: number | bigint, d: number | bigint = 1n): Ratio {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n) throw new RangeError('a ratio cannot have 0 below the line')
  const sign = bottom < 0n ? -1n : 1n
  const divisor = gcd(top < 0n ? -top : top, bottom * sign)
  return { n: (top * sign) / divisor, d: (bottom * sign) / divisor }
}

/** The ratio a decimal number stands for in its shortest writing: 0.1 is 1/10, not the nearest double. */
export function ratioOfDecimal(value: number | string): Ratio {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value))
  if (match === null) throw new RangeError(`not a decimal number: ${value}`)
  const [, sign, whole, decimals = '', exponent = '0'] = match
  const shift = Number(exponent) - decimals.length
  const digits = BigInt(`${sign}${whole}${decimals}`)
  return shift >= 0 ? ratio(digits * 10n ** BigInt(shift)) : ratio(digits, 10n ** BigInt(-shift))
}

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d)
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n)
export const sum = (terms: readonly Ratio[]): Ratio => terms.reduce(add, ZERO)
export const mean = (terms: readonly Ratio[]): Ratio => divide(sum(terms), ratio(terms.length))

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const largest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b)
export const smallest = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b)
/** max(0, a): no rule of ours goes below zero. */
export const floorAtZero = (a: Ratio): Ratio => largest(a, ZERO)

/** The nearest double. Exact division of safe integers is correctly rounded; above 2^53 twenty digits are kept. */
export function toNumber({ n, d }: Ratio): number {
  const safe = n <= MAX_SAFE && n >= -MAX_SAFE && d <= MAX_SAFE
  return safe ? Number(n) / Number(d) : Number((n * TWENTY_DIGITS) / d) / Number(TWENTY_DIGITS)
}

/** "2/3", "1/1": the writing used in conformance files and in Credit.exact. */
export const toText = ({ n, d }: Ratio): string => `${n}/${d}`

/** Reads "2/3" or "1". Throws RangeError on anything else. */
export function ratioOfText(text: string): Ratio {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text)
  if (match === null) throw new RangeError(`not a ratio: ${text}`)
  return ratio(BigInt(match[1]!), BigInt(match[2] ?? 1))
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)
const TWENTY_DIGITS = 10n ** 20n

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
