/*
 * Checks forms of a pool against its blueprint, from the items themselves; shares
 * no code with the specification or the programs.
 */
import type { PoolBlueprint, PoolItem } from '../../../bank-schemas/index.ts'
import { facilityOf, informationOf } from './item-statistics.ts'
import type { PoolCheck, PoolRequest } from './pool-model.ts'

export interface CheckedPool {
  readonly checks: readonly PoolCheck[]
  readonly violations: readonly string[]
  readonly largestDifference: number
  readonly facilityDifference?: number
  readonly targets?: readonly number[]
  readonly information?: readonly (readonly number[])[]
  readonly largestDeviation?: number
  readonly lastToFirst?: number
  /** Smallest information of any form and ability. */
  readonly least?: number
  /** Largest distance from the facility target, in marks; 0 without one. */
  readonly furthest: number
}

type Form = readonly PoolItem[]

export function checkPool(
  { pool, blueprint }: Pick<PoolRequest, 'pool' | 'blueprint'>,
  forms: readonly Form[],
  targets?: readonly number[],
): CheckedPool {
  const checks = [
    ...counts(blueprint, forms),
    ...sets(pool.items, blueprint, forms),
    ...keys(blueprint, forms),
    ...admissible(blueprint, forms),
    ...sharing(blueprint, forms),
    ...facility(blueprint, forms),
  ]
  const marks = forms.map((form) =>
    form.reduce((sum, item) => sum + (item.marks ?? 1) * (facilityOf(item) ?? 0), 0),
  )
  const facilityDifference = round(spread(marks))
  const known = informationFigures(blueprint, forms, targets)
  return {
    checks,
    violations: checks.filter((check) => !check.met).map((check) => check.id),
    ...(known
      ? { ...known, ...(blueprint.facility && { facilityDifference }) }
      : { largestDifference: facilityDifference }),
    furthest: Math.max(
      0,
      ...(blueprint.facility
        ? forms.map((form) => Math.abs(distance(form, blueprint.facility!.target)))
        : []),
    ),
  } as CheckedPool
}

