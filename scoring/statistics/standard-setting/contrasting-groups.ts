/*
 * Contrasting groups: the cut is the score at which a candidate is as likely
 * to be judged competent as not, by logistic regression of the judgement on
 * the score. SE by the delta method. Source: Livingston & Zieky 1982; Sireci,
 * Robin & Patelis 1999 on logistic regression.
 */
import { requireInput } from '../input-error.ts'
import { logisticRegression } from '../math/logistic-regression.ts'
import { mean, standardDeviation } from '../math/moments.ts'

export interface ContrastingGroups {
  readonly cut: number
  readonly se: number
  readonly competent: { readonly n: number; readonly mean: number }
  readonly notCompetent: { readonly n: number; readonly mean: number }
  /** Shares of each group on the wrong side of the cut. */
  readonly falseFail: number
  readonly falsePass: number
}

/** `threshold` is the probability of being competent at the cut, .5 by custom. */
export function contrastingGroups(
  competent: readonly number[],
  notCompetent: readonly number[],
  threshold = 0.5,
): ContrastingGroups {
  requireInput(
    competent.length >= 2 && notCompetent.length >= 2 && mean(competent) > mean(notCompetent),
    `Contrasting groups need at least 2 candidates each, the competent scoring higher on average; there are ` +
      `${competent.length} and ${notCompetent.length}, with means ${mean(competent)} and ${mean(notCompetent)}.`,
  )
  const all = [...competent, ...notCompetent]
  const centre = mean(all)
  const spread = standardDeviation(all)
  const fit = logisticRegression(
    all.map((score, i) => ({
      x: [1, (score - centre) / spread],
      n: 1,
      successes: i < competent.length ? 1 : 0,
    })),
  )
  const [constant, slope] = [fit.coefficients[0]!, fit.coefficients[1]!]
  const separated = fit.covariance === undefined || slope > 50
  const logit = Math.log(threshold / (1 - threshold))
  const z = (logit - constant) / slope
  // Where the groups do not overlap every cut between them serves: take the middle.
  const cut = separated ? (Math.min(...competent) + Math.max(...notCompetent)) / 2 : centre + spread * z
  return {
    cut,
    se: separated ? Number.NaN : (spread * standardErrorOfRatio(fit.covariance!, z)) / slope,
    competent: { n: competent.length, mean: mean(competent) },
    notCompetent: { n: notCompetent.length, mean: mean(notCompetent) },
    falseFail: competent.filter((s) => s < cut).length / competent.length,
    falsePass: notCompetent.filter((s) => s >= cut).length / notCompetent.length,
  }
}

function standardErrorOfRatio(covariance: Float64Array, z: number): number {
  return Math.sqrt(covariance[0]! + 2 * z * covariance[1]! + z * z * covariance[3]!)
}
