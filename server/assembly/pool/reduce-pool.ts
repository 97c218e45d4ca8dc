/*
 * Cuts a large pool down to the units worth considering: those the relaxation
 * takes, then by reduced cost, and in every group a few more than the forms
 * could need. Cutting at random loses percents; this loses nothing that shows.
 */
import type { Limit, Specification } from '../specification.ts'
import type { PoolSpecification } from './pool-specification.ts'

/** Candidates for every slot of the forms. */
const perSlot = 2.5
/** A pool this small is not cut. */
const smallPool = 1_200

export interface Reduced {
  readonly part: PoolSpecification
  /** The units kept, by their old numbers. */
  readonly kept: readonly number[]
}

export function unitsToKeep(
  { spec, groupOf }: PoolSpecification,
  bound: { wanted: Float64Array; reducedCosts: Float64Array },
  slots: number,
): number[] {
  const all = Array.from({ length: spec.units }, (_, unit) => unit)
  const most = Math.max(smallPool, Math.ceil(perSlot * slots))
  if (all.length <= most) return all
  const rank = (unit: number): number =>
    bound.wanted[unit]! > 1e-9 ? -1 : Math.abs(bound.reducedCosts[unit]!)
  const byRank = all.sort((a, b) => rank(a) - rank(b) || a - b)
  const keep = new Set(byRank.slice(0, most))
  // Every group keeps twice what the relaxation takes of it, and three.
  for (const group of Map.groupBy(byRank, (unit) => groupOf[unit]!).values()) {
    const due = 3 + Math.ceil(2 * group.reduce((sum, unit) => sum + bound.wanted[unit]!, 0))
    for (const unit of group.slice(0, due)) keep.add(unit)
  }
  return [...keep].sort((a, b) => a - b)
}

export function keepUnits(whole: PoolSpecification, kept: readonly number[]): Reduced {
  const { spec, units, groupOf, information } = whole
  if (kept.length === spec.units) return { part: whole, kept }
  const newNumber = new Map(kept.map((unit, k) => [unit, k]))
  const keepMembers = (limit: Limit): Limit => {
    const places = limit.members.flatMap((unit, k) => (newNumber.has(unit) ? [k] : []))
    return {
      ...limit,
      members: places.map((k) => newNumber.get(limit.members[k]!)!),
      weights: places.map((k) => limit.weights[k]!),
    }
  }
  const renumber = (list: readonly number[]) => list.flatMap((unit) => newNumber.get(unit) ?? [])
  const valuesOf = (values: Float64Array) => Float64Array.from(kept, (unit) => values[unit]!)
  const part: Specification = {
    ...spec,
    units: kept.length,
    sizes: kept.map((unit) => spec.sizes[unit]!),
    uses: kept.map((unit) => spec.uses[unit]!),
    limits: spec.limits.map(keepMembers),
    evenness: spec.evenness.map((even) => ({ ...even, values: valuesOf(even.values) })),
    enemies: spec.enemies.map(renumber).filter((group) => group.length > 1),
    bundles: spec.bundles
      ?.map((bundle) => ({ ...bundle, members: renumber(bundle.members) }))
      .filter((bundle) => bundle.members.length >= bundle.min),
  }
  return {
    kept,
    part: {
      spec: part,
      units: kept.map((unit) => units[unit]!),
      groupOf: Int32Array.from(kept, (unit) => groupOf[unit]!),
      information: information.map(valuesOf),
    },
  }
}
