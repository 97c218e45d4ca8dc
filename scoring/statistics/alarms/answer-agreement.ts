/*
 * Odd agreement between two candidates: Wollack's ω with observed option
 * shares in place of a nominal response model. Given the source's answers and
 * the copier's ability group, the number of identical answers has mean ΣP and
 * variance ΣP(1 − P), P the share of the copier's group choosing what the
 * source chose. The bound allows for every ordered pair looked at
 * (Bonferroni). A high ω is a reason to look at the seating plan, never a
 * proof. Source: Wollack 1997.
 */
import { requireInput } from '../input-error.ts'
import { normalCdf } from '../math/distributions.ts'
import type { Alarm } from './alarm.ts'

export interface AgreementInput {
  /** Candidates and their options per item; '' = omitted, null = not administered. */
  readonly source: { readonly id: string; readonly choices: readonly (string | null)[] }
  readonly copier: { readonly id: string; readonly choices: readonly (string | null)[] }
  /** Share of each option per item among persons of the copier's ability, the two left out. */
  readonly shares: readonly Readonly<Record<string, number>>[]
  /** Ordered pairs looked at in the same search. */
  readonly pairs: number
}

export interface AnswerAgreement {
  readonly omega: number
  /** One-sided, for this pair alone. */
  readonly p: number
  readonly matches: number
  readonly expected: number
  /** Items both answered. */
  readonly items: number
}

/** Shares below this would let one rare answer decide. */
const smallestShare = 0.01

export function answerAgreement({ source, copier, shares }: AgreementInput): AnswerAgreement {
  requireInput(
    source.choices.length === copier.choices.length && shares.length === source.choices.length,
    `Answers and option shares must cover the same items; there are ${source.choices.length}, ` +
      `${copier.choices.length} and ${shares.length}.`,
  )
  let matches = 0
  let expected = 0
  let variance = 0
  let items = 0
  source.choices.forEach((choice, j) => {
    const own = copier.choices[j]
    if (!choice || own === null || own === undefined) return
    const p = Math.min(1 - smallestShare, Math.max(smallestShare, shares[j]![choice] ?? 0))
    items++
    matches += own === choice ? 1 : 0
    expected += p
    variance += p * (1 - p)
  })
  const omega = variance > 0 ? (matches - expected) / Math.sqrt(variance) : Number.NaN
  return { omega, p: normalCdf(-omega), matches, expected, items }
}

/** Fewest items both answered before anything is said of two candidates. */
const fewestItems = 20

/** Beyond chance over all ordered pairs looked at (Bonferroni). */
export const isOddAgreement = (found: AnswerAgreement, pairs: number, significance = 0.01): boolean =>
  found.items >= fewestItems && found.p < significance / Math.max(1, pairs)

export function agreementAlarms(input: AgreementInput, significance = 0.01): Alarm[] {
  const found = answerAgreement(input)
  if (!isOddAgreement(found, input.pairs, significance)) return []
  const bound = significance / Math.max(1, input.pairs)
  const { source, copier } = input
  return [
    {
      kind: 'odd-agreement',
      subject: `${source.id} / ${copier.id}`,
      level: 'urgent',
      value: found.omega,
      bound,
      n: found.items,
      zh: `考生 ${source.id} 与 ${copier.id} 有 ${found.matches} 题作答相同（预期 ${found.expected.toFixed(1)}，ω = ${found.omega.toFixed(1)}）：请核对座位与监控，不得据此单独定性。`,
      en: `Candidates ${source.id} and ${copier.id} share ${found.matches} answers (${found.expected.toFixed(1)} expected, ω = ${found.omega.toFixed(1)}): check seating and recordings; this alone proves nothing.`,
    },
  ]
}
