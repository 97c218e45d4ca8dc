/*
 * Shares units out among forms by simulated annealing, from a start that is
 * nearly right: which units are worth taking is known from the relaxation, what
 * is left is to divide them so that all forms are alike.
 *
 * Moves: a unit for another that stands in no form, or a swap between two forms;
 * mostly between units that are alike in cell and kind, which keeps the counts.
 * Energy: every breach of a limit (in items), every enemy in one form, every
 * shared item too many, and the squared distances of the sums that should be
 * even. The number of steps is fixed and chance comes from the seed.
 */
import type { SeededRandom } from '../seeded-random.ts'
import type { Specification } from '../specification.ts'

export interface ShareOutRequest {
  readonly spec: Specification
  /** Units of each form to start from. */
  readonly start: readonly (readonly number[])[]
  /** Units a form may take instead, those of the start included. */
  readonly candidates: readonly number[]
  /** Units of one number are alike. */
  readonly groupOf: Int32Array
  /** Sums to be made even, with the distance that counts as 1. */
  readonly even: readonly { readonly values: Float64Array; readonly target: number; readonly scale: number }[]
  /** What one item too many or too few costs, against squared distances in units of their scale. */
  readonly breachCost: number
  readonly firstTemperature: number
  readonly steps: number
  readonly random: SeededRandom
}

const lastTemperature = 0.002

export function shareOut(request: ShareOutRequest): number[][] {
  const state = new State(request)
  const { random, steps, firstTemperature } = request
  const cooling = (lastTemperature / firstTemperature) ** (1 / steps)
  let temperature = firstTemperature
  for (let step = 0; step < steps; step++) {
    temperature *= cooling
    state.tryMove(random, temperature)
  }
  return state.forms.map((form) => [...form])
}

class State {
  readonly forms: number[][]
  readonly #spec: Specification
  readonly #breachCost: number
  readonly #evens: number
  readonly #evenValues: Float64Array
  readonly #evenTargets: Float64Array
  readonly #evenSums: Float64Array
  readonly #limits: number
  readonly #limitMin: Float64Array
  readonly #limitMax: Float64Array
  readonly #limitCost: Float64Array
  readonly #limitSums: Float64Array
  readonly #unitStart: Int32Array
  readonly #unitLimits: Int32Array
  readonly #unitWeights: Float64Array
  readonly #foes: (readonly number[])[]
  /** Bundle of each unit, −1 without; items of each bundle in each form, and bundles in each form. */
  readonly #bundleOf: Int32Array
  readonly #bundleItems: Int32Array
  readonly #bundles: Int32Array
  readonly #in: Uint8Array
  readonly #used: Uint16Array
  readonly #common: Int32Array
  readonly #shares: boolean
  readonly #groupOf: Int32Array
  readonly #candidates: readonly number[]
  readonly #groupCandidates: Map<number, number[]>
  /** Slots (form · length + place) by the group of their unit, and where each slot stands in its list. */
  readonly #groupSlots = new Map<number, number[]>()
  readonly #slotForm: number[] = []
  readonly #slotPlace: number[] = []
  readonly #slotIndex: number[] = []

