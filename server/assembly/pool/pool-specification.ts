/*
 * A pool and its blueprint as numbers for the programs.
 *
 * A unit is an item, or a whole set where sets are taken whole. Where a set may
 * be taken in part it becomes a bundle: so many of its items or none.
 */
import type { Pool, PoolBlueprint, PoolItem } from '../../../bank-schemas/index.ts'
import { type Evenness, enemyGroups, type Limit, type Specification } from '../specification.ts'
import { facilityOf, informationOf } from './item-statistics.ts'

export interface PoolSpecification {
  readonly spec: Specification
  /** Items of each unit. */
  readonly units: readonly (readonly PoolItem[])[]
  /** Units alike in cell, kind, tags and size have the same number: one can stand for the other. */
  readonly groupOf: Int32Array
  /** Information of each unit, one list an ability; empty when it is not asked for. */
  readonly information: readonly Float64Array[]
}

/** Marks a form may be off when the blueprint does not say. */
export const defaultToleranceMarks = 0.3

export function poolSpecification(pool: Pool, blueprint: PoolBlueprint, forms: number): PoolSpecification {
  const units = unitsOf(eligibleItems(pool, blueprint), blueprint)
  const items = units.flat()
  const unitOf = new Map(units.flatMap((members, unit) => members.map((item) => [item.id, unit] as const)))
  const count = (test: (item: PoolItem) => boolean) => units.map((members) => members.filter(test).length)
  const limits = [
    limitOf(
      'length',
      units.map((members) => members.length),
      { min: blueprint.length, max: blueprint.length },
    ),
    ...(blueprint.cells ?? []).map((range) =>
      limitOf(
        `cell:${range.id}`,
        count((item) => item.cell === range.id),
        range,
      ),
    ),
    ...(blueprint.kinds ?? []).map((range) =>
      limitOf(
        `kind:${range.id}`,
        count((item) => item.kind === range.id),
        range,
      ),
    ),
    ...(blueprint.tags ?? []).map((range) =>
      limitOf(
        `tag:${range.id}`,
        count((item) => item.tags?.includes(range.id) ?? false),
        range,
      ),
    ),
    ...secondsLimits(units, blueprint),
    ...keyLimits(units, items, blueprint),
    ...includeLimits(units, blueprint),
  ]
  const included = new Set(blueprint.includeItems ?? [])
  const isIncluded = (members: readonly PoolItem[]) => members.some((item) => included.has(item.id))
  return {
    units,
    groupOf: groupsOf(units),
    information: informationLists(units, blueprint),
    spec: {
      units: units.length,
      sizes: units.map((members) => (isIncluded(members) ? 0 : members.length)),
      limits: [...limits, ...setLimits(units, blueprint)],
      evenness: facilityEvenness(units, blueprint),
      enemies: enemyGroups(
        items.flatMap((item) =>
          (item.enemies ?? []).flatMap((id): [number, number][] =>
            unitOf.has(id) ? [[unitOf.get(item.id)!, unitOf.get(id)!]] : [],
          ),
        ),
      ),
      uses: units.map((members) => (isIncluded(members) ? forms : usesOf(members, blueprint))),
      maxCommon: blueprint.maxCommon ?? ((blueprint.maxUses ?? 1) > 1 ? blueprint.length : 0),
      commonCost: 0,
      bundles: bundlesOf(units, blueprint),
      bundleCount: partial(blueprint)
        ? { min: blueprint.sets!.min ?? 0, max: blueprint.sets!.max ?? Number.POSITIVE_INFINITY }
        : undefined,
    },
  }
}

const partial = (blueprint: PoolBlueprint): boolean =>
  blueprint.sets?.itemsMin !== undefined || blueprint.sets?.itemsMax !== undefined

