/*
 * The form in one candidate's order.
 *
 * Shuffled: items within their section, options of single choice and multiple
 * response, the right column of matching, the elements of ordering. Kept:
 * sections, true before false, sub-items of a case. Numbers and ids stay, so
 * that an answer means the same whatever the order.
 */
import type { Delivery, DeliveryItem, DeliveryQuestion } from '../assembly/delivery.ts'
import { seededShuffle } from './seeded-shuffle.ts'

export function shuffleDelivery(delivery: Delivery, seed: number): Delivery {
  return {
    ...delivery,
    sections: delivery.sections.map((section, index) => ({
      ...section,
      items: seededShuffle(section.items, seed, `section-${index + 1}`).map((item) =>
        shuffleItem(item, seed),
      ),
    })),
  }
}

function shuffleItem(item: DeliveryItem, seed: number): DeliveryItem {
  const shuffled = shuffleParts(item, seed, `item-${item.number}`)
  if (!item.items) return shuffled
  return {
    ...shuffled,
    items: item.items.map((sub) => shuffleParts(sub, seed, `item-${item.number}.${sub.id}`)),
  }
}

function shuffleParts<T extends DeliveryQuestion>(item: T, seed: number, label: string): T {
  const parts: { options?: T['options']; right?: T['right']; elements?: T['elements'] } = {}
  if (item.options && item.kind !== 'true-false')
    parts.options = seededShuffle(item.options, seed, `${label}/options`)
  if (item.right) parts.right = seededShuffle(item.right, seed, `${label}/right`)
  if (item.elements) parts.elements = seededShuffle(item.elements, seed, `${label}/elements`)
  return { ...item, ...parts }
}
