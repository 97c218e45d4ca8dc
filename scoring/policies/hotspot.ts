/*
 * Credit for hotspot (识图). A mark claims at most one region and a region is
 * claimed at most once. More marks than regions would make spraying pay, so
 * each surplus mark cancels one hit; where marks = regions this never applies.
 */
import type { Hotspot } from '../item.ts'
import { floorAtZero, ONE, ratio, ZERO } from '../ratio.ts'
import type { RulesFor } from './rule.ts'

export interface RegionFacts {
  /** Regions with a mark of their own. */
  readonly hit: number
  /** Marks set. */
  readonly set: number
  readonly regions: number
}

export const hotspotRules: RulesFor<Hotspot['policy'], RegionFacts> = {
  'all-or-nothing@1': {
    zh: '每处都标中且无多余标记得满分，否则 0 分',
    en: 'every region marked and no mark too many earns full marks, anything else 0',
    source: 'convention of the national bank',
    fraction: ({ hit, set, regions }) => (hit === regions && set === regions ? ONE : ZERO),
  },
  'per-region@1': {
    zh: '(标中处数 − 超出处数的标记数) ÷ 总处数，最低 0',
    en: '(regions marked − marks beyond the number of regions) / regions, not below 0',
    source: 'QTI areaMapping with one share a region and a lower bound of 0',
    fraction: ({ hit, set, regions }) => floorAtZero(ratio(hit - Math.max(0, set - regions), regions)),
  },
}
