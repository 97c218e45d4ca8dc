/*
 * Raters' judgements of a short answer or essay → one share of the marks. A
 * rater ticks the scoring points (评分要点) earned, or gives the share as a whole.
 * With two or more raters (double blind) the shares are combined when they lie
 * close enough; otherwise an arbiter's rating decides and stands alone.
 *
 * Limits, numbers of raters and the combining rule are the organisation's.
 */

import { award, type Credit } from './credit.ts'
import type { RatedKey } from './item.ts'
import { type PanelPolicyName, panelPolicies, spreadOf } from './policies/panel.ts'
import { compare, divide, type Ratio, ratioOfDecimal, subtract, sum, toNumber } from './ratio.ts'
import { type Reason, reason } from './reasons.ts'

export interface Rating {
  readonly rater: string
  /** Places of the scoring points earned, from 0. */
  readonly points?: readonly number[]
  /** Share of the marks, 0 … 1, where the rater judges as a whole; points then stay out. */
  readonly fraction?: number
  /** Given to settle a difference; decides alone. */
  readonly arbiter?: boolean
}

export interface RatingRule {
  /** How many ratings are needed: 1 single, 2 double blind, or more. */
  readonly raters: number
  /** Share of the marks the ratings may lie apart, e.g. 0.2. */
  readonly arbitrationDifference: number
  readonly policy: PanelPolicyName
}

export interface RatedMark {
  readonly state: 'incomplete' | 'arbitration' | 'settled'
  /** The credit once settled, else null. */
  readonly credit: Credit | null
  /** Largest difference between ratings, share of the marks; null while incomplete. */
  readonly difference: number | null
  readonly reasons: readonly Reason[]
}

/** One credit from the ratings. Never throws; faulty ratings keep it incomplete and are named in the reasons. */
export function rateAnswer(key: RatedKey, ratings: readonly Rating[], rule: RatingRule): RatedMark {
  const faults = [...ratings.flatMap((rating) => faultsOf(key, rating)), ...repeats(ratings)]
  const blind = ratings.filter(({ arbiter }) => arbiter !== true)
  const missing = blind.length < Math.max(1, rule.raters)
  if (faults.length > 0 || missing) {
    const few = reason('too-few-raters', { raters: blind.length, needed: Math.max(1, rule.raters) })
    return {
      state: 'incomplete',
      credit: null,
      difference: null,
      reasons: missing ? [...faults, few] : faults,
    }
  }
  return combine(
    key,
    blind,
    ratings.find(({ arbiter }) => arbiter === true),
    rule,
  )
}

function combine(
  key: RatedKey,
  blind: readonly Rating[],
  arbiter: Rating | undefined,
  rule: RatingRule,
): RatedMark {
  const shares = blind.map((rating) => shareOf(key, rating))
  const { least, most } = spreadOf(shares)
  const difference = subtract(most, least)
  const apart = compare(difference, ratioOfDecimal(rule.arbitrationDifference)) > 0
  const given = blind.map((rating, index) => gave(rating, shares[index]!))
  const seen = { difference: toNumber(difference) }
  if (!apart) {
    const share = panelPolicies[rule.policy].combine(shares)
    const reasons = [combined(rule, share), ...given, ...(blind.length === 1 ? pointsOf(key, blind[0]!) : [])]
    return { state: 'settled', credit: award(share, reasons), ...seen, reasons }
  }
  const exceeded = reason('spread-exceeded', { spread: seen.difference, limit: rule.arbitrationDifference })
  if (arbiter === undefined)
    return { state: 'arbitration', credit: null, ...seen, reasons: [...given, exceeded] }
  const share = shareOf(key, arbiter)
  const settled = reason('arbitrated', { by: arbiter.rater, marks: readable(share) })
  const reasons = [settled, ...pointsOf(key, arbiter), ...given, exceeded]
  return { state: 'settled', credit: award(share, reasons), ...seen, reasons }
}

const combined = ({ policy }: RatingRule, share: Ratio): Reason =>
  reason('panel-mark', { policy, marks: readable(share) }, panelPolicies[policy])

/** Points earned over all points, so that all of them earn exactly 1. */
function shareOf({ points }: RatedKey, rating: Rating): Ratio {
  if (rating.fraction !== undefined) return ratioOfDecimal(rating.fraction)
  const earned = points.filter((_, place) => rating.points?.includes(place)).map(weight)
  return divide(sum(earned), sum(points.map(weight)))
}

const weight = ({ fraction }: RatedKey['points'][number]): Ratio => ratioOfDecimal(fraction)
const gave = ({ rater }: Rating, share: Ratio): Reason =>
  reason('rater-gave', { rater, fraction: readable(share) })

const pointsOf = ({ points }: RatedKey, rating: Rating): readonly Reason[] =>
  [...points.entries()]
    .filter(([place]) => rating.fraction === undefined && rating.points?.includes(place))
    .map(([place, { fraction }]) => reason('point-earned', { point: place + 1, fraction }))

function faultsOf({ points }: RatedKey, { rater, points: ticked, fraction }: Rating): readonly Reason[] {
  const found = (fault: keyof typeof FAULTS): Reason =>
    reason('rating-fault', { fault, rater }, FAULTS[fault])
  if (fraction !== undefined) return fraction >= 0 && fraction <= 1 ? [] : [found('fraction-outside-0-1')]
  if (ticked === undefined) return [found('no-judgement')]
  return ticked.every((place) => points[place] !== undefined) ? [] : [found('unknown-point')]
}

const FAULTS = {
  'fraction-outside-0-1': { zh: '得分率不在 0 到 1 之间', en: 'the share is not between 0 and 1' },
  'no-judgement': { zh: '没有给出评分', en: 'no judgement given' },
  'unknown-point': { zh: '没有这一评分要点', en: 'no such scoring point' },
} as const

function repeats(ratings: readonly Rating[]): readonly Reason[] {
  const raters = ratings.map(({ rater }) => rater)
  const again = new Set(raters.filter((rater, index) => raters.indexOf(rater) !== index))
  return [...again].map((rater) => reason('repeated-rater', { rater }))
}

/** For the sentence only. */
const readable = (share: Ratio): number => Number(toNumber(share).toFixed(4))