function check(id: string, asked: PoolCheck['asked'], got: readonly number[]): PoolCheck {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = asked
  return {
    id,
    asked,
    got: got.map(round),
    met: got.every((value) => value >= min - 1e-6 && value <= max + 1e-6),
  }
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6
const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
const countWhere = (form: Form, test: (item: PoolItem) => boolean): number => form.filter(test).length

function counts(blueprint: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  const { length, cells = [], kinds = [], tags = [], seconds } = blueprint
  const range = ({ min, max }: { min?: number; max?: number }) => ({ min, max })
  return [
    check(
      'length',
      { min: length, max: length },
      forms.map((form) => new Set(form.map((item) => item.id)).size),
    ),
    check(
      'items',
      { min: length, max: length },
      forms.map((form) => form.length),
    ),
    ...cells.map((cell) =>
      check(
        `cell:${cell.id}`,
        range(cell),
        forms.map((form) => countWhere(form, (item) => item.cell === cell.id)),
      ),
    ),
    ...kinds.map((kind) =>
      check(
        `kind:${kind.id}`,
        range(kind),
        forms.map((form) => countWhere(form, (item) => item.kind === kind.id)),
      ),
    ),
    ...tags.map((tag) =>
      check(
        `tag:${tag.id}`,
        range(tag),
        forms.map((form) => countWhere(form, (item) => item.tags?.includes(tag.id) ?? false)),
      ),
    ),
    ...(seconds
      ? [
          check(
            'seconds',
            range(seconds),
            forms.map((form) => form.reduce((sum, item) => sum + (item.seconds ?? 0), 0)),
          ),
        ]
      : []),
  ]
}

function sets(all: readonly PoolItem[], { sets: asked }: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  const sizes = new Map<string, number>()
  for (const { set } of all) if (set !== undefined) sizes.set(set, (sizes.get(set) ?? 0) + 1)
  if (sizes.size === 0) return []
  const inForms = forms.map((form) =>
    Object.entries(
      Object.groupBy(
        form.filter((item) => item.set !== undefined),
        (item) => item.set!,
      ),
    ),
  )
  const partial = asked?.itemsMin !== undefined || asked?.itemsMax !== undefined
  const isBroken = ([set, items]: [string, PoolItem[] | undefined]): boolean =>
    partial
      ? items!.length < (asked?.itemsMin ?? 1) ||
        items!.length > (asked?.itemsMax ?? Number.POSITIVE_INFINITY)
      : items!.length !== sizes.get(set)
  return [
    check(
      'sets:broken',
      { max: 0 },
      inForms.map((list) => list.filter(isBroken).length),
    ),
    ...(asked?.min !== undefined || asked?.max !== undefined
      ? [
          check(
            'sets',
            { min: asked.min, max: asked.max },
            inForms.map((list) => list.length),
          ),
        ]
      : []),
  ]
}

function keys({ keyBalance }: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  if (keyBalance === undefined || keyBalance >= 1) return []
  const largest = forms.map((form) => {
    const keyed = form.filter((item) => item.key !== undefined)
    const shares = Object.values(Object.groupBy(keyed, (item) => item.kind)).flatMap((kind) =>
      Object.values(Object.groupBy(kind!, (item) => item.key!)).map(
        (position) => position!.length / kind!.length,
      ),
    )
    return Math.max(0, ...shares)
  })
  return [check('key', { max: keyBalance }, largest)]
}

function admissible(blueprint: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  const excluded = new Set(blueprint.excludeItems ?? [])
  const barred = (item: PoolItem): boolean =>
    excluded.has(item.id) ||
    (item.uses ?? 0) >= (blueprint.mostUses ?? Number.POSITIVE_INFINITY) ||
    (blueprint.secrecy !== undefined &&
      item.secrecy !== undefined &&
      !blueprint.secrecy.includes(item.secrecy))
  const missing = (form: Form): number =>
    (blueprint.includeItems ?? []).filter((id) => !form.some((item) => item.id === id)).length
  return [
    check(
      'barred',
      { max: 0 },
      forms.map((form) => countWhere(form, barred)),
    ),
    check('included', { max: 0 }, forms.map(missing)),
    check('enemies', { max: 0 }, forms.map(enemyPairs)),
  ]
}

function enemyPairs(form: Form): number {
  const ids = new Set(form.map((item) => item.id))
  // Members of one set are never enemies of each other: the set is taken as it is.
  const setOf = new Map(form.map((item) => [item.id, item.set]))
  return form.reduce(
    (sum, item) =>
      sum +
      (item.enemies ?? []).filter(
        (id) => ids.has(id) && (item.set === undefined || setOf.get(id) !== item.set),
      ).length,
    0,
  )
}

function sharing(blueprint: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  if (forms.length === 1) return []
  const exempt = new Set(blueprint.includeItems ?? [])
  const ids = forms.map((form) => form.map((item) => item.id).filter((id) => !exempt.has(id)))
  const uses = new Map<string, number>()
  for (const id of ids.flat()) uses.set(id, (uses.get(id) ?? 0) + 1)
  const before = new Map(forms.flat().map((item) => [item.id, item.uses ?? 0]))
  const { maxUses = 1, mostUses = Number.POSITIVE_INFINITY } = blueprint
  const overused = [...uses].filter(
    ([id, count]) => count > maxUses || count + before.get(id)! > mostUses,
  ).length
  const maxCommon = blueprint.maxCommon ?? (maxUses > 1 ? blueprint.length : 0)
  const pairs = ids.flatMap((one, i) =>
    ids.slice(i + 1).map((other) => other.filter((id) => one.includes(id)).length),
  )
  return [check('uses', { max: 0 }, [overused]), check('overlap', { max: maxCommon }, pairs)]
}

/** Expected marks above what the target would give. */
function distance(form: Form, target: number): number {
  return form.reduce((sum, item) => sum + (item.marks ?? 1) * ((facilityOf(item) ?? target) - target), 0)
}

function facility({ facility: asked }: PoolBlueprint, forms: readonly Form[]): PoolCheck[] {
  if (!asked) return []
  const tolerance = asked.tolerance ?? 0.3
  return [
    check(
      'facility',
      { min: -tolerance, max: tolerance, target: 0 },
      forms.map((form) => distance(form, asked.target)),
    ),
  ]
}

function informationFigures(
  { information: asked }: PoolBlueprint,
  forms: readonly Form[],
  targets: readonly number[] | undefined,
) {
  if (!asked) return undefined
  const information = forms.map((form) =>
    asked.abilities.map((_, k) =>
      form.reduce((sum, item) => sum + (informationOf(item, asked.abilities)?.[k] ?? 0), 0),
    ),
  )
  const at = (k: number) => information.map((list) => list[k]!)
  const scales = targets ?? asked.abilities.map((_, k) => Math.max(...at(k)))
  const differences = asked.abilities.map((_, k) => spread(at(k)) / scales[k]!)
  const [first, last] = [information[0]!, information.at(-1)!]
  return {
    information: information.map((list) => list.map(round)),
    least: Math.min(...information.flat()),
    largestDifference: round(Math.max(...differences)),
    lastToFirst: round(Math.min(...first.map((value, k) => last[k]! / value))),
    ...(targets && {
      targets: targets.map(round),
      largestDeviation: round(
        Math.max(...information.flatMap((list) => list.map((value, k) => Math.abs(value / targets[k]! - 1)))),
      ),
    }),
  }
}
