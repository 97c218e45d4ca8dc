/*
 * What is known of a pool item, as the two figures forms are built on: expected
 * facility and Fisher information.
 *
 *   P(θ) = c + (1 − c) / (1 + exp(−a(θ − b)))             (Birnbaum 1968, D = 1)
 *   I(θ) = a² · (P − c)² / (1 − c)² · (1 − P) / P
 *
 * Facility is the observed one, or the mean of P over θ ~ N(0, 1), or the
 * convention for an estimated difficulty; in this order.
 */
import type { PoolIrt, PoolItem } from '../../../bank-schemas/index.ts'
import { facilityOfDifficulty } from '../../banks/expected-facility.ts'

export function probability({ a, b, c = 0 }: PoolIrt, theta: number): number {
  return c + (1 - c) / (1 + Math.exp(-a * (theta - b)))
}

export function information(item: PoolIrt, theta: number): number {
  const { a, c = 0 } = item
  const p = probability(item, theta)
  return ((a * a * (p - c) ** 2) / (1 - c) ** 2) * ((1 - p) / p)
}

/** Abilities and weights of N(0, 1), every 0.25 from −5 to 5. */
const normal = Array.from({ length: 41 }, (_, k) => {
  const theta = -5 + k * 0.25
  return { theta, weight: Math.exp((-theta * theta) / 2) }
})
const normalTotal = normal.reduce((sum, { weight }) => sum + weight, 0)

/** Undefined when nothing is known. */
export function facilityOf(item: PoolItem): number | undefined {
  if (item.facility !== undefined) return item.facility
  const { irt } = item
  if (irt)
    return normal.reduce((sum, { theta, weight }) => sum + weight * probability(irt, theta), 0) / normalTotal
  return item.difficulty === undefined ? undefined : facilityOfDifficulty[item.difficulty]
}

/** Information at each ability; undefined when nothing is known. */
export function informationOf(item: PoolItem, abilities: readonly number[]): readonly number[] | undefined {
  if (item.information) return item.information
  const { irt } = item
  return irt && abilities.map((theta) => information(irt, theta))
}
