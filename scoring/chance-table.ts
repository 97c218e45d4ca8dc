/*
 * The chance scores of the partial-credit rules as the Markdown table that
 * stands in README.md; a test keeps the two the same.
 */
import { chanceScore } from './chance-score.ts'
import type { Item } from './item.ts'
import { kinds } from './kinds.ts'

const named = (ids: readonly string[]) => ids.map((id) => ({ id }))
const LETTERS = [...'ABCDEF']
const SMALL = [...'abcdef']
const NUMBERS = [...'123456']

const ticks = (keys: number, options: number): Item => ({
  kind: 'multiple-response',
  options: named(LETTERS.slice(0, options)),
  key: LETTERS.slice(0, keys),
  policy: 'all-or-nothing@1',
})

const order = (n: number): Item => ({
  kind: 'ordering',
  elements: named(SMALL.slice(0, n)),
  key: SMALL.slice(0, n),
  policy: 'all-or-nothing@1',
})

const pairs = (lefts: number, rights: number): Item => ({
  kind: 'matching',
  left: named(NUMBERS.slice(0, lefts)),
  right: named(SMALL.slice(0, rights)),
  key: Object.fromEntries(NUMBERS.slice(0, lefts).map((id, place) => [id, SMALL[place]!])),
  policy: 'all-or-nothing@1',
})

const BLOCKS: readonly (readonly [string, readonly (readonly [string, Item])[]])[] = [
  [
    'multiple response 多选',
    [
      ['2 of 4', ticks(2, 4)],
      ['2 of 5', ticks(2, 5)],
      ['3 of 5', ticks(3, 5)],
      ['4 of 5', ticks(4, 5)],
    ],
  ],
  [
    'ordering 排序',
    [
      ['3', order(3)],
      ['4', order(4)],
      ['5', order(5)],
      ['6', order(6)],
    ],
  ],
  [
    'matching 匹配',
    [
      ['3 to 3', pairs(3, 3)],
      ['3 to 4', pairs(3, 4)],
      ['4 to 4', pairs(4, 4)],
      ['4 to 6', pairs(4, 6)],
    ],
  ],
]

/** One table a kind: rules down, shapes across, three decimals. */
export const chanceTable = (): string => BLOCKS.map(([title, shapes]) => block(title, shapes)).join('\n\n')

function block(title: string, shapes: readonly (readonly [string, Item])[]): string {
  const rules = Object.keys(kinds[shapes[0]![1].kind].rules)
  const rows = rules.map((rule) => [
    `\`${rule}\``,
    ...shapes.map(([, item]) => chanceScore(item, rule).fraction.toFixed(3)),
  ])
  const head = [title, ...shapes.map(([name]) => name)]
  return [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
