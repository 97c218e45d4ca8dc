/*
 * A blueprint and the items of a bank, as numbers for the programs.
 *
 * Required: counts of the sections, marks of the scopes, items a point, key
 * positions, enemies, facility within its tolerance. Wished for, by what a
 * breach costs: every point of importance X, then Y, then Z stands in the form;
 * a second item of a point only where it must be, and rather on an X point;
 * third-level scopes at their share; true and false statements about even.
 */
import type { Blueprint, Syllabus } from '../../bank-schemas/index.ts'
import { expectedFacilityOf } from '../banks/expected-facility.ts'
import type { SourceItem, Supply } from './model.ts'
import { enemyGroups, type Limit, type Specification } from './specification.ts'

/** Cost of a point that no item of the form tests. Falls steeply: X before Y before Z. */
const missingPointCost: Readonly<Record<string, number>> = { X: 9, Y: 3, Z: 1 }
/** Cost of a second item of the same point. */
const secondItemCost: Readonly<Record<string, number>> = { X: 0.1, Y: 0.4, Z: 0.7 }
/** Cost of one mark a third-level scope is off. */
const subscopeMarkCost = 0.5
/** Cost of one statement more than half of them true, or false. */
const truthCost = 0.1
/** Cost of one expected mark between the forms' centre and the form furthest from it. */
const facilitySpreadCost = 8
/** Cost of one expected mark between the centre and the target. */
const facilityTargetCost = 2
/** Cost of one item that two forms share. */
const commonItemCost = 0.3

export interface BankSpecification {
  readonly spec: Specification
  /** The items behind the units, in the same order. */
  readonly eligible: readonly SourceItem[]
  readonly supply: Supply
}

export function bankSpecification(
  blueprint: Blueprint,
  syllabus: Syllabus,
  items: readonly SourceItem[],
): BankSpecification {
  const points = pointsOf(syllabus)
  const { eligible, supply } = eligibleItems(blueprint, points, items)
  const marksOf = new Map<string, number>(
    blueprint.sections.map((section) => [section.kind, section.marksEach]),
  )
  const marks = eligible.map(({ item }) => marksOf.get(item.kind)!)
  const length = blueprint.sections.reduce((sum, section) => sum + section.count, 0)
  const fullMarks = blueprint.sections.reduce((sum, section) => sum + section.count * section.marksEach, 0)
  return {
    eligible,
    supply,
    spec: {
      units: eligible.length,
      sizes: eligible.map(() => 1),
      limits: [
        ...sectionLimits(blueprint, eligible),
        ...scopeLimits(blueprint, eligible, marks),
        ...pointLimits(blueprint, points, eligible),
        ...keyLimits(blueprint, eligible),
        ...truthLimits(eligible, blueprint),
      ],
      evenness: [
        {
          id: 'facility',
          values: Float64Array.from(eligible, (source, unit) => marks[unit]! * expectedFacilityOf(source)),
          target: blueprint.difficulty.facility * fullMarks,
          band: blueprint.difficulty.tolerance * fullMarks,
          spreadCost: facilitySpreadCost,
          targetCost: facilityTargetCost,
        },
      ],
      enemies: enemyGroups(enemyPairs(eligible)),
      uses: eligible.map(() => Number.POSITIVE_INFINITY),
      maxCommon: Math.floor(blueprint.maxOverlap * length + 1e-9),
      commonCost: commonItemCost,
    },
  }
}

/** Importance of every point of the syllabus. */
export function pointsOf(syllabus: Syllabus): Map<string, 'X' | 'Y' | 'Z'> {
  const all = syllabus.scopes.flatMap((first) =>
    first.children.flatMap((second) => second.children.flatMap((third) => third.points)),
  )
  return new Map(all.map((point) => [point.code, point.importance]))
}

