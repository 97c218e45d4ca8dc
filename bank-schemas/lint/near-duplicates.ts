/*
 * Items that ask nearly the same: within a bank unless they are enemies, and
 * across banks. An open item that gives a live one away is worse, and being
 * enemies does not mend it: enemies keep two items out of one form, not out of
 * the practice room.
 */
import type { Item } from '../types/documents.ts'
import type { BankContext, Finding, LintRule } from './bank-context.ts'
import { askedTextOf, wholeTextOf } from './item-text.ts'
import { similarPairs } from './similar-texts.ts'

/** Share of common bigrams from which two items read as one. Tuned on the first banks: below it most pairs are honest siblings. */
const threshold = 0.6

export const nearDuplicates: LintRule = {
  name: 'lint/near-duplicates',
  severity: 'warning',
  summary: { zh: '题库内近似的试题互为互斥题', en: 'items of a bank that read alike are enemies' },
  *check(context) {
    for (const { item, twin, percent } of pairsOf(itemsOf(context))) {
      if (enemies(item, twin)) continue
      yield {
        document: item,
        at: ['stem'],
        zh: `与 ${twin.id} 相似 ${percent} %，请改写或互列为互斥题`,
        en: `${percent} % like ${twin.id}; rewrite it or make them enemies`,
      }
    }
  },
}

export const openLikeOperational: LintRule = {
  name: 'lint/open-like-operational',
  severity: 'warning',
  summary: { zh: '公开题不泄露考试用题', en: 'no open item reads like a live one' },
  *check(context) {
    for (const { item, twin, percent } of pairsOf(itemsOf(context))) {
      if ((item.secrecy === 'open') === (twin.secrecy === 'open')) continue
      yield {
        document: item,
        at: ['secrecy'],
        zh: `公开题与考试题相似：${item.id} 与 ${twin.id}（${percent} %）`,
        en: `an open and a live item read alike: ${item.id} and ${twin.id} (${percent} %)`,
      }
    }
  },
}

export const nearDuplicatesAcrossBanks = {
  name: 'lint/near-duplicates-across-banks',
  severity: 'warning',
  summary: { zh: '不同题库的试题不近似', en: 'items of different banks do not read alike' },
  *checkAll(contexts: readonly BankContext[]): Generator<{ context: BankContext; finding: Finding }> {
    const owner = new Map(
      contexts.flatMap((context) => itemsOf(context).map((item) => [item, context] as const)),
    )
    for (const { item, twin, percent } of pairsOf([...owner.keys()])) {
      const context = owner.get(item)!
      if (context === owner.get(twin)) continue
      yield {
        context,
        finding: {
          document: item,
          at: ['stem'],
          zh: `与其他题库的 ${twin.id} 相似 ${percent} %`,
          en: `${percent} % like ${twin.id} of another bank`,
        },
      }
    }
  },
} as const

interface Pair {
  readonly item: Item
  readonly twin: Item
  readonly percent: number
}

/** Pairs that read alike but are not the same; those are duplicates and have a rule of their own. */
function pairsOf(items: readonly Item[]): Pair[] {
  return similarPairs(items.map(askedTextOf), threshold)
    .map(({ a, b, similarity }) => ({
      item: items[a]!,
      twin: items[b]!,
      percent: Math.floor(100 * similarity),
    }))
    .filter(({ item, twin }) => wholeTextOf(item) !== wholeTextOf(twin))
}

function itemsOf({ levels }: BankContext): Item[] {
  return levels.flatMap(({ items }) => items)
}

function enemies(one: Item, other: Item): boolean {
  return Boolean(one.enemies?.includes(other.id) || other.enemies?.includes(one.id))
}
