/*
 * Reads the number a candidate typed, in the ways Chinese and foreign keyboards
 * produce it: full width, decimal comma, thousands separators, 负 and every
 * dash as a minus, 1.2×10^3, 1.2×10³, 1.2e3, 1.2万. What follows the number is
 * handed back as the unit. "1,234" is 1234 here and 1.234 there: it is reported
 * as ambiguous, never guessed.
 */
import { Decimal } from './decimal.ts'

export type NumberReading =
  | { readonly state: 'read'; readonly value: Decimal; readonly unit: string }
  | { readonly state: 'ambiguous'; readonly readings: readonly [Decimal, Decimal] }
  | { readonly state: 'unreadable' }

const UNREADABLE: NumberReading = { state: 'unreadable' }
/** Larger exponents are slips of the finger and would only cost time. */
const MAX_EXPONENT = 99

/** `text` as typed. Never throws. An empty text is unreadable. */
export function readNumber(text: string): NumberReading {
  const match = NUMBER.exec(plain(text))
  if (match === null) return UNREADABLE
  const { sign, mantissa, e, power, tens, myriad, unit = '' } = match.groups as Groups
  const exponent = Number(e ?? power ?? tens ?? 0)
  if (Math.abs(exponent) > MAX_EXPONENT) return UNREADABLE
  const scale = new Decimal(10).pow(exponent).times(MYRIADS[myriad ?? ''] ?? 1)
  const values = readMantissa(mantissa ?? '1').map((digits) =>
    new Decimal(`${sign ?? ''}${digits}`).times(scale),
  )
  if (values.length === 0) return UNREADABLE
  if (values.length === 2) return { state: 'ambiguous', readings: [values[0]!, values[1]!] }
  return { state: 'read', value: values[0]!, unit: unit.trim().replace(/[.,;。]$/, '') }
}

type Groups = Readonly<
  Partial<Record<'sign' | 'mantissa' | 'e' | 'power' | 'tens' | 'myriad' | 'unit', string>>
>

const MYRIADS: Readonly<Record<string, string>> = { 万: '1e4', 亿: '1e8' }

const EXPONENT = String.raw`[({]?\s*(?<EXP>[+-]?\s*\d{1,4})\s*[)}]?`
const exponent = (name: string): string => EXPONENT.replace('EXP', name)
/** sign, then 10^k alone or a mantissa with e±k, ×10^k, 万 or 亿; the rest is the unit. */
const NUMBER = new RegExp(
  String.raw`^(?<sign>[+-]?)\s*(?:` +
    String.raw`10\s*(?:\^|\*\*)\s*${exponent('tens')}` +
    String.raw`|(?<mantissa>[\d.,](?:[\d.,' ]*[\d.,])?)` +
    String.raw`(?:[eE](?<e>[+-]?\d{1,4})(?!\d)|\s*(?:[×xX*·⋅✕]|\\times)\s*10\s*(?:\^|\*\*)\s*${exponent('power')}|\s*(?<myriad>[万亿]))?` +
    String.raw`)\s*(?<unit>[\p{L}%‰°′″'"].*)?$`,
  'su',
)

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'
const UPRIGHT = '0123456789+-'

/** One way of writing: raised digits as ^k (compatibility folding alone would turn 10³ into 103), half width, one minus. */
function plain(text: string): string {
  return text
    .replace(new RegExp(`[${SUPERSCRIPTS}]+`, 'gu'), (run) => `^${[...run].map(upright).join('')}`)
    .normalize('NFKC')
    .replace(/[‐‑‒–—−﹣]|^\s*负/gu, '-')
    .replace(/^\s*正/u, '+')
    .replace(/(?<=\d)。(?=\d)/gu, '.')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .trim()
}

const upright = (raised: string): string => UPRIGHT[SUPERSCRIPTS.indexOf(raised)]!

/** The plain decimal texts the digits can stand for: none, one, or two when a comma could be either mark. */
function readMantissa(typed: string): readonly string[] {
  const digits = SPACED.test(typed) ? typed.replace(/[ ']/g, '') : typed
  if (/^(\d+\.?\d*|\.\d+)$/.test(digits)) return [complete(digits)]
  if (/^[1-9]\d{0,2}(,\d{3})+\.\d*$/.test(digits)) return [complete(digits.replaceAll(',', ''))]
  if (/^[1-9]\d{0,2}(,\d{3}){2,}$/.test(digits)) return [digits.replaceAll(',', '')]
  if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(digits)) return [digits.replaceAll('.', '').replace(',', '.')]
  if (/^[1-9]\d{0,2},\d{3}$/.test(digits) && digits === typed) {
    return [digits.replace(',', ''), digits.replace(',', '.')]
  }
  if (/^\d*,\d+$/.test(digits)) return [complete(digits.replace(',', '.'))]
  return []
}

/** 12 345 or 12'345, with or without decimals. */
const SPACED = /^\d{1,3}([ ']\d{3})+([.,]\d+)?$/

/** ".5" and "5." as "0.5" and "5". */
const complete = (digits: string): string => `0${digits}`.replace(/\.$/, '')
