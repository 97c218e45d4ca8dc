/* Simulated responses with fixed seeds, for recovery studies. */
import {
  categoryProbabilities,
  type ItemParameters,
  type Random,
  type ResponseMatrix,
} from '../../../scoring/statistics/index.ts'

export function drawScore(item: ItemParameters, theta: number, random: Random): number {
  let left = random.uniform()
  const p = categoryProbabilities(item, theta)
  for (let k = 0; k < p.length - 1; k++) {
    left -= p[k]!
    if (left < 0) return k
  }
  return p.length - 1
}

/** `administered` says which person gets which item; everybody everything when left out. */
export function simulateResponses(
  items: readonly ItemParameters[],
  thetas: readonly number[],
  random: Random,
  administered: (person: number, item: number) => boolean = () => true,
): ResponseMatrix {
  const scores = Float64Array.from({ length: thetas.length * items.length }, (_, at) => {
    const i = Math.floor(at / items.length)
    const j = at % items.length
    return administered(i, j) ? drawScore(items[j]!, thetas[i]!, random) : Number.NaN
  })
  return { items: items.map((item) => item.id), persons: thetas.length, scores }
}
