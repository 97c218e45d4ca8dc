/*
 * Means, spreads and correlations. Variances divide by n − 1 (samples of
 * candidates); NaN where the data cannot say.
 */

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length ? sum / values.length : Number.NaN
}

/** Sample variance, divisor n − 1. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2
  return values.length > 1 ? sum / (values.length - 1) : Number.NaN
}

/** Sample standard deviation, divisor n − 1. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values))
}

/** Pearson correlation; NaN when either side does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mx = mean(x)
  const my = mean(y)
  let xy = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - mx
    const dy = y[i]! - my
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  const scale = Math.sqrt(xx * yy)
  return scale > 1e-12 * x.length ? xy / scale : Number.NaN
}
