/*
 * One shape for every item of every model.
 *
 *   dichotomous   P(1) = c + (1 − c) / (1 + exp(−(aθ + d))),   d = −a·b
 *   partial       P(k) ∝ exp(k·a·θ + d_k),  d_0 = 0,  step b_k = −(d_k − d_{k−1}) / a
 *
 * Logistic metric, D = 1. Rasch and PCM have a = 1. Sources: Birnbaum 1968;
 * Masters 1982; Muraki 1992.
 */
export const models = ['rasch', '2pl', '3pl', 'pcm', 'gpcm'] as const
export type Model = (typeof models)[number]

export interface ItemParameters {
  readonly id: string
  /** Slope, logits per unit of ability. */
  readonly a: number
  /** d_1 … d_m, cumulative; length = number of categories − 1. */
  readonly intercepts: readonly number[]
  /** Lower asymptote, 0 unless 3PL. Only with one intercept. */
  readonly c: number
}

/** Location: the difficulty b of a dichotomous item, the mean of the steps of a partial-credit item. */
export function location(item: ItemParameters): number {
  return -item.intercepts.at(-1)! / (item.a * item.intercepts.length)
}

/** Steps b_1 … b_m: where category k − 1 and k are equally likely. */
export function steps(item: ItemParameters): number[] {
  return item.intercepts.map((d, k) => -(d - (k ? item.intercepts[k - 1]! : 0)) / item.a)
}

/** A dichotomous item from slope, difficulty and lower asymptote. */
export function dichotomousItem(id: string, a: number, b: number, c = 0): ItemParameters {
  return { id, a, intercepts: [-a * b], c }
}

/** A partial-credit item from slope and steps. */
export function partialCreditItem(id: string, a: number, stepsB: readonly number[]): ItemParameters {
  let sum = 0
  return { id, a, intercepts: stepsB.map((b) => (sum -= a * b)), c: 0 }
}
