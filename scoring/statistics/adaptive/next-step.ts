/*
 * The adaptive engine: from pool, rules and history to the next item, or to
 * the stop. A pure function, so that a sitting can be replayed and audited.
 *
 * Ability by EAP; the item is the most informative at it (at the cut when
 * classifying), within the content area furthest behind its share. Enemies
 * of given items are closed. Source: van der Linden & Glas 2010.
 */
import { requireInput } from '../input-error.ts'
import { eap } from '../irt/ability.ts'
import { itemInformation } from '../irt/probabilities.ts'
import { seededRandom } from '../math/random.ts'
import type { AdaptiveRules, AdaptiveStep, Administered, PoolItem, StopReason } from './adaptive-rules.ts'
import { requireRules } from './adaptive-rules.ts'
import { classify, likelierSide } from './sequential-classification.ts'

export function nextStep(
  pool: readonly PoolItem[],
  rules: AdaptiveRules,
  history: readonly Administered[],
): AdaptiveStep {
  requireRules(pool, rules)
  const given = history.map(({ id }) => findItem(pool, id))
  const parameters = given.map((item) => item.parameters)
  const scores = history.map(({ score }) => score)
  const { theta, se } = eap(parameters, scores, rules.prior)
  const progress = { theta, se, answered: history.length }
  const enough = history.length >= rules.minItems

  const side = rules.classification && classify(parameters, scores, rules.classification)
  const stop = (reason: StopReason): AdaptiveStep => ({
    kind: 'stop',
    reason,
    ...progress,
    ...(rules.classification && { decision: side ?? likelierSide(parameters, scores, rules.classification) }),
  })
  if (enough && side) return stop('classified')
  if (enough && !rules.classification && rules.targetSe !== undefined && se <= rules.targetSe)
    return stop('target-se')
  if (history.length >= rules.maxItems) return stop('max-items')
  const open = openItems(pool, given)
  if (open.length === 0) return stop('pool-empty')
  const at = rules.classification?.cut ?? theta
  return { kind: 'item', id: select(pool, open, given, rules, at).parameters.id, ...progress }
}

function findItem(pool: readonly PoolItem[], id: string): PoolItem {
  const item = pool.find((candidate) => candidate.parameters.id === id)
  requireInput(
    item !== undefined,
    `Item ${id} of the history is not in the pool; replay a sitting with its own pool.`,
  )
  return item
}

function openItems(pool: readonly PoolItem[], given: readonly PoolItem[]): PoolItem[] {
  const closed = new Set(given.flatMap((item) => [item.parameters.id, ...(item.enemies ?? [])]))
  return pool.filter(
    (item) =>
      !closed.has(item.parameters.id) &&
      !item.enemies?.some((id) => given.some((other) => other.parameters.id === id)),
  )
}

function select(
  pool: readonly PoolItem[],
  open: readonly PoolItem[],
  given: readonly PoolItem[],
  rules: AdaptiveRules,
  at: number,
): PoolItem {
  const inArea = neediestArea(open, given, rules)
  const eligible =
    rules.exposure.kind === 'sympson-hetter' ? inArea.filter((i) => isDrawn(pool, i, rules.seed)) : inArea
  const ranked = [...(eligible.length > 0 ? eligible : inArea)]
    .map((item) => ({ item, information: itemInformation(item.parameters, at) }))
    .sort((x, y) => y.information - x.information)
  if (rules.exposure.kind !== 'randomesque') return ranked[0]!.item
  const random = seededRandom(rules.seed + 0x9e3779b9 * (given.length + 1))
  return ranked[random.below(Math.min(rules.exposure.size, ranked.length))]!.item
}

/** Items of the content area furthest behind its share, among areas that still have items. */
function neediestArea(
  open: readonly PoolItem[],
  given: readonly PoolItem[],
  rules: AdaptiveRules,
): readonly PoolItem[] {
  if (!rules.content) return open
  let best: { items: PoolItem[]; behind: number } | undefined
  for (const [area, share] of Object.entries(rules.content)) {
    const items = open.filter((item) => item.content === area)
    const behind = share * (given.length + 1) - given.filter((item) => item.content === area).length
    if (items.length > 0 && share > 0 && (!best || behind > best.behind + 1e-12)) best = { items, behind }
  }
  return best?.items ?? open
}

/**
 * One draw per item and sitting: an item refused once stays closed to this
 * candidate, as Sympson & Hetter have it, whatever the position.
 */
function isDrawn(pool: readonly PoolItem[], item: PoolItem, seed: number): boolean {
  const chance = item.exposure ?? 1
  return chance >= 1 || seededRandom(seed + 0x85ebca6b * (pool.indexOf(item) + 1)).uniform() < chance
}
