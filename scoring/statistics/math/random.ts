/*
 * Seeded random numbers: the same seed gives the same stream on any machine.
 * Generator: Mulberry-style 32-bit mixing of a Weyl sequence (public domain
 * construction); normals by Box–Muller. For simulation and exposure control,
 * never for secrets.
 */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Uniform integer in 0 … n − 1. */
  below(n: number): number
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below: (n) => Math.floor(uniform() * n),
  }
}
