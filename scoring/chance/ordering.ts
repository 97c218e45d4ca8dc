/*
 * Expected credit of a random order of n elements. Closed forms where they are
 * known, so that ten elements cost nothing; otherwise all n! orders are scored.
 */
import { orderingRules, pairs } from '../policies/ordering.ts'
import { add, divide, multiply, type Ratio, ratio, subtract, ZERO } from '../ratio.ts'
import { factorial } from './counting.ts'

/** `policy` is a name of orderingRules, `n` ≥ 2 (at most 10 by the schema). */
export function orderingChance(policy: string, n: number): Ratio {
  return (CLOSED[policy] ?? ((size: number) => meanOverOrders(policy, size)))(n)
}

const CLOSED: Readonly<Record<string, (n: number) => Ratio>> = {
  'all-or-nothing@1': (n) => ratio(1n, factorial(n)),
  'positions@1': (n) => ratio(1, n),
  'pairs@1': () => ratio(1, 2),
  /** P(b follows a directly) = 1/n for each of the n − 1 pairs. */
  'next@1': (n) => ratio(1, n),
  'kendall@1': (n) => kendall(n),
  /** E|i − j| summed over the elements is (n² − 1)/3; the floor never acts, ⌊n²/2⌋ being the maximum. */
  'footrule@1': (n) => subtract(ratio(1), divide(ratio(n * n - 1, 3), ratio(Math.floor((n * n) / 2)))),
  'longest-subset@1': (n) => meanLongest(n, (length) => ratio(length < 2 ? 0 : length, n)),
  'longest-subset-less-one@1': (n) => meanLongest(n, (length) => ratio(length - 1, n - 1)),
}

/** Mean of max(0, 1 − 2·inversions/pairs) over the Mahonian distribution of inversions. */
function kendall(n: number): Ratio {
  let counts: readonly bigint[] = [1n]
  for (let size = 2; size <= n; size++) counts = widen(counts, size)
  const terms = counts.map((orders, inversions) => {
    const inOrder = pairs(n) - inversions
    return inOrder > inversions ? multiply(ratio(orders), ratio(inOrder - inversions, pairs(n))) : ZERO
  })
  return divide(terms.reduce(add, ZERO), ratio(factorial(n)))
}

/** Inserting one more element adds 0 … size − 1 inversions. */
function widen(counts: readonly bigint[], size: number): readonly bigint[] {
  const wider = Array.from({ length: counts.length + size - 1 }, () => 0n)
  for (const [inversions, orders] of counts.entries())
    for (let more = 0; more < size; more++) wider[inversions + more]! += orders
  return wider
}

/** Orders whose longest increasing subset has length L number Σ f(λ)² over shapes λ of n with first row L (Schensted). */
function meanLongest(n: number, credit: (length: number) => Ratio): Ratio {
  const terms = partitions(n, n).map((shape) => multiply(ratio(tableaux(shape) ** 2n), credit(shape[0]!)))
  return divide(terms.reduce(add, ZERO), ratio(factorial(n)))
}

function partitions(n: number, largest: number): readonly (readonly number[])[] {
  if (n === 0) return [[]]
  const firsts = Array.from({ length: Math.min(n, largest) }, (_, index) => index + 1)
  return firsts.flatMap((first) => partitions(n - first, first).map((rest) => [first, ...rest]))
}

/** Standard tableaux of a shape, by hook lengths. */
function tableaux(shape: readonly number[]): bigint {
  const hooks = shape.flatMap((row, r) =>
    Array.from({ length: row }, (_, c) =>
      BigInt(row - c + shape.slice(r + 1).filter((below) => below > c).length),
    ),
  )
  return factorial(shape.reduce((a, b) => a + b, 0)) / hooks.reduce((a, b) => a * b, 1n)
}

/** Scores every order. 10! is 3.6 million; the rules that come here are not offered by the schema. */
export function meanOverOrders(policy: string, n: number): Ratio {
  const rule = orderingRules[policy]!
  const tally = new Map<string, { readonly credit: Ratio; orders: bigint }>()
  for (const placed of orders(n)) {
    const credit = rule.fraction({ placed, total: n })
    const text = `${credit.n}/${credit.d}`
    const entry = tally.get(text)
    if (entry === undefined) tally.set(text, { credit, orders: 1n })
    else entry.orders += 1n
  }
  const terms = [...tally.values()].map(({ credit, orders }) => multiply(credit, ratio(orders)))
  return divide(terms.reduce(add, ZERO), ratio(factorial(n)))
}

/** All orders of 0 … n−1 (Heap’s algorithm); the array is reused between steps. */
function* orders(n: number): Generator<readonly number[]> {
  const placed = Array.from({ length: n }, (_, index) => index)
  const counters = placed.map(() => 0)
  yield placed
  for (let i = 1; i < n; ) {
    if (counters[i]! >= i) {
      counters[i++] = 0
      continue
    }
    const j = i % 2 === 0 ? 0 : counters[i]!
    ;[placed[i], placed[j]] = [placed[j]!, placed[i]!]
    counters[i]!++
    i = 1
    yield placed
  }
}
