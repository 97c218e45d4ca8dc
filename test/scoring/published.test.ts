import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scoreItem } from '../../scoring/index.ts'
import type { Matching, MultipleResponse, Numeric, Ordering } from '../../scoring/item.ts'
import { readNumber } from '../../scoring/numbers/read-number.ts'

/* Enumerations made independently of this code; scoring/conformance/README.md says how to read them. */
const casesOf = <T>(name: string): readonly T[] =>
  JSON.parse(
    readFileSync(new URL(`../../scoring/conformance/published/${name}.json`, import.meta.url), 'utf8'),
  ).cases

const LETTERS = [...'ABCDEFGH']
const named = (ids: readonly string[]) => ids.map((id) => ({ id }))

interface Credits {
  readonly credit: Readonly<Record<string, string>>
}

test('multiple response agrees on every pattern and rule, except that an empty answer earns 0', () => {
  const diverging: string[] = []
  let rows = 0
  for (const { options, keys, ticked, credit } of casesOf<
    Credits & { options: number; keys: number; ticked: string }
  >('multiple-response')) {
    const key = LETTERS.slice(0, keys)
    const item: MultipleResponse = {
      kind: 'multiple-response',
      options: named(LETTERS.slice(0, options)),
      key,
      policy: 'partial-under@1',
    }
    for (const [rule, expected] of Object.entries(credit)) {
      rows++
      const ours = scoreItem(item, [...ticked], rule).exact
      if (ours !== expected)
        diverging.push(`${keys} of ${options}, “${ticked}”, ${rule}: ${expected} → ${ours}`)
    }
  }
  expect(rows).toBe(576)
  expect(diverging).toEqual([
    '1 of 4, “”, mtf_1_over_n: 3/4 → 0/1',
    '1 of 4, “”, mtf_ps50: 1/2 → 0/1',
    '1 of 4, “”, one_error_half: 1/2 → 0/1',
    '1 of 4, “”, wilson_cr_hits_fa: 1/2 → 0/1',
    '2 of 4, “”, mtf_1_over_n: 1/2 → 0/1',
    '3 of 5, “”, mtf_1_over_n: 2/5 → 0/1',
  ])
})

test('ordering agrees on every order and rule', () => {
  let rows = 0
  for (const { n, order, credit } of casesOf<Credits & { n: number; order: string }>('ordering')) {
    const key = [...'abcdef'].slice(0, n)
    const item: Ordering = { kind: 'ordering', elements: named(key), key, policy: 'pairs@1' }
    for (const [rule, expected] of Object.entries(credit)) {
      rows++
      const response = [...order].map((digit) => key[Number(digit) - 1]!)
      expect(scoreItem(item, response, rule).exact, `${order} ${rule}`).toBe(expected)
    }
  }
  expect(rows).toBe(270)
})

test('matching agrees on every pairing and rule', () => {
  let rows = 0
  for (const { pairs, credit } of casesOf<Credits & { pairs: string }>('matching')) {
    const [left, right] = [named(['1', '2', '3']), named(['a', 'b', 'c'])]
    const item: Matching = {
      kind: 'matching',
      left,
      right,
      key: { 1: 'a', 2: 'b', 3: 'c' },
      policy: 'per-pair@1',
    }
    const response = Object.fromEntries(pairs.split(' ').map((pair) => pair.toLowerCase().split('-')))
    for (const [rule, expected] of Object.entries(credit)) {
      rows++
      expect(scoreItem(item, response, rule).exact, `${pairs} ${rule}`).toBe(expected)
    }
  }
  expect(rows).toBe(24)
})

interface NumericCase {
  readonly kind: string
  readonly key?: string
  readonly response: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly correct?: boolean
  readonly normalised?: string | null
}
const numericCases = casesOf<NumericCase>('numeric')

test.each(
  numericCases
    .filter(({ kind }) => kind === 'parse')
    .map((entry) => [entry.response, entry.normalised] as const),
)('“%s” reads as %s', (text, expected) => {
  const reading = readNumber(text)
  expect(reading.state === 'read' ? reading.value.toString() : null).toBe(expected)
})

test.each(
  numericCases
    .filter(({ kind }) => kind !== 'parse')
    .map((entry) => [entry.kind, entry.key, entry.response, entry] as const),
)('%s: key %s, response %s', (rule, value, response, { params, correct }) => {
  const [allowed] = Object.values(params!)
  const key = { value: value!, tolerance: { kind: 'absolute', value: String(allowed) } } as const
  const item: Numeric = { kind: 'numeric', key, policy: 'all-or-nothing@1' }
  expect(scoreItem(item, response, rule).fraction === 1).toBe(correct)
})
