/*
 * The 22 characters of a certificate number (证书编码规则). Pure.
 *
 *   S 0000 32 000123 23 3 000045
 *   │ │    │  │      │  │ └ serial 000001–999999
 *   │ │    │  │      │  └ level 5–1
 *   │ │    │  │      └ year of issue
 *   │ │    │  └ station
 *   │ │    └ province
 *   │ └ body code
 *   └ category of the institution
 *
 * The rule has no check digit: uniqueness is a constraint of the database.
 */
import { Refusal } from '../kernel/refusal.ts'
import type { NumberSegments } from './model.ts'
import { certificateRefusals } from './refusals.ts'

export const certificateNumberPattern = /^[A-Z]\d{12}\d{2}[1-5]\d{6}$/

/** Refuses: certificate-serials-exhausted. */
export function certificateNumber(
  segments: NumberSegments,
  year: number,
  level: number,
  serial: number,
): string {
  if (serial < 1 || serial > 999_999)
    throw new Refusal(certificateRefusals['certificate-serials-exhausted'], { year, level })
  const { category, bodyCode, province, station } = segments
  const number = `${category}${bodyCode}${province}${station}${String(year).slice(-2)}${level}${String(serial).padStart(6, '0')}`
  if (!certificateNumberPattern.test(number))
    throw new RangeError(
      `certificateNumber: ${number} does not follow the rule; check the segments of the institution`,
    )
  return number
}

export interface ParsedNumber extends NumberSegments {
  readonly year: string
  readonly level: number
  readonly serial: number
}

/** The parts of a number, or undefined when it does not follow the rule. */
export function parseCertificateNumber(number: string): ParsedNumber | undefined {
  if (!certificateNumberPattern.test(number)) return undefined
  return {
    category: number.slice(0, 1),
    bodyCode: number.slice(1, 5),
    province: number.slice(5, 7),
    station: number.slice(7, 13),
    year: number.slice(13, 15),
    level: Number(number.slice(15, 16)),
    serial: Number(number.slice(16)),
  }
}
