/*
 * A bank made up for tests: a syllabus of the usual size and items over it, as
 * plentiful or as scarce as the test asks. Every text is a marker, so that a
 * leak can be found by searching for it.
 */
import {
  contentHash,
  type Item,
  type PaperPattern,
  type Standard,
  type Syllabus,
} from '../../../bank-schemas/index.ts'
import type { SourceItem } from '../../../server/assembly/model.ts'
import { seededRandom } from '../../../server/assembly/seeded-random.ts'

export const bankId = '6-31-01-03'
export const level = 4

/** Second-level scopes: code, weight, weights and point counts of the third level. */
const shape: readonly (readonly [string, number, string, readonly (readonly [number, number])[]])[] = [
  [
    'AA',
    5,
    'ethics',
    [
      [2, 2],
      [3, 3],
    ],
  ],
  [
    'AB',
    20,
    'basics',
    [
      [9, 7],
      [3, 3],
      [6, 4],
      [2, 2],
    ],
  ],
  [
    'BA',
    17,
    '1',
    [
      [6, 5],
      [6, 4],
      [5, 4],
    ],
  ],
  [
    'BB',
    22,
    '2',
    [
      [7, 5],
      [10, 8],
      [5, 4],
    ],
  ],
  [
    'BC',
    14,
    '3',
    [
      [5, 4],
      [6, 5],
      [3, 2],
    ],
  ],
  [
    'BD',
    10,
    '4',
    [
      [4, 3],
      [6, 5],
    ],
  ],
  [
    'BE',
    12,
    '5',
    [
      [6, 5],
      [3, 3],
      [3, 2],
    ],
  ],
]

export const patterns: Readonly<Record<'standard' | 'mixed', PaperPattern>> = {
  standard: {
    id: 'standard',
    level,
    name: '标准卷',
    minutes: 90,
    sections: [
      { kind: 'single-choice', count: 80, marksEach: 1 },
      { kind: 'true-false', count: 20, marksEach: 1 },
    ],
  },
  mixed: {
    id: 'mixed',
    level,
    name: '混合卷',
    minutes: 90,
    sections: [
      { kind: 'single-choice', count: 60, marksEach: 1 },
      { kind: 'multiple-response', count: 10, marksEach: 2 },
      { kind: 'true-false', count: 20, marksEach: 1 },
    ],
  },
}

export const standard = { id: bankId, edition: '2026-1' } as Standard

export function makeSyllabus(): Syllabus {
  const seconds = shape.map(([code, weight, row, thirds]) => ({
    code,
    name: `范围${code}`,
    weight,
    row,
    ratio: [0, 0, 0],
    children: thirds.map(([third, points], k) => {
      const letter = `${code}${'ABCDEFG'[k]}`
      return {
        code: letter,
        name: `范围${letter}`,
        weight: third,
        ratio: [0, 0, 0],
        points: Array.from({ length: points }, (_, p) => ({
          code: `${letter}${String(p + 1).padStart(3, '0')}`,
          name: `鉴定点${letter}${p + 1}`,
          importance: p === points - 1 && points > 2 ? (k % 2 ? 'Z' : 'Y') : p % 4 === 3 ? 'Y' : 'X',
          clauses: ['4K1.1.1'],
        })),
      }
    }),
  }))
  return {
    $schema: 'urn:liangcai:schema:v1:syllabus',
    bank: bankId,
    standard: { id: bankId, edition: '2026-1' },
    level,
    part: 'theory',
    version: '1.0.0',
    scopes: ['A', 'B'].map((first) => ({
      code: first,
      name: first,
      weight: first === 'A' ? 25 : 75,
      ratio: [0, 0, 0],
      children: seconds.filter(({ code }) => code.startsWith(first)),
    })),
  } as Syllabus
}

export interface Plenty {
  /** Items a mark of scope weight, by kind. */
  readonly perWeight?: Readonly<Record<string, number>>
  readonly seed?: number
  /** Changes or drops an item after it is made. */
  readonly alter?: (item: Item) => Item | undefined
}

/** What the authors' brief asks for: enough for three forms with a fifth in common, and not much more. */
const brief = { 'single-choice': 1.9, 'true-false': 0.55, 'multiple-response': 0.3 }

export function makeItems({
  perWeight = brief,
  seed = 1,
  alter = (item) => item,
}: Plenty = {}): SourceItem[] {
  const random = seededRandom(seed, 'synthetic bank')
  const items: Item[] = []
  for (const second of makeSyllabus().scopes.flatMap((first) => first.children)) {
    const points = second.children.flatMap((third) => third.points.map((point) => point.code))
    let next = Math.floor(random.next() * points.length)
    const used = new Map<string, number>()
    for (const [kind, each] of Object.entries(perWeight)) {
      for (let n = 0; n < Math.ceil(each * second.weight); n++) {
        const point = points[next++ % points.length]!
        const serial = (used.get(point) ?? 0) + 1
        used.set(point, serial)
        items.push(
          makeItem(
            kind,
            `${bankId}_${level}_${point}_${String(serial).padStart(2, '0')}`,
            point,
            random.next(),
            random.next(),
          ),
        )
      }
    }
  }
  return items.flatMap((item) => {
    const altered = alter(item)
    return altered ? [{ item: altered, hash: contentHash(altered) }] : []
  })
}

/** About 10/30/35/20/5 per cent of the difficulties 1 … 5. */
const difficultyOf = (chance: number): number =>
  chance < 0.1 ? 1 : chance < 0.4 ? 2 : chance < 0.75 ? 3 : chance < 0.95 ? 4 : 5

export function makeItem(kind: string, id: string, point: string, difficulty: number, key: number): Item {
  const letter = 'ABCD'[Math.floor(key * 4)]!
  const options = ['A', 'B', 'C', 'D'].map((option) => ({ id: option, text: `选项${option}` }))
  const own = {
    'single-choice': { options, key: letter, policy: 'all-or-nothing@1' },
    'multiple-response': { options, key: ['A', letter === 'A' ? 'B' : letter], policy: 'partial-under@1' },
    'true-false': { key: key < 0.5, policy: 'all-or-nothing@1' },
    case: { items: [], policy: 'sum@1' },
  }[kind]
  return {
    id,
    kind,
    point,
    levels: [level],
    stem: `题干 ${id}`,
    rationale: 'RATIONALE-MARKER',
    difficulty: difficultyOf(difficulty),
    cognitive: 'understand',
    source: { text: 'SOURCE-MARKER' },
    secrecy: 'operational',
    status: 'released',
    selfTests: [{ response: '', fraction: 0, note: 'SELFTEST-MARKER' }],
    ...own,
  } as unknown as Item
}
