/*
 * Chance from a seed: the same seed and purpose give the same numbers on any machine.
 *
 * The state is the 32-bit FNV-1a hash of "<seed>/<purpose>"; each number is one
 * step of Mulberry32 (Weyl sequence with increment 0x6D2B79F5, then two rounds
 * of 32-bit mixing). Only 32-bit integer arithmetic is used, so nothing depends
 * on the machine. Purposes keep streams apart: adding a draw in one place does
 * not move the draws of another. Not for secrets.
 */
export interface SeededRandom {
  /** Uniform on [0, 1). */
  next(): number
  /** A copy in random order (Fisher–Yates). */
  shuffle<T>(values: readonly T[]): T[]
}

export function seededRandom(seed: number, purpose: string): SeededRandom {
  let state = fnv1a(`${seed}/${purpose}`)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, shuffle: (values) => shuffled(values, next) }
}

function shuffled<T>(values: readonly T[], next: () => number): T[] {
  const result = [...values]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const kept = result[last]!
    result[last] = result[other]!
    result[other] = kept
  }
  return result
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}
