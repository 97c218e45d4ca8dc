/*
 * What forms must be like, in numbers: the language between a blueprint (of a
 * bank or of a pool) and the programs that choose the items.
 *
 * A unit is what is chosen whole: an item, or a set of items around one
 * stimulus. Units are known by their place in the list.
 */

/** A sum over a form's units that must lie between two values. */
export interface Limit {
  /** Family and name, e.g. scope:AB. */
  readonly id: string
  readonly members: readonly number[]
  /** What each member adds, in the order of members. */
  readonly weights: readonly number[]
  readonly min: number
  readonly max: number
  readonly wish?: Wish
}

/** Where between min and max the sum should be, and what each unit of distance costs. */
export interface Wish {
  readonly target: number
  readonly underCost: number
  readonly overCost: number
}

/**
 * A sum that every form should have alike. The forms lie around a centre of
 * their own inside the band: their distance from it costs much, its distance
 * from the target less, so that a bank that is a little easy still gives forms
 * that are equally easy.
 */
export interface Evenness {
  readonly id: string
  /** What each unit adds. */
  readonly values: Float64Array
  readonly target: number
  /** No form may be further from the target than this. */
  readonly band: number
  /** Cost of one unit of the largest distance from the centre. */
  readonly spreadCost: number
  /** Cost of one unit of the centre's distance from the target. */
  readonly targetCost: number
}

export interface Bundle {
  readonly id: string
  readonly members: readonly number[]
  readonly min: number
  readonly max: number
}

export interface Specification {
  /** How many units there are. */
  readonly units: number
  /** Items in each unit. */
  readonly sizes: readonly number[]
  readonly limits: readonly Limit[]
  readonly evenness: readonly Evenness[]
  /** Groups of units of which a form may hold one. */
  readonly enemies: readonly (readonly number[])[]
  /** How many of the forms may hold the unit. */
  readonly uses: readonly number[]
  /** Items two forms may have in common. */
  readonly maxCommon: number
  /** Cost of each item two forms share. */
  readonly commonCost: number
  /** Sets that may be taken in part: so many of the members, or none. */
  readonly bundles?: readonly Bundle[]
  /** How many bundles a form holds. */
  readonly bundleCount?: { readonly min: number; readonly max: number }
  /** Units that stand for any number of items not written yet, with the cost of one; see explain-conflict.ts. */
  readonly unwritten?: ReadonlyMap<number, number>
}

/** How many of so many forms may hold the unit. */
export function mostUses(spec: Specification, unit: number, forms: number): number {
  return spec.maxCommon < spec.sizes[unit]! ? 1 : Math.min(spec.uses[unit]!, forms)
}

/**
 * Joins enemy pairs into groups that are all enemies of each other: one row of
 * a group says more to the solver than its pairs.
 */
export function enemyGroups(pairs: readonly (readonly [number, number])[]): number[][] {
  const foes = new Map<number, Set<number>>()
  const add = (a: number, b: number) => {
    if (!foes.has(a)) foes.set(a, new Set())
    foes.get(a)!.add(b)
  }
  for (const [a, b] of pairs) {
    if (a === b) continue
    add(a, b)
    add(b, a)
  }
  const covered = new Set<string>()
  const key = (a: number, b: number) => (a < b ? `${a}-${b}` : `${b}-${a}`)
  const groups: number[][] = []
  for (const a of [...foes.keys()].sort((x, y) => x - y)) {
    for (const b of [...foes.get(a)!].sort((x, y) => x - y)) {
      if (b < a || covered.has(key(a, b))) continue
      const group = [a, b]
      for (const c of [...foes.get(a)!].sort((x, y) => x - y)) {
        if (!group.includes(c) && group.every((member) => foes.get(c)!.has(member))) group.push(c)
      }
      for (const x of group) for (const y of group) if (x < y) covered.add(key(x, y))
      groups.push(group)
    }
  }
  return groups
}
