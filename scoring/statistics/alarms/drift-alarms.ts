/*
 * Alarms from an item's use over time.
 *
 * facility-drift: its facility, corrected for the batch's ability, differs
 * from the reference by at least `smallestShift` and by more than chance.
 * possibly-leaked: it got easier beyond `leakShift`, and where times are
 * known those who were right answered in less than `fastShare` of the usual
 * time. z: difference of two proportions, unpooled.
 */
import { requireInput } from '../input-error.ts'
import { type Alarm, fewestAnswers } from './alarm.ts'

export interface ItemUse {
  readonly n: number
  /** Share right. */
  readonly p: number
  /** Median seconds of the right answers; left out where not recorded. */
  readonly medianSecondsRight?: number
}

export interface DriftInput {
  readonly id: string
  readonly reference: ItemUse
  readonly present: ItemUse
  /** Facility the present batch should have if the item had not changed (from IRT or anchors); reference.p when left out. */
  readonly expectedP?: number
}

export interface DriftBounds {
  readonly smallestShift: number
  readonly leakShift: number
  readonly z: number
  readonly fastShare: number
}

export const driftBounds: DriftBounds = { smallestShift: 0.1, leakShift: 0.15, z: 3, fastShare: 0.6 }

export function driftAlarms(input: DriftInput, bounds = driftBounds): Alarm[] {
  const { id, reference, present } = input
  requireInput(
    [reference.p, present.p].every((p) => p >= 0 && p <= 1),
    `Item ${id}: facilities are shares from 0 to 1, not ${reference.p} and ${present.p}.`,
  )
  if (Math.min(reference.n, present.n) < fewestAnswers) return []
  const expected = input.expectedP ?? reference.p
  const shift = present.p - expected
  const error = Math.sqrt(spread(reference) + spread(present))
  if (Math.abs(shift) < bounds.smallestShift || Math.abs(shift) / error < bounds.z) return []
  const fast = isFast(reference, present, bounds)
  const leaked = shift >= bounds.leakShift && fast !== false
  const from = expected.toFixed(2)
  const to = present.p.toFixed(2)
  return [
    leaked
      ? {
          kind: 'possibly-leaked',
          subject: id,
          level: 'urgent',
          value: shift,
          bound: bounds.leakShift,
          n: present.n,
          zh: `题目 ${id} 可能泄露：通过率由 ${from} 升至 ${to}${fast ? '，且作答明显变快' : ''}，请核查使用记录。`,
          en: `Item ${id} may have leaked: facility rose from ${from} to ${to}${fast ? ' and answers are much faster' : ''}; check where it was used.`,
        }
      : {
          kind: 'facility-drift',
          subject: id,
          level: 'review',
          value: shift,
          bound: bounds.smallestShift,
          n: present.n,
          zh: `题目 ${id} 的通过率由 ${from} 变为 ${to}，超出抽样误差：不宜作锚题，请复核内容是否过时。`,
          en: `The facility of item ${id} moved from ${from} to ${to}, beyond chance: not fit as an anchor; review its content.`,
        },
  ]
}

/** Binomial variance of a share, with one person more on each side so that 0 and 1 have one too. */
function spread({ n, p }: ItemUse): number {
  const share = (n * p + 1) / (n + 2)
  return (share * (1 - share)) / n
}

/** undefined where times are not known. */
function isFast(reference: ItemUse, present: ItemUse, bounds: DriftBounds): boolean | undefined {
  if (reference.medianSecondsRight === undefined || present.medianSecondsRight === undefined) return undefined
  return present.medianSecondsRight < bounds.fastShare * reference.medianSecondsRight
}
