/*
 * A shuffle that a seed repeats on every machine and for ever: what a candidate
 * saw can be shown again years later. Do not change the arithmetic; a new one
 * needs a new name kept with the sitting.
 *
 * FNV-1a turns seed and label into 32 bits, mulberry32 draws from them,
 * Fisher–Yates shuffles.
 */

/** The values in the order that this seed gives to this place of the paper. */
export function seededShuffle<T>(values: readonly T[], seed: number, label: string): T[] {
  const draw = mulberry32(fnv1a(`${seed}/${label}`))
  const shuffled = [...values]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    const moved = shuffled[last]!
    shuffled[last] = shuffled[other]!
    shuffled[other] = moved
  }
  return shuffled
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
