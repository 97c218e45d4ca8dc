/*
 * Expected credit of as many marks as there are regions, set anywhere in the
 * image. Regions are taken as disjoint and inside the image; areas are doubles,
 * and the result is kept to twelve decimals.
 */
import type { Hotspot } from '../item.ts'
import { type Ratio, ratioOfDecimal } from '../ratio.ts'
import { area } from '../region.ts'

export function hotspotChance(item: Hotspot, policy: string): Ratio {
  const canvas = item.image.width * item.image.height
  const shares = item.key.map((region) => Math.min(1, area(region) / canvas))
  const marks = item.key.length
  const chance = policy === 'per-region@1' ? perRegion(shares, marks) : allHit(shares)
  return ratioOfDecimal(Math.min(1, chance).toFixed(12))
}

/** Mean over the regions of P(at least one of the marks lands in it). */
const perRegion = (shares: readonly number[], marks: number): number =>
  shares.reduce((sum, share) => sum + 1 - (1 - share) ** marks, 0) / shares.length

/** Every mark in a region of its own: n! orders of the same product. */
const allHit = (shares: readonly number[]): number =>
  shares.reduce((product, share, index) => product * share * (index + 1), 1)