/** Items that may be used and of which the figures the blueprint asks for are known. */
export function eligibleItems(pool: Pool, blueprint: PoolBlueprint): PoolItem[] {
  const excluded = new Set(blueprint.excludeItems ?? [])
  const classes = blueprint.secrecy && new Set<string>(blueprint.secrecy)
  const { mostUses = Number.POSITIVE_INFINITY } = blueprint
  const isKnown = (item: PoolItem) =>
    (!blueprint.facility || facilityOf(item) !== undefined) &&
    (!blueprint.information || item.irt !== undefined || item.information !== undefined)
  const eligible = pool.items.filter(
    (item) =>
      isKnown(item) &&
      !excluded.has(item.id) &&
      (item.uses ?? 0) < mostUses &&
      (!classes || item.secrecy === undefined || classes.has(item.secrecy)),
  )
  // The order of the file must not matter for what a seed gives.
  return eligible.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Whole sets become one unit; a set that lost an item is no longer whole and is left out. */
function unitsOf(items: readonly PoolItem[], blueprint: PoolBlueprint): PoolItem[][] {
  if (partial(blueprint)) return items.map((item) => [item])
  const units: PoolItem[][] = []
  const bySet = new Map<string, PoolItem[]>()
  for (const item of items) {
    if (item.set === undefined) {
      units.push([item])
      continue
    }
    const members = bySet.get(item.set)
    if (members) members.push(item)
    else {
      const fresh = [item]
      bySet.set(item.set, fresh)
      units.push(fresh)
    }
  }
  return units
}

interface Range {
  readonly min?: number
  readonly max?: number
}

function limitOf(
  id: string,
  adds: readonly number[],
  { min = 0, max = Number.POSITIVE_INFINITY }: Range,
): Limit {
  const members = adds.flatMap((value, unit) => (value === 0 ? [] : [unit]))
  return { id, members, weights: members.map((unit) => adds[unit]!), min, max }
}

function secondsLimits(units: readonly (readonly PoolItem[])[], { seconds }: PoolBlueprint): Limit[] {
  if (!seconds) return []
  return [
    limitOf(
      'seconds',
      units.map((members) => members.reduce((sum, item) => sum + (item.seconds ?? 0), 0)),
      seconds,
    ),
  ]
}

/** At one position at most a share of the keyed items of the kind: ones at the position minus share times all. */
function keyLimits(
  units: readonly (readonly PoolItem[])[],
  items: readonly PoolItem[],
  { keyBalance: share = 1 }: PoolBlueprint,
): Limit[] {
  if (share >= 1) return []
  const keyed = items.filter((item) => item.key !== undefined)
  const positions = new Map(keyed.map((item) => [`${item.kind}/${item.key}`, item]))
  return [...positions.values()].map(({ kind, key }) => {
    const adds = units.map((members) =>
      members.reduce(
        (sum, item) =>
          item.kind !== kind || item.key === undefined ? sum : sum + (item.key === key ? 1 : 0) - share,
        0,
      ),
    )
    return limitOf(`key:${kind}/${key}`, adds, { min: Number.NEGATIVE_INFINITY, max: 1e-6 })
  })
}

function includeLimits(
  units: readonly (readonly PoolItem[])[],
  { includeItems = [] }: PoolBlueprint,
): Limit[] {
  return includeItems.map((id) =>
    limitOf(
      `include:${id}`,
      units.map((members) => (members.some((item) => item.id === id) ? 1 : 0)),
      { min: 1, max: 1 },
    ),
  )
}

function setLimits(units: readonly (readonly PoolItem[])[], blueprint: PoolBlueprint): Limit[] {
  if (partial(blueprint) || !blueprint.sets) return []
  return [
    limitOf(
      'sets',
      units.map((members) => (members[0]!.set === undefined ? 0 : 1)),
      blueprint.sets,
    ),
  ]
}

function bundlesOf(units: readonly (readonly PoolItem[])[], blueprint: PoolBlueprint) {
  if (!partial(blueprint)) return undefined
  const sets = new Map<string, number[]>()
  units.forEach(([item], unit) => {
    if (item!.set !== undefined) sets.set(item!.set, [...(sets.get(item!.set) ?? []), unit])
  })
  const { itemsMin = 1, itemsMax = blueprint.length } = blueprint.sets!
  return [...sets].map(([id, members]) => ({ id, members, min: itemsMin, max: itemsMax }))
}

function usesOf(
  members: readonly PoolItem[],
  { maxUses = 1, mostUses = Number.POSITIVE_INFINITY }: PoolBlueprint,
): number {
  return Math.min(maxUses, ...members.map((item) => mostUses - (item.uses ?? 0)))
}

/** Marks above what the target facility would give; 0 for the form as a whole. */
function facilityEvenness(units: readonly (readonly PoolItem[])[], { facility }: PoolBlueprint): Evenness[] {
  if (!facility) return []
  const { target, tolerance = defaultToleranceMarks } = facility
  const values = Float64Array.from(units, (members) =>
    members.reduce((sum, item) => sum + (item.marks ?? 1) * ((facilityOf(item) ?? target) - target), 0),
  )
  return [{ id: 'facility', values, target: 0, band: tolerance, spreadCost: 1, targetCost: 1 }]
}

function informationLists(
  units: readonly (readonly PoolItem[])[],
  { information }: PoolBlueprint,
): Float64Array[] {
  if (!information) return []
  const own = units.map((members) => members.map((item) => informationOf(item, information.abilities)))
  return information.abilities.map((_, k) =>
    Float64Array.from(own, (lists) => lists.reduce((sum, list) => sum + (list?.[k] ?? 0), 0)),
  )
}

function groupsOf(units: readonly (readonly PoolItem[])[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(units, (members) => {
    const name = members
      .map((item) => JSON.stringify([item.cell, item.kind, ...(item.tags ?? [])]))
      .sort()
      .join()
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    return numbers.get(name)!
  })
}
