/*
 * Regularised upper incomplete gamma Q(s, x) = Γ(s, x) / Γ(s).
 * Series below s + 1, Lentz's continued fraction above.
 * Source: Abramowitz & Stegun 6.5.29 and 6.5.31.
 */
import { logGamma } from './log-gamma.ts'

export function upperGamma(s: number, x: number): number {
  if (x <= 0) return 1
  const front = Math.exp(s * Math.log(x) - x - logGamma(s))
  return x < s + 1 ? 1 - front * lowerSeries(s, x) : front * upperFraction(s, x)
}

function lowerSeries(s: number, x: number): number {
  let term = 1 / s
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
    term *= x / (s + n)
    sum += term
  }
  return sum
}

function upperFraction(s: number, x: number): number {
  let b = x + 1 - s
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - s)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return h
}
