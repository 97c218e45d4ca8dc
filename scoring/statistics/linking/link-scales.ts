/*
 * Puts form b's scale onto form a's through common items: θ_a = A·θ_b + B,
 * so a_b becomes a_b/A and b_b becomes A·b_b + B.
 *
 *   mean-mean    A = mean a_b / mean a_a
 *   mean-sigma   A = SD b_a / SD b_b
 *   haebara      least squares between the item curves
 *   stocking-lord least squares between the test curves
 *
 * The curve methods weight abilities on a's scale by N(0, 1). Sources: Loyd &
 * Hoover 1980; Marco 1977; Haebara 1980; Stocking & Lord 1983.
 */
import { requireInput } from '../input-error.ts'
import { evenGrid, normalWeights } from '../math/grid.ts'
import { minimise } from '../math/minimise.ts'
import { mean, standardDeviation } from '../math/moments.ts'

export const linkMethods = ['stocking-lord', 'haebara', 'mean-sigma', 'mean-mean'] as const
export type LinkMethod = (typeof linkMethods)[number]

export interface AnchorItem {
  readonly id: string
  readonly a: number
  readonly b: number
  /** Lower asymptote, 0 when left out. */
  readonly c?: number
}

export interface Link {
  readonly A: number
  readonly B: number
  readonly anchors: readonly string[]
  /** Weighted mean square distance of the curves left over, of the method's own curves; NaN for the moment methods. */
  readonly loss: number
  /** Anchor b on a's scale minus its b there: large values are drifted anchors. */
  readonly shifts: readonly { readonly id: string; readonly shift: number }[]
}

export function linkScales(
  first: readonly AnchorItem[],
  second: readonly AnchorItem[],
  method: LinkMethod,
): Link {
  const pairs = commonItems(first, second)
  const start = pairs.length > 1 ? meanSigma(pairs) : { A: 1, B: pairs[0]![0].b - pairs[0]![1].b }
  const { A, B } =
    method === 'mean-sigma'
      ? meanSigma(pairs)
      : method === 'mean-mean'
        ? meanMean(pairs)
        : curves(pairs, method, start)
  requireInput(
    Number.isFinite(A) && Number.isFinite(B) && A > 0,
    `The anchors give no usable link (A = ${A}, B = ${B}); check that a and b of both files are of the same items.`,
  )
  return {
    A,
    B,
    anchors: pairs.map(([item]) => item.id),
    loss: method === 'haebara' || method === 'stocking-lord' ? curveLoss(pairs, method)([A, B]) : Number.NaN,
    shifts: pairs.map(([x, y]) => ({ id: x.id, shift: A * y.b + B - x.b })),
  }
}

type Pair = readonly [AnchorItem, AnchorItem]

function commonItems(first: readonly AnchorItem[], second: readonly AnchorItem[]): Pair[] {
  const byId = new Map(second.map((item) => [item.id, item]))
  const pairs = first.flatMap((item): Pair[] => {
    const other = byId.get(item.id)
    return other ? [[item, other]] : []
  })
  requireInput(
    pairs.length >= 2,
    `The forms share ${pairs.length} item ids, but a link needs at least 2 (better 20 % of the form). Check the ids.`,
  )
  const flat = pairs.find(([x, y]) => !(x.a > 0 && y.a > 0))
  requireInput(
    flat === undefined,
    `Anchor ${flat?.[0].id} has a slope of 0 or less, which no link can carry; leave it out.`,
  )
  return pairs
}

function meanSigma(pairs: readonly Pair[]): { A: number; B: number } {
  const x = pairs.map(([item]) => item.b)
  const y = pairs.map(([, item]) => item.b)
  const A = standardDeviation(x) / standardDeviation(y)
  return { A, B: mean(x) - A * mean(y) }
}

function meanMean(pairs: readonly Pair[]): { A: number; B: number } {
  const A = mean(pairs.map(([, item]) => item.a)) / mean(pairs.map(([item]) => item.a))
  return { A, B: mean(pairs.map(([item]) => item.b)) - A * mean(pairs.map(([, item]) => item.b)) }
}

function curves(pairs: readonly Pair[], method: LinkMethod, start: { A: number; B: number }) {
  const loss = curveLoss(pairs, method)
  const from = Number.isFinite(start.A) && start.A > 0.05 ? [start.A, start.B] : [1, 0]
  const [A, B] = minimise(([u, v]) => (u! > 0.01 ? loss([u!, v!]) : Infinity), from)
  return { A: A!, B: B! }
}

/** Mean square distance of the item curves (Haebara, summed over items) or of the test curves. */
function curveLoss(pairs: readonly Pair[], method: LinkMethod): (link: readonly number[]) => number {
  const nodes = evenGrid(6, 0.1)
  const weights = normalWeights(nodes)
  const target = pairs.map(([item]) => nodes.map((t) => probability(item, t)))
  return ([A, B]) => {
    const moved = pairs.map(([, item]) => ({ ...item, a: item.a / A!, b: A! * item.b + B! }))
    let loss = 0
    nodes.forEach((t, q) => {
      const gaps = moved.map((item, k) => target[k]![q]! - probability(item, t))
      loss +=
        weights[q]! *
        (method === 'haebara' ? gaps.reduce((s, g) => s + g * g, 0) : gaps.reduce((s, g) => s + g, 0) ** 2)
    })
    return loss
  }
}

function probability({ a, b, c = 0 }: AnchorItem, theta: number): number {
  return c + (1 - c) / (1 + Math.exp(-a * (theta - b)))
}
