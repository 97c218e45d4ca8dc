/*
 * What a run says: how much is mastered, how surely, and what to train. Pure.
 *
 * Ability is told as the expected share of the marks of the whole open pool,
 * which people can read; its range is that of ability ± 1.645 standard errors.
 */
import type { Syllabus } from '../../bank-schemas/index.ts'
import type {
  Estimate,
  GivenAnswer,
  MasteryBand,
  PracticePool,
  Report,
  Run,
  RunResult,
  ScopeReport,
  WeakPoint,
} from './model.ts'
import { passShare } from './model.ts'
import { secondScopes, shareAt } from './rules.ts'

/** Standard errors on either side of a range of 90 %. */
const ninety = 1.645

export function reportOf(
  { answers }: Pick<Run, 'answers'>,
  result: RunResult,
  pool: PracticePool,
  syllabus: Syllabus,
): Report {
  const estimate = estimateAt(pool, result, ninety)
  const entryOf = new Map(pool.items.map((entry) => [entry.parameters.id, entry]))
  const asked = answers.map((answer) => ({ answer, entry: entryOf.get(answer.item)! }))
  return {
    ...result,
    answers: answers.length,
    calibrated: asked.filter(({ entry }) => entry.calibrated).length,
    cut: pool.cut,
    // By whole percent, as it is read: 80 % must not be called less than 80 %.
    band: bandOf(Math.round(estimate.share * 100) / 100),
    estimate,
    trace: [{ theta: 0, se: 1 }, ...answers].map((at) => estimateAt(pool, at, 1)),
    scopes: scopesOf(syllabus, asked),
    weakPoints: weakPointsOf(syllabus, asked),
    standard: syllabus.standard,
  }
}

type Asked = readonly { readonly answer: GivenAnswer; readonly entry: PracticePool['items'][number] }[]

function estimateAt(
  pool: PracticePool,
  { theta, se }: { theta: number; se: number },
  width: number,
): Estimate {
  return {
    share: shareAt(pool.items, theta),
    low: shareAt(pool.items, theta - width * se),
    high: shareAt(pool.items, theta + width * se),
  }
}

/** Below 45 %, below the pass share, below 80 %, above. Our convention, on either side of the pass mark. */
function bandOf(share: number): MasteryBand {
  if (share < 0.45) return 'weak'
  if (share < passShare) return 'near'
  return share < 0.8 ? 'reached' : 'firm'
}

function scopesOf(syllabus: Syllabus, asked: Asked): ScopeReport[] {
  return secondScopes(syllabus)
    .map(({ code, name }) => {
      const own = asked.filter(({ entry }) => entry.scope === code)
      return { code, name, asked: own.length, right: own.filter(({ answer }) => answer.score === 1).length }
    })
    .filter((scope) => scope.asked > 0)
}

function weakPointsOf(syllabus: Syllabus, asked: Asked): WeakPoint[] {
  return secondScopes(syllabus)
    .flatMap((scope) =>
      scope.children
        .flatMap(({ points }) => points)
        .map(({ code, name, clauses }) => {
          const own = asked.filter(({ entry }) => entry.point === code)
          const wrong = own.filter(({ answer }) => answer.score === 0).length
          return { code, name, scope: scope.name, asked: own.length, wrong, clauses }
        }),
    )
    .filter((point) => point.wrong > 0)
    .sort((one, other) => other.wrong - one.wrong)
}
