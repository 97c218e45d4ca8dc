/*
 * Agreement of two raters beyond chance.
 *
 *   κ = 1 − Σ w·observed / Σ w·expected,
 *
 * w = 0/1 disagreement (Cohen 1960) or the squared distance of the scores
 * (Cohen 1968). With more than two raters the mean over the pairs (Light
 * 1971). NaN where both raters used one and the same category throughout.
 */

export type KappaWeight = (x: number, y: number) => number

export const nominalWeight: KappaWeight = (x, y) => (x === y ? 0 : 1)
export const quadraticWeight: KappaWeight = (x, y) => (x - y) ** 2

/** κ of paired scores under a disagreement weight. */
export function cohenKappa(units: readonly (readonly [number, number])[], weight = nominalWeight): number {
  const n = units.length
  let observed = 0
  for (const [x, y] of units) observed += weight(x, y) / n
  let expected = 0
  const first = shares(units.map(([x]) => x))
  const second = shares(units.map(([, y]) => y))
  for (const [x, p] of first) for (const [y, q] of second) expected += weight(x, y) * p * q
  return expected > 0 ? 1 - observed / expected : Number.NaN
}

function shares(values: readonly number[]): Map<number, number> {
  const out = new Map<number, number>()
  for (const v of values) out.set(v, (out.get(v) ?? 0) + 1 / values.length)
  return out
}
