/*
 * Tail areas and quantiles of the four distributions the statistics report.
 * Each is the textbook identity onto the incomplete gamma or beta function
 * (Abramowitz & Stegun 26.2, 26.4, 26.6); quantiles invert them.
 */
import { incompleteBeta } from './incomplete-beta.ts'
import { upperGamma } from './incomplete-gamma.ts'

/** Standard normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** P(Z ≤ z), standard normal; accurate in both tails. */
export function normalCdf(z: number): number {
  const tail = 0.5 * upperGamma(0.5, 0.5 * z * z)
  return z > 0 ? 1 - tail : tail
}

/** z with P(Z ≤ z) = p, for 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN
  return p > 0.5 ? -normalQuantile(1 - p) : solveIncreasing(normalCdf, p, -40, 0)
}

/** P(X² > x) with df degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  return Number.isNaN(x) || df <= 0 ? Number.NaN : upperGamma(df / 2, x / 2)
}

/** P(F > f) with (df1, df2) degrees of freedom. */
export function fTail(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}

/** f with P(F ≤ f) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  let high = 1
  while (1 - fTail(high, df1, df2) < p) high *= 2
  return solveIncreasing((f) => 1 - fTail(f, df1, df2), p, 0, high)
}

/** P(|T| > t) with df degrees of freedom. */
export function tTwoSided(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  if (p < 0.5) return -tQuantile(1 - p, df)
  let high = 1
  while (1 - tTwoSided(high, df) / 2 < p) high *= 2
  return solveIncreasing((t) => 1 - tTwoSided(t, df) / 2, p, 0, high)
}

/** Root of f(x) = target for increasing f, by bisection to the last bit. */
function solveIncreasing(f: (x: number) => number, target: number, from: number, to: number): number {
  let low = from
  let high = to
  for (let n = 0; n < 200; n++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (f(middle) < target) low = middle
    else high = middle
  }
  return (low + high) / 2
}
