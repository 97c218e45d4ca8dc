/*
 * A pool made up for tests and benchmarks, of the usual shape: 40 content cells,
 * three kinds, 3PL parameters, one item in fifteen with an enemy, sets of four.
 */
import type { Pool, PoolBlueprint, PoolItem } from '../../../../bank-schemas/index.ts'
import { facilityOf } from '../../../../server/assembly/pool/item-statistics.ts'
import { seededRandom } from '../../../../server/assembly/seeded-random.ts'

export interface PoolShape {
  readonly items: number
  readonly seed?: number
  readonly cells?: number
  /** Share of items that stand in sets of four. */
  readonly inSets?: number
}

export function makePool({ items, seed = 1, cells = 40, inSets = 0 }: PoolShape): Pool {
  const random = seededRandom(seed, 'synthetic pool')
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const width = String(items).length
  const idOf = (k: number) => `i${String(k).padStart(width, '0')}`
  const list: PoolItem[] = []
  while (list.length < items) {
    const k = list.length
    const isSet = random.next() < inSets / 4 && k + 4 <= items
    for (let n = 0; n < (isSet ? 4 : 1); n++) {
      const kind =
        random.next() < 0.65 ? 'single-choice' : random.next() < 0.6 ? 'true-false' : 'multiple-response'
      const key =
        kind === 'single-choice'
          ? 'ABCD'[Math.floor(random.next() * 4)]
          : kind === 'true-false'
            ? random.next() < 0.5
              ? 'true'
              : 'false'
            : undefined
      const irt = {
        a: Number(Math.exp(0.3 * normal()).toFixed(4)),
        b: Number(normal().toFixed(4)),
        c: kind === 'single-choice' ? 0.2 : kind === 'true-false' ? 0.3 : 0.05,
      }
      const item: PoolItem = {
        id: idOf(k + n),
        cell: `c${String((k + n) % cells).padStart(2, '0')}`,
        kind,
        ...(key && { key }),
        seconds: 30 + Math.floor(random.next() * 60),
        irt,
        ...(isSet && { set: `s${k}` }),
        ...(!isSet && random.next() < 1 / 15 && k > 10 && { enemies: [idOf(Math.floor(random.next() * k))] }),
        secrecy: 'operational',
      }
      list.push({ ...item, facility: Number(facilityOf(item)!.toFixed(4)) })
    }
  }
  return { items: list }
}

export type PoolGoal = 'information' | 'facility'

export function makePoolBlueprint(
  pool: Pool,
  goal: PoolGoal,
  change: Partial<PoolBlueprint> = {},
): PoolBlueprint {
  const cells = [...new Set(pool.items.map((item) => item.cell))].sort()
  const mean = pool.items.reduce((sum, item) => sum + item.facility!, 0) / pool.items.length
  return {
    length: 60,
    cells: cells.map((id) => ({ id, min: 1, max: 3 })),
    kinds: [
      { id: 'single-choice', min: 36, max: 42 },
      { id: 'true-false', min: 8, max: 14 },
      { id: 'multiple-response', min: 6, max: 12 },
    ],
    keyBalance: 0.5,
    seconds: { min: 3000, max: 4200 },
    secrecy: ['operational'],
    facility: { target: Number(mean.toFixed(3)) },
    ...(goal === 'information' && { information: { abilities: [-1, 0, 1] } }),
    ...change,
  }
}
