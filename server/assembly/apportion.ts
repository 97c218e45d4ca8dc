/*
 * Shares a whole among parts by weight, in steps, so that it comes out exactly.
 *
 * Largest remainder (Hamilton): every part gets its share rounded down to the
 * step; the steps left over go to the largest remainders, first come first
 * served among equals.
 */
export function apportion(whole: number, weights: readonly number[], step: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => (whole * weight) / total / step)
  // A share that is whole but for rounding (5.000000001) must not lose a step.
  const steps = shares.map((share) => Math.floor(share + 1e-9))
  let left = Math.round(whole / step) - steps.reduce((sum, count) => sum + count, 0)
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - steps[index]! }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder) {
    if (left <= 0) break
    steps[index] = steps[index]! + 1
    left--
  }
  return steps.map((count) => Number((count * step).toFixed(6)))
}
