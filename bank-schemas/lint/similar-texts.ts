/*
 * Finds pairs of texts that share most of their character bigrams.
 *
 * Jaccard similarity of bigram sets, exact: no pair above the threshold is
 * missed. Two sets that similar must share one of their rarest few bigrams
 * (prefix filtering, Chaudhuri et al. 2006; Bayardo et al. 2007), so that only
 * those are indexed and 8,000 items are compared in seconds instead of minutes.
 */
export interface SimilarPair {
  readonly a: number
  readonly b: number
  readonly similarity: number
}

/** Pairs of texts, by index with b < a, whose similarity reaches the threshold (0 … 1]. */
export function similarPairs(texts: readonly string[], threshold: number): SimilarPair[] {
  const sets = rankedByRarity(texts.map(bigramsOf))
  const index = new Map<number, number[]>()
  const pairs: SimilarPair[] = []
  for (const [a, set] of sets.entries()) {
    const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length) + 1)
    const candidates = new Set<number>()
    for (const gram of prefix) for (const b of index.get(gram) ?? []) candidates.add(b)
    for (const b of candidates) {
      const similarity = jaccard(set, sets[b]!, threshold)
      if (similarity >= threshold) pairs.push({ a, b, similarity })
    }
    for (const gram of prefix) append(index, gram, a)
  }
  return pairs
}

function bigramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (let i = 0; i + 2 <= text.length; i++) grams.add(text.slice(i, i + 2))
  return grams
}

/** Each set as numbers in ascending order, the rarest gram of all being the smallest. */
function rankedByRarity(sets: readonly Set<string>[]): Uint32Array[] {
  const counts = new Map<string, number>()
  for (const set of sets) for (const gram of set) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const ranks = new Map([...counts].sort((x, y) => x[1] - y[1]).map(([gram], rank) => [gram, rank]))
  return sets.map((set) => Uint32Array.from(set, (gram) => ranks.get(gram)!).sort())
}

/** Similarity of two ascending sets, or 0 as soon as their sizes rule the threshold out. */
function jaccard(x: Uint32Array, y: Uint32Array, threshold: number): number {
  if (Math.min(x.length, y.length) < threshold * Math.max(x.length, y.length)) return 0
  let shared = 0
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    if (x[i] === y[j]) {
      shared++
      i++
      j++
    } else if (x[i]! < y[j]!) i++
    else j++
  }
  return shared / (x.length + y.length - shared)
}

function append(index: Map<number, number[]>, gram: number, text: number): void {
  const list = index.get(gram)
  if (list) list.push(text)
  else index.set(gram, [text])
}
