/*
 * Reads a unit as typed: "kΩ", "千欧", "KV", "N·m", "r/min", "mm²", "平方毫米".
 * SI symbols are case-sensitive, keyboards are not: the exact spelling is tried
 * first, then any case of the symbol (and K for kilo), never of the other
 * prefixes, because m and M are nine orders apart. All readings are returned;
 * the key's unit decides between them.
 */
import { multiply, type Ratio, ratio } from '../ratio.ts'
import { type Atom, atoms, prefixes } from './units.ts'

export interface Unit {
  /** Canonical "m^1 s^-1"; units convert when these are equal. Empty for pure numbers such as %. */
  readonly dimension: string
  readonly factor: Ratio
}

/** Every reading of `text`; none when a factor is not known. "" is the pure number. Never throws. */
export function readUnit(text: string): readonly Unit[] {
  const [above = '', ...below] = tidyUnit(text).split('/')
  let readings: readonly Product[] = [NOTHING]
  for (const factor of factorsOf(above)) readings = extend(readings, factor, 1)
  for (const side of below) for (const factor of factorsOf(side)) readings = extend(readings, factor, -1)
  return distinct(readings.map(toUnit))
}

interface Product {
  readonly symbols: ReadonlyMap<string, number>
  readonly factor: Ratio
}

const NOTHING: Product = { symbols: new Map(), factor: ratio(1) }

/** The unit text with compatibility forms, raised digits, 每 and 平方 in one writing. */
export function tidyUnit(text: string): string {
  return text
    .replace(/²/g, '^2')
    .replace(/³/g, '^3')
    .replace(/⁻¹/g, '^-1')
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/平方([^/·*\s]+)/gu, '$1^2')
    .replace(/立方([^/·*\s]+)/gu, '$1^3')
    .replace(/每/gu, '/')
    .trim()
}

const factorsOf = (side: string): readonly string[] =>
  side.split(/[·⋅∙•・*×.\s]+/u).filter((factor) => factor !== '')

/** Multiplies every reading so far by every reading of one factor, "mm^2". */
function extend(readings: readonly Product[], factor: string, sign: 1 | -1): readonly Product[] {
  const match = /^(?<name>.*?[^\d^+-])(?:\^?(?<power>[+-]?\d))?$/su.exec(factor)
  if (match === null) return factor === '1' ? readings : []
  const power = Number(match.groups?.power ?? 1) * sign
  const choices = readName(match.groups!.name!)
  return readings.flatMap((reading) => choices.map((choice) => times(reading, choice, power)))
}

interface Name {
  readonly atom: Atom
  readonly scale: Ratio
}

/** Exact spellings first; any case only when there is none. */
function readName(name: string): readonly Name[] {
  const exact = spelled(name, (a, b) => a === b)
  if (exact.length > 0) return exact
  return spelled(name, (a, b) => a.toLowerCase() === b.toLowerCase())
}

function spelled(name: string, same: (a: string, b: string) => boolean): readonly Name[] {
  const whole = atoms.filter((atom) => atom.spellings.some((s) => same(s, name)))
  const [first = ''] = name
  const exponent = PREFIXES.get(first)
  const rest = name.slice(first.length)
  const prefixed =
    exponent === undefined || rest === ''
      ? []
      : atoms.filter((atom) => atom.prefixable && atom.spellings.some((s) => same(s, rest)))
  return [
    ...whole.map((atom) => ({ atom, scale: ratio(1) })),
    ...prefixed.map((atom) => ({ atom, scale: powerOfTen(exponent!) })),
  ]
}

/** K for kilo is the one slip of case that has a single meaning. */
const PREFIXES: ReadonlyMap<string, number> = new Map([...Object.entries(prefixes), ['K', 3]])

function times(reading: Product, { atom, scale }: Name, power: number): Product {
  const symbols = new Map(reading.symbols)
  for (const [symbol, exponent] of Object.entries(atom.symbols)) {
    symbols.set(symbol, (symbols.get(symbol) ?? 0) + exponent * power)
  }
  return { symbols, factor: multiply(reading.factor, toPower(multiply(scale, atom.factor), power)) }
}

const powerOfTen = (exponent: number): Ratio =>
  exponent >= 0 ? ratio(10n ** BigInt(exponent)) : ratio(1n, 10n ** BigInt(-exponent))

function toPower({ n, d }: Ratio, power: number): Ratio {
  const size = BigInt(Math.abs(power))
  return power >= 0 ? ratio(n ** size, d ** size) : ratio(d ** size, n ** size)
}

function toUnit({ symbols, factor }: Product): Unit {
  const dimension = [...symbols]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([symbol, exponent]) => `${symbol}^${exponent}`)
    .join(' ')
  return { dimension, factor }
}

const distinct = (units: readonly Unit[]): readonly Unit[] => [
  ...new Map(units.map((unit) => [`${unit.dimension} ${unit.factor.n}/${unit.factor.d}`, unit])).values(),
]