  constructor({ spec, start, candidates, groupOf, even, breachCost }: ShareOutRequest) {
    this.#breachCost = breachCost
    const forms = start.length
    this.#spec = spec
    this.forms = start.map((form) => [...form])
    this.#evens = even.length
    this.#evenValues = new Float64Array(spec.units * even.length)
    even.forEach(({ values, scale }, e) => {
      for (let unit = 0; unit < spec.units; unit++)
        this.#evenValues[unit * even.length + e] = values[unit]! / scale
    })
    this.#evenTargets = Float64Array.from(even, ({ target, scale }) => target / scale)
    this.#evenSums = new Float64Array(forms * even.length)
    const limits = [
      ...spec.limits,
      ...spec.evenness.map(({ id, values, target, band }) => ({
        id,
        members: Array.from(values, (_, unit) => unit),
        weights: [...values],
        min: target - band,
        max: target + band,
      })),
    ]
    this.#limits = limits.length
    this.#limitMin = Float64Array.from(limits, ({ min }) => min - 1e-9)
    this.#limitMax = Float64Array.from(limits, ({ max }) => max + 1e-9)
    // A breach counts in items: by the mean weight of what the limit sums.
    this.#limitCost = Float64Array.from(limits, ({ weights }) => {
      const mean = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) / Math.max(1, weights.length)
      return breachCost / Math.max(mean, 1e-9)
    })
    this.#limitSums = new Float64Array(forms * limits.length)
    const own: [number, number][][] = Array.from({ length: spec.units }, () => [])
    limits.forEach(({ members, weights }, limit) => {
      for (let k = 0; k < members.length; k++) own[members[k]!]!.push([limit, weights[k]!])
    })
    this.#unitStart = new Int32Array(spec.units + 1)
    own.forEach((list, unit) => {
      this.#unitStart[unit + 1] = this.#unitStart[unit]! + list.length
    })
    this.#unitLimits = Int32Array.from(own.flatMap((list) => list.map(([limit]) => limit)))
    this.#unitWeights = Float64Array.from(own.flatMap((list) => list.map(([, weight]) => weight)))
    this.#foes = foesOf(spec)
    const bundles = spec.bundles ?? []
    this.#bundleOf = new Int32Array(spec.units).fill(-1)
    bundles.forEach(({ members }, b) => {
      for (const unit of members) this.#bundleOf[unit] = b
    })
    this.#bundleItems = new Int32Array(forms * bundles.length)
    this.#bundles = new Int32Array(forms)
    this.#in = new Uint8Array(forms * spec.units)
    this.#used = new Uint16Array(spec.units)
    this.#common = new Int32Array(forms * forms)
    this.#shares = spec.maxCommon > 0 && spec.uses.some((uses) => uses > 1)
    this.#groupOf = groupOf
    this.#candidates = candidates
    this.#groupCandidates = Map.groupBy(candidates, (unit) => groupOf[unit]!)
    this.forms.forEach((form, f) => {
      form.forEach((unit, place) => {
        this.#add(f, unit)
        const slot = this.#slotForm.length
        this.#slotForm.push(f)
        this.#slotPlace.push(place)
        this.#slotIndex.push(0)
        this.#listSlot(slot, groupOf[unit]!)
      })
    })
  }

  tryMove(random: SeededRandom, temperature: number): void {
    const slot = Math.floor(random.next() * this.#slotForm.length)
    const form = this.#slotForm[slot]!
    const unit = this.#unitAt(slot)
    const chance = random.next()
    if (chance < 0.55)
      this.#tryReplace(
        slot,
        form,
        unit,
        pick(this.#groupCandidates.get(this.#groupOf[unit]!) ?? [], random),
        random,
        temperature,
      )
    else if (chance < 0.8)
      this.#trySwap(slot, pick(this.#groupSlots.get(this.#groupOf[unit]!)!, random), random, temperature)
    else if (chance < 0.92)
      this.#tryReplace(slot, form, unit, pick(this.#candidates, random), random, temperature)
    else this.#trySwap(slot, Math.floor(random.next() * this.#slotForm.length), random, temperature)
  }

  #tryReplace(
    slot: number,
    form: number,
    out: number,
    into: number | undefined,
    random: SeededRandom,
    temperature: number,
  ): void {
    if (into === undefined || into === out || this.#isIn(form, into)) return
    if (this.#used[into]! >= this.#spec.uses[into]! || this.#spec.sizes[into] !== this.#spec.sizes[out])
      return
    const change = this.#take(form, out) + this.#add(form, into)
    if (accepts(change, random, temperature)) this.#setSlot(slot, into)
    else {
      this.#take(form, into)
      this.#add(form, out)
    }
  }

  #trySwap(slot: number, other: number | undefined, random: SeededRandom, temperature: number): void {
    if (other === undefined) return
    const [one, two] = [this.#slotForm[slot]!, this.#slotForm[other]!]
    const [mine, theirs] = [this.#unitAt(slot), this.#unitAt(other)]
    if (one === two || mine === theirs || this.#isIn(one, theirs) || this.#isIn(two, mine)) return
    if (this.#spec.sizes[mine] !== this.#spec.sizes[theirs]) return
    const change =
      this.#take(one, mine) + this.#take(two, theirs) + this.#add(one, theirs) + this.#add(two, mine)
    if (accepts(change, random, temperature)) {
      this.#setSlot(slot, theirs)
      this.#setSlot(other, mine)
      return
    }
    this.#take(one, theirs)
    this.#take(two, mine)
    this.#add(one, mine)
    this.#add(two, theirs)
  }

  /** Puts a unit into a form and returns by how much the energy rises. */
  #add(form: number, unit: number): number {
    const change =
      this.#shift(form, unit, 1) +
      this.#bundle(form, unit, 1) +
      this.#foesIn(form, unit) * this.#breachCost +
      this.#sharing(form, unit, 1)
    this.#put(form, unit)
    return change
  }

  #take(form: number, unit: number): number {
    this.#in[form * this.#spec.units + unit] = 0
    this.#used[unit] = this.#used[unit]! - 1
    return (
      this.#shift(form, unit, -1) +
      this.#bundle(form, unit, -1) -
      this.#foesIn(form, unit) * this.#breachCost +
      this.#sharing(form, unit, -1)
    )
  }

  #put(form: number, unit: number): void {
    this.#in[form * this.#spec.units + unit] = 1
    this.#used[unit] = this.#used[unit]! + 1
  }

  /** Moves the sums of a form and returns the change of their energy. */
  #shift(form: number, unit: number, sign: 1 | -1): number {
    let change = 0
    const base = form * this.#limits
    for (let k = this.#unitStart[unit]!; k < this.#unitStart[unit + 1]!; k++) {
      const limit = this.#unitLimits[k]!
      const before = this.#limitSums[base + limit]!
      const after = before + sign * this.#unitWeights[k]!
      this.#limitSums[base + limit] = after
      change += (this.#breach(limit, after) - this.#breach(limit, before)) * this.#limitCost[limit]!
    }
    for (let e = 0; e < this.#evens; e++) {
      const at = form * this.#evens + e
      const before = this.#evenSums[at]!
      const after = before + sign * this.#evenValues[unit * this.#evens + e]!
      this.#evenSums[at] = after
      change += (after - this.#evenTargets[e]!) ** 2 - (before - this.#evenTargets[e]!) ** 2
    }
    return change
  }

  #breach(limit: number, sum: number): number {
    if (sum < this.#limitMin[limit]!) return this.#limitMin[limit]! - sum
    return sum > this.#limitMax[limit]! ? sum - this.#limitMax[limit]! : 0
  }

  /** A bundle must have none of its items or between min and max; so many bundles a form. */
  #bundle(form: number, unit: number, sign: 1 | -1): number {
    const b = this.#bundleOf[unit]!
    if (b < 0) return 0
    const { min, max } = this.#spec.bundles![b]!
    const at = form * this.#spec.bundles!.length + b
    const before = this.#bundleItems[at]!
    const after = before + sign
    this.#bundleItems[at] = after
    let change = outside(after, min, max) - outside(before, min, max)
    const { bundleCount } = this.#spec
    if (before === 0 || after === 0) {
      const held = this.#bundles[form]!
      this.#bundles[form] = held + sign
      if (bundleCount)
        change +=
          beyond(held + sign, bundleCount.min, bundleCount.max) -
          beyond(held, bundleCount.min, bundleCount.max)
    }
    return change * this.#breachCost
  }

  #foesIn(form: number, unit: number): number {
    let count = 0
    for (const foe of this.#foes[unit]!) if (this.#isIn(form, foe)) count++
    return count
  }

  /** Changes what the form shares with the others that hold the unit. */
  #sharing(form: number, unit: number, sign: 1 | -1): number {
    if (!this.#shares || this.#used[unit] === 0) return 0
    const { maxCommon, sizes } = this.#spec
    let change = 0
    for (let other = 0; other < this.forms.length; other++) {
      if (other === form || !this.#isIn(other, unit)) continue
      const at = Math.min(form, other) * this.forms.length + Math.max(form, other)
      const before = this.#common[at]!
      const after = before + sign * sizes[unit]!
      this.#common[at] = after
      change += (Math.max(0, after - maxCommon) - Math.max(0, before - maxCommon)) * this.#breachCost
    }
    return change
  }

  #isIn(form: number, unit: number): boolean {
    return this.#in[form * this.#spec.units + unit] === 1
  }

  #unitAt(slot: number): number {
    return this.forms[this.#slotForm[slot]!]![this.#slotPlace[slot]!]!
  }

  #setSlot(slot: number, unit: number): void {
    const before = this.#groupOf[this.#unitAt(slot)]!
    const after = this.#groupOf[unit]!
    this.forms[this.#slotForm[slot]!]![this.#slotPlace[slot]!] = unit
    if (before === after) return
    const list = this.#groupSlots.get(before)!
    const last = list.pop()!
    if (last !== slot) {
      list[this.#slotIndex[slot]!] = last
      this.#slotIndex[last] = this.#slotIndex[slot]!
    }
    this.#listSlot(slot, after)
  }

  #listSlot(slot: number, group: number): void {
    const list = this.#groupSlots.get(group)
    this.#slotIndex[slot] = list?.length ?? 0
    if (list) list.push(slot)
    else this.#groupSlots.set(group, [slot])
  }
}

const beyond = (count: number, min: number, max: number): number => Math.max(0, min - count, count - max)
/** None is lawful too. */
const outside = (count: number, min: number, max: number): number =>
  count === 0 ? 0 : beyond(count, min, max)

function pick(list: readonly number[], random: SeededRandom): number | undefined {
  return list.length === 0 ? undefined : list[Math.floor(random.next() * list.length)]
}

function accepts(change: number, random: SeededRandom, temperature: number): boolean {
  return change <= 0 || random.next() < Math.exp(-change / temperature)
}

function foesOf(spec: Specification): number[][] {
  const foes: number[][] = Array.from({ length: spec.units }, () => [])
  for (const group of spec.enemies) {
    for (const one of group)
      for (const other of group) if (one !== other && !foes[one]!.includes(other)) foes[one]!.push(other)
  }
  return foes
}