function eligibleItems(
  blueprint: Blueprint,
  points: ReadonlyMap<string, string>,
  items: readonly SourceItem[],
) {
  const kinds = new Set<string>(blueprint.sections.map((section) => section.kind))
  const secrecy = new Set<string>(blueprint.secrecy)
  const excluded = new Set(blueprint.excludeItems ?? [])
  const leftOut: Record<string, number> = {}
  const eligible = items.filter(({ item, withdrawn }) => {
    const why = !kinds.has(item.kind)
      ? 'kind'
      : !points.has(item.point) || !item.levels.includes(blueprint.level)
        ? 'point'
        : item.status !== 'released'
          ? 'status'
          : withdrawn
            ? 'withdrawn'
            : !secrecy.has(item.secrecy)
              ? 'secrecy'
              : excluded.has(item.id)
                ? 'excluded'
                : undefined
    if (why) leftOut[why] = (leftOut[why] ?? 0) + 1
    return !why
  })
  // The order of the file must not matter for what a seed gives.
  eligible.sort((a, b) => (a.item.id < b.item.id ? -1 : 1))
  return {
    eligible,
    supply: {
      items: items.length,
      eligible: eligible.length,
      observed: eligible.filter((source) => source.observed).length,
      leftOut,
    },
  }
}

function membersWhere(items: readonly SourceItem[], test: (source: SourceItem) => boolean): number[] {
  return items.flatMap((source, unit) => (test(source) ? [unit] : []))
}

function sectionLimits(blueprint: Blueprint, items: readonly SourceItem[]): Limit[] {
  return blueprint.sections.map(({ kind, count }) => {
    const members = membersWhere(items, ({ item }) => item.kind === kind)
    return { id: `section:${kind}`, members, weights: members.map(() => 1), min: count, max: count }
  })
}

function scopeLimits(blueprint: Blueprint, items: readonly SourceItem[], marks: readonly number[]): Limit[] {
  return blueprint.scopes.map(({ code, marks: target, tolerance }) => {
    const members = membersWhere(items, ({ item }) => item.point.startsWith(code))
    const weights = members.map((unit) => marks[unit]!)
    const min = Math.max(0, target - tolerance)
    const max = target + tolerance
    if (code.length < 3) return { id: `scope:${code}`, members, weights, min, max }
    const wish = { target, underCost: subscopeMarkCost, overCost: subscopeMarkCost }
    return { id: `subscope:${code}`, members, weights, min, max, wish }
  })
}

function pointLimits(
  blueprint: Blueprint,
  points: ReadonlyMap<string, string>,
  items: readonly SourceItem[],
): Limit[] {
  const byPoint = new Map<string, number[]>()
  items.forEach(({ item }, unit) => {
    byPoint.set(item.point, [...(byPoint.get(item.point) ?? []), unit])
  })
  const preferred = new Set<string>(blueprint.importance)
  return [...byPoint].map(([code, members]) => {
    const importance = points.get(code)!
    const weigh = preferred.has(importance)
    const wish = {
      target: 1,
      underCost: weigh ? missingPointCost[importance]! : 0,
      overCost: secondItemCost[importance]!,
    }
    return {
      id: `point:${code}`,
      members,
      weights: members.map(() => 1),
      min: 0,
      max: blueprint.maxItemsPerPoint,
      wish,
    }
  })
}

function keyLimits(blueprint: Blueprint, items: readonly SourceItem[]): Limit[] {
  const share = blueprint.keyBalance ?? 1
  const count = blueprint.sections
    .filter((s) => s.kind === 'single-choice')
    .reduce((sum, s) => sum + s.count, 0)
  if (share >= 1 || count === 0) return []
  const letters = new Map<string, number[]>()
  items.forEach(({ item }, unit) => {
    if (item.kind === 'single-choice') letters.set(item.key, [...(letters.get(item.key) ?? []), unit])
  })
  const max = Math.floor(share * count + 1e-9)
  return [...letters].map(([letter, members]) => ({
    id: `key:${letter}`,
    members,
    weights: members.map(() => 1),
    min: 0,
    max,
  }))
}

function truthLimits(items: readonly SourceItem[], blueprint: Blueprint): Limit[] {
  const count = blueprint.sections.filter((s) => s.kind === 'true-false').reduce((sum, s) => sum + s.count, 0)
  if (count === 0) return []
  const members = membersWhere(items, ({ item }) => item.kind === 'true-false' && item.key)
  const wish = { target: count / 2, underCost: truthCost, overCost: truthCost }
  return [{ id: 'truth', members, weights: members.map(() => 1), min: 0, max: count, wish }]
}

function enemyPairs(items: readonly SourceItem[]): [number, number][] {
  const place = new Map(items.map(({ item }, unit) => [item.id, unit]))
  return items.flatMap(({ item }, unit) =>
    (item.enemies ?? []).flatMap((id): [number, number][] => {
      const other = place.get(id)
      return other === undefined ? [] : [[unit, other]]
    }),
  )
}
