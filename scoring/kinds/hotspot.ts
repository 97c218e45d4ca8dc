/*
 * Scores items of kind "hotspot" (识图): marks set on an image against regions.
 * Marks and regions are paired so that as many regions as possible are hit
 * (regions may overlap); the edge belongs to the region.
 *
 * Schema: bank-schemas/schemas/v1/items/hotspot.schema.json
 * Response: points in pixels of the image; [] or absent means not answered.
 */
import { hotspotChance } from '../chance/hotspot.ts'
import { award, type Credit, malformed, noResponse } from '../credit.ts'
import type { Hotspot, Region } from '../item.ts'
import { hotspotRules } from '../policies/hotspot.ts'
import { ruleReason } from '../policies/rule.ts'
import { ZERO } from '../ratio.ts'
import { reason } from '../reasons.ts'
import { contains, type Point } from '../region.ts'
import type { ItemKind } from './item-kind.ts'
import { isAbsent, isPlainObject } from './response-shape.ts'

export const hotspot: ItemKind<Hotspot> = {
  rules: hotspotRules,
  aliases: {},
  score,
  chance: (item, policy) => hotspotChance(item, policy),
}

function score(item: Hotspot, response: unknown, policy: string): Credit {
  if (isAbsent(response)) return noResponse()
  if (!isPointList(response)) return malformed(item.kind, 'wrong-shape')
  if (response.length === 0) return noResponse()
  if (response.length > item.marks) {
    return award(ZERO, [reason('too-many-marks', { allowed: item.marks, set: response.length })])
  }
  const rule = hotspotRules[policy]!
  const facts = { hit: regionsHit(item.key, response), set: response.length, regions: item.key.length }
  return award(rule.fraction(facts), [
    reason('regions', { total: facts.regions, hit: facts.hit, missed: facts.set - facts.hit }),
    ruleReason(policy, rule),
  ])
}

const isPointList = (response: unknown): response is readonly Point[] =>
  Array.isArray(response) &&
  response.every((mark) => isPlainObject(mark) && Number.isFinite(mark.x) && Number.isFinite(mark.y))

/** The largest number of regions that can each have a mark of their own (augmenting paths, ≤ 20 × 20). */
function regionsHit(regions: readonly Region[], marks: readonly Point[]): number {
  const regionOf = new Map<number, number>()
  const claim = (mark: number, tried: Set<number>): boolean =>
    regions.some((region, index) => {
      if (tried.has(index) || !contains(region, marks[mark]!)) return false
      tried.add(index)
      const rival = regionOf.get(index)
      if (rival !== undefined && !claim(rival, tried)) return false
      regionOf.set(index, mark)
      return true
    })
  return marks.filter((_, mark) => claim(mark, new Set())).length
}
