import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededShuffle } from '../../../server/sittings/seeded-shuffle.ts'
import { shuffleDelivery } from '../../../server/sittings/shuffle-delivery.ts'
import { sampleDelivery } from '../../support/exam-day.ts'

const delivery = sampleDelivery('form', 40)
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

test('a seed gives the same paper every time, and these values for ever', () => {
  expect(shuffleDelivery(delivery, 7)).toEqual(shuffleDelivery(delivery, 7))
  expect(seededShuffle([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 7, 'section-1')).toMatchInlineSnapshot(`
    [
      6,
      5,
      3,
      1,
      8,
      4,
      9,
      2,
      7,
      10,
    ]
  `)
  expect(seededShuffle(['A', 'B', 'C', 'D'], 2147483647, 'item-1/options')).toMatchInlineSnapshot(`
    [
      "B",
      "D",
      "A",
      "C",
    ]
  `)
})

test('shuffling only reorders: sections, items, numbers, ids and texts are all there', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const paper = shuffleDelivery(delivery, seed)
      expect(sorted(paper)).toEqual(sorted(delivery))
      expect(paper.sections.map((section) => section.title)).toEqual(
        delivery.sections.map((section) => section.title),
      )
    }),
    { numRuns: 50 },
  )
})

test('neighbours see items and options in other orders, sub-items of a case in the same', () => {
  const [one, other] = [shuffleDelivery(delivery, 1), shuffleDelivery(delivery, 2)]
  expect(one.sections[0]!.items.map((item) => item.number)).not.toEqual(
    other.sections[0]!.items.map((item) => item.number),
  )
  const subItems = (paper: typeof one) => paper.sections.at(-1)!.items[0]!.items!.map((sub) => sub.id)
  expect(subItems(one)).toEqual(['1', '2', '3'])
  expect(subItems(other)).toEqual(['1', '2', '3'])
})

test('each order of four options comes up about equally often', () => {
  const counts = new Map<string, number>()
  for (let seed = 0; seed < 24_000; seed++) {
    const order = seededShuffle(['A', 'B', 'C', 'D'], seed, 'item-1/options').join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(24)
  expect(Math.min(...counts.values())).toBeGreaterThan(850)
  expect(Math.max(...counts.values())).toBeLessThan(1150)
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(sorted)
      .map((each) => JSON.stringify(each))
      .sort()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sorted(each)]))
}
