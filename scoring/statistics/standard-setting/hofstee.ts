/*
 * Hofstee's compromise: judges bound the cut and the fail rate; the cut is
 * where the line from (lowest cut, highest fail rate) to (highest cut, lowest
 * fail rate) meets the curve of the fail rates that the scores imply. SE by
 * the jackknife over judges. Source: Hofstee 1983.
 */
import { requireInput } from '../input-error.ts'
import { mean } from '../math/moments.ts'

export interface HofsteeJudge {
  /** Cuts in points. */
  readonly lowestCut: number
  readonly highestCut: number
  /** Shares 0 … 1. */
  readonly lowestFail: number
  readonly highestFail: number
}

export interface HofsteeResult {
  readonly cut: number
  readonly se: number
  /** Share failing at the cut, by the curve. */
  readonly failRate: number
  /** False when curve and line do not meet: the nearer end of the line is the cut. */
  readonly meets: boolean
}

export function hofstee(judges: readonly HofsteeJudge[], scores: readonly number[]): HofsteeResult {
  requireInput(
    judges.length >= 2 && scores.length > 0,
    'Hofstee needs at least 2 judges and the scores of the candidates.',
  )
  judges.forEach((j, i) => {
    requireInput(
      j.lowestCut < j.highestCut && j.lowestFail >= 0 && j.lowestFail < j.highestFail && j.highestFail <= 1,
      `Judge ${i + 1}: expected lowest < highest for the cut (points) and for the fail rate (0 … 1).`,
    )
  })
  const sorted = [...scores].sort((x, y) => x - y)
  const whole = compromise(judges, sorted)
  const without = judges.map(
    (_, left) =>
      compromise(
        judges.filter((__, i) => i !== left),
        sorted,
      ).cut,
  )
  const centre = mean(without)
  const n = judges.length
  const se = Math.sqrt(((n - 1) / n) * without.reduce((s, v) => s + (v - centre) ** 2, 0))
  return { ...whole, se }
}

function compromise(judges: readonly HofsteeJudge[], sorted: readonly number[]): Omit<HofsteeResult, 'se'> {
  const low = mean(judges.map((j) => j.lowestCut))
  const high = mean(judges.map((j) => j.highestCut))
  const most = mean(judges.map((j) => j.highestFail))
  const least = mean(judges.map((j) => j.lowestFail))
  const line = (cut: number) => most + ((least - most) * (cut - low)) / (high - low)
  const curve = failCurve(sorted)
  // The curve rises and the line falls, so they meet at most once.
  if (curve(low) > line(low)) return { cut: low, failRate: curve(low), meets: false }
  if (curve(high) < line(high)) return { cut: high, failRate: curve(high), meets: false }
  let from = low
  let to = high
  for (let n = 0; n < 100; n++) {
    const middle = (from + to) / 2
    if (curve(middle) < line(middle)) from = middle
    else to = middle
  }
  return { cut: (from + to) / 2, failRate: curve((from + to) / 2), meets: true }
}

/** Share below a cut, straight between the scores that occur. */
function failCurve(sorted: readonly number[]): (cut: number) => number {
  const n = sorted.length
  const below = (score: number) => sorted.findIndex((s) => s >= score)
  const values = [...new Set(sorted)]
  return (cut) => {
    const right = values.findIndex((v) => v >= cut)
    if (right < 0) return 1
    if (right === 0) return 0
    const [x0, x1] = [values[right - 1]!, values[right]!]
    const [y0, y1] = [below(x0) / n, below(x1) / n]
    return y0 + ((y1 - y0) * (cut - x0)) / (x1 - x0)
  }
}
