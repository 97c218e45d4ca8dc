import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similarPairs } from '../../bank-schemas/lint/similar-texts.ts'

const texts = fc.array(fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), maxLength: 12 }), { maxLength: 25 })

test('finds exactly the pairs that comparing every pair finds', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(0.3, 0.5, 0.72, 0.9, 1), (list, threshold) => {
      const found = similarPairs(list, threshold).map(
        ({ a, b, similarity }) => `${b} ${a} ${similarity.toFixed(6)}`,
      )
      expect(found.sort()).toEqual(everyPair(list, threshold).sort())
    }),
  )
})

test('8,000 items are compared in seconds', () => {
  const list = Array.from({ length: 8000 }, (_, i) =>
    Array.from({ length: 40 }, (__, j) =>
      String.fromCharCode(0x4e00 + ((i * 131 + j * j * 17 + i * j) % 1500)),
    ).join(''),
  )
  const start = performance.now()
  similarPairs(list, 0.6)
  expect(performance.now() - start).toBeLessThan(5000)
})

function everyPair(list: string[], threshold: number): string[] {
  const sets = list.map(
    (text) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))),
  )
  const pairs: string[] = []
  for (let a = 0; a < sets.length; a++) {
    for (let b = 0; b < a; b++) {
      const shared = sets[a]!.intersection(sets[b]!).size
      const similarity = shared / (sets[a]!.size + sets[b]!.size - shared)
      if (similarity >= threshold) pairs.push(`${b} ${a} ${similarity.toFixed(6)}`)
    }
  }
  return pairs
}
