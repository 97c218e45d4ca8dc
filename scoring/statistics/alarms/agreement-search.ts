/*
 * Every pair of candidates of one form, looked at for odd agreement. A first
 * pass with option shares that still hold the pair itself finds who could be
 * odd (it can only make ω smaller, by what two persons weigh in a group); the
 * exact figure with the two left out is computed for those alone.
 */
import {
  type AgreementInput,
  type AnswerAgreement,
  answerAgreement,
  isOddAgreement,
} from './answer-agreement.ts'

export interface Candidate {
  readonly id: string
  /** Sum score: places the candidate in an ability group. */
  readonly total: number
  /** Option per item; '' = omitted, null = not administered. */
  readonly choices: readonly (string | null)[]
  /** Only pairs of one place are looked at, when given: a room, or a batch. */
  readonly place?: string
}

export interface AgreementFinding extends AnswerAgreement {
  readonly source: string
  readonly copier: string
  /** Ordered pairs looked at in the search. */
  readonly pairs: number
}

/** Ability groups hold about so many persons, but there are no more than five. */
const smallestGroup = 20
/** First pass: below this the exact figure cannot pass any bound. */
const suspicious = 2.5
/** So many of the most suspicious ordered pairs are computed exactly: a room that copied as one would give thousands. */
const mostExact = 5000

/** Pairs whose agreement passes `significance` over all pairs (Bonferroni); each pair once, as the stronger of both directions. */
export function searchAgreement(
  candidates: readonly Candidate[],
  significance = 0.01,
): { readonly pairs: number; readonly findings: AgreementFinding[] } {
  const coded = encode(candidates)
  const pairs = countPairs(candidates)
  const found = new Map<string, AgreementFinding>()
  for (const { source, copier } of suspects(candidates, coded)) {
    const input = exactInput(candidates, coded, source, copier, pairs)
    const exact = answerAgreement(input)
    if (!isOddAgreement(exact, pairs, significance)) continue
    const key = [source, copier].sort((a, b) => a - b).join('/')
    const known = found.get(key)
    if (!known || known.omega < exact.omega)
      found.set(key, { ...exact, source: input.source.id, copier: input.copier.id, pairs })
  }
  return { pairs, findings: [...found.values()].sort((a, b) => b.omega - a.omega) }
}

/** Ordered pairs worth the exact figure, the oddest first. */
function suspects(candidates: readonly Candidate[], coded: Coded) {
  const shares = candidates.map((_, copier) => coded.shares[coded.groupOf[copier]!]!)
  const out: { source: number; copier: number; omega: number }[] = []
  for (let source = 0; source < candidates.length; source++) {
    for (let copier = 0; copier < candidates.length; copier++) {
      if (source === copier || !together(candidates[source]!, candidates[copier]!)) continue
      const omega = quickOmega(coded, shares[copier]!, source, copier)
      if (omega > suspicious) out.push({ source, copier, omega })
    }
  }
  return out.sort((a, b) => b.omega - a.omega).slice(0, mostExact)
}

interface Coded {
  readonly items: number
  /** Candidate × item: the code of the option, −1 for none. */
  readonly codes: Int16Array
  readonly options: readonly (readonly string[])[]
  readonly groupOf: readonly number[]
  readonly groups: readonly (readonly number[])[]
  /** Group → item × option: share of those who were administered the item. */
  readonly shares: readonly (readonly Float64Array[])[]
}

function encode(candidates: readonly Candidate[]): Coded {
  const items = candidates[0]?.choices.length ?? 0
  const options = Array.from({ length: items }, (_, j) => [
    ...new Set(candidates.map((one) => one.choices[j]).filter((choice): choice is string => !!choice)),
  ])
  const codes = new Int16Array(candidates.length * items)
  candidates.forEach((one, i) => {
    for (let j = 0; j < items; j++) {
      const choice = one.choices[j]
      codes[i * items + j] = choice ? options[j]!.indexOf(choice) : -1
    }
  })
  const order = candidates.map((_, i) => i).sort((a, b) => candidates[a]!.total - candidates[b]!.total)
  const count = Math.max(1, Math.min(5, Math.floor(candidates.length / smallestGroup)))
  const groups: number[][] = Array.from({ length: count }, () => [])
  const groupOf = candidates.map(() => 0)
  order.forEach((i, rank) => {
    const group = Math.floor((rank * count) / candidates.length)
    groups[group]!.push(i)
    groupOf[i] = group
  })
  const shares = groups.map((members) =>
    options.map((names, j) => {
      const counts = new Float64Array(names.length)
      for (const i of members) if (codes[i * items + j]! >= 0) counts[codes[i * items + j]!]! += 1
      return counts.map((value) => value / Math.max(1, members.length))
    }),
  )
  return { items, codes, options, groupOf, groups, shares }
}

function quickOmega(coded: Coded, shares: readonly Float64Array[], source: number, copier: number): number {
  const { items, codes } = coded
  let matches = 0
  let expected = 0
  let variance = 0
  for (let j = 0; j < items; j++) {
    const code = codes[source * items + j]!
    if (code < 0) continue
    const p = shares[j]![code]!
    if (codes[copier * items + j] === code) matches++
    expected += p
    variance += p * (1 - p)
  }
  return variance > 0 ? (matches - expected) / Math.sqrt(variance) : matches > expected ? Infinity : 0
}

function exactInput(
  candidates: readonly Candidate[],
  coded: Coded,
  source: number,
  copier: number,
  pairs: number,
): AgreementInput {
  const group = coded.groupOf[copier]!
  const size = coded.groups[group]!.length
  const out = [source, copier].filter((i) => coded.groupOf[i] === group)
  const rest = Math.max(1, size - out.length)
  const shares = coded.options.map((names, j) => {
    const own = out.map((i) => coded.codes[i * coded.items + j])
    return Object.fromEntries(
      names.map((name, code) => {
        const chosen = coded.shares[group]![j]![code]! * size - own.filter((one) => one === code).length
        return [name, Math.max(0, chosen) / rest]
      }),
    )
  })
  return { source: candidates[source]!, copier: candidates[copier]!, shares, pairs }
}

const together = (a: Candidate, b: Candidate): boolean =>
  a.place === undefined || b.place === undefined || a.place === b.place

function countPairs(candidates: readonly Candidate[]): number {
  const n = candidates.length
  if (candidates.every((one) => one.place === undefined)) return n * (n - 1)
  let pairs = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j && together(candidates[i]!, candidates[j]!)) pairs++
  return pairs
}
