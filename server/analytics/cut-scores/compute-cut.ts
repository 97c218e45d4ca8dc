/*
 * From what was given to the cut, by the methods of scoring/statistics/
 * standard-setting. Pure: the same record gives the same cut again.
 */
import {
  angoff,
  borderlineRegression,
  contrastingGroups,
  ebel,
  hofstee,
} from '../../../scoring/statistics/index.ts'
import {
  borderlineRating,
  type CutResult,
  type GivenEstimates,
  type hofsteeBounds,
  type Impact,
  isJudged,
  type MarkCount,
  type Method,
  type Observation,
  type RecordDocument,
  type RoundResult,
  type StudyItem,
} from './model.ts'

export interface CutBasis {
  readonly method: Method
  readonly items: readonly StudyItem[]
  /** Closed rounds; of each, the estimates that count. */
  readonly rounds: readonly {
    readonly round: number
    readonly given: readonly Pick<GivenEstimates, 'userId' | 'estimates'>[]
  }[]
  readonly observations: readonly Observation[] | null
  readonly distribution: readonly MarkCount[]
  readonly facilities: RecordDocument['facilities']
}

/** Undefined before there is anything to compute from. Throws InputError for what carries no cut. */
export function computeCut(basis: CutBasis): CutResult | undefined {
  if (!isJudged(basis.method)) return fromCandidates(basis)
  const rounds = basis.rounds.map((round) => roundResult(basis, round))
  const last = rounds.at(-1)
  if (!last) return undefined
  const n = basis.rounds.at(-1)!.given.length
  return { cut: last.cut, se: last.se, n, rounds, regression: null, groups: null }
}

function roundResult(basis: CutBasis, { round, given }: CutBasis['rounds'][number]): RoundResult {
  const points = basis.items.map((item) => item.marks)
  const numbers = basis.items.map((item) => String(item.number))
  const none = { items: [], withFacility: null, failRate: null, meets: null, bounds: null }
  const own = (cuts: readonly number[]) =>
    given.map(({ userId }, place) => ({ judge: userId, cut: cuts[place]! }))
  if (basis.method === 'hofstee') {
    const result = hofstee(
      given.map(({ estimates: { values } }) => ({
        lowestCut: values.lowestCut!,
        highestCut: values.highestCut!,
        lowestFail: values.lowestFail! / 100,
        highestFail: values.highestFail! / 100,
      })),
      basis.distribution.flatMap(({ marks, n }) => Array.from({ length: n }, () => marks)),
    )
    const { cut, failRate, meets } = result
    const bounds = meanBounds(given.map(({ estimates: { values } }) => values))
    return { ...none, round, cut, se: finite(result.se), sd: null, judgeCuts: [], failRate, meets, bounds }
  }
  if (basis.method === 'ebel') {
    const result = ebel(
      given.map(({ estimates }) => ({
        cells: numbers.map((number) => estimates.cells[number]!),
        expected: Object.fromEntries(
          Object.entries(estimates.values).map(([cell, value]) => [cell, value / 100]),
        ),
      })),
      points,
    )
    const { cut, se, sd, judgeCuts } = result
    return { ...none, round, cut, se: finite(se), sd: finite(sd), judgeCuts: own(judgeCuts) }
  }
  const shares = given.map(({ estimates }) => numbers.map((number) => estimates.values[number]! / 100))
  const { cut, se, sd, judgeCuts, items } = angoff([shares], points).rounds[0]!
  return {
    ...none,
    round,
    cut,
    se: finite(se),
    sd: finite(sd),
    judgeCuts: own(judgeCuts),
    items: items.map((item, place) => ({
      number: basis.items[place]!.number,
      mean: item.mean,
      sd: finite(item.sd),
    })),
    withFacility: facilityCorrelation(basis, shares),
  }
}

function meanBounds(given: readonly Readonly<Record<string, number>>[]): NonNullable<RoundResult['bounds']> {
  const mean = (bound: (typeof hofsteeBounds)[number]) =>
    given.reduce((sum, own) => sum + own[bound]!, 0) / given.length
  return {
    lowestCut: mean('lowestCut'),
    highestCut: mean('highestCut'),
    lowestFail: mean('lowestFail'),
    highestFail: mean('highestFail'),
  }
}

/** Under so many items with a facility a correlation says nothing. */
const fewestUsedItems = 5

/** Over the items that were used, which need not be all. */
function facilityCorrelation(
  { items, facilities }: CutBasis,
  shares: readonly (readonly number[])[],
): number | null {
  if (facilities.length < fewestUsedItems) return null
  const used = facilities.map((one) => items.findIndex((item) => item.number === one.number))
  const [round] = angoff(
    [shares.map((own) => used.map((place) => own[place]!))],
    undefined,
    facilities.map((one) => one.facility),
  ).rounds
  return finite(round!.withFacility)
}

function fromCandidates({ method, observations }: CutBasis): CutResult | undefined {
  if (!observations || observations.length === 0) return undefined
  const n = observations.length
  if (method === 'borderline-regression') {
    const { cut, se, slope, intercept, r2 } = borderlineRegression(
      observations.map((one) => one.score),
      observations.map((one) => one.rating),
      borderlineRating,
    )
    const regression = { slope, intercept, r2: finite(r2) }
    return { cut, se: finite(se), n, rounds: [], regression, groups: null }
  }
  const scores = (rating: number) =>
    observations.filter((one) => one.rating === rating).map((one) => one.score)
  const { cut, se, ...groups } = contrastingGroups(scores(1), scores(0))
  return { cut, se: finite(se), n, rounds: [], regression: null, groups }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Sums of shares end in the sixteenth digit; a whole mark must not fail by it. */
const rounding = 1e-9

/** How many of those who sat the form would pass at the cut, a standard error to either side, and by the regulation. */
export function impactOf(
  { cut, se }: Pick<CutResult, 'cut' | 'se'>,
  distribution: readonly MarkCount[],
  regulation: { readonly passMark: number; readonly fullMarks: number } | null,
  fullMarks: number,
): Impact[] {
  const line = (at: Impact['at'], marks: number): Impact => ({
    at,
    marks,
    passed:
      distribution.length === 0
        ? null
        : distribution.filter((one) => one.marks >= marks - rounding).reduce((sum, one) => sum + one.n, 0),
  })
  return [
    ...(se === null ? [] : [line('lower', cut - se)]),
    line('cut', cut),
    ...(se === null ? [] : [line('upper', cut + se)]),
    ...(regulation === null
      ? []
      : [line('regulation', (regulation.passMark / regulation.fullMarks) * fullMarks)]),
  ]
}

/** The basis a record holds: what is needed to compute its result again. */
export function basisOf(record: RecordDocument): CutBasis {
  return {
    method: record.study.method,
    items: record.object.items,
    rounds: record.rounds.map(({ round, estimates }) => ({
      round,
      given: estimates.map(({ judge, given }) => ({ userId: judge, estimates: given })),
    })),
    observations: record.observations,
    distribution: record.distribution,
    facilities: record.facilities,
  }
}
