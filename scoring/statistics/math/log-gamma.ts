/*
 * ln Γ(x) for x > 0: Stirling's series after shifting x above 15.
 * Source: Abramowitz & Stegun 6.1.41; relative error below 1e-14.
 */
const COEFFICIENTS = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]

export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  let shift = 0
  let z = x
  while (z < 15) {
    shift += Math.log(z)
    z += 1
  }
  let series = 0
  let power = 1 / z
  for (const c of COEFFICIENTS) {
    series += c * power
    power /= z * z
  }
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}
