/*
 * How a self-assessment goes: the pool, the rules of the adaptive engine, the
 * worth of an answer, and where a run stands. Pure, so that a run is replayed
 * from its pool, its rules, its seed and its answers.
 *
 * The engine's items are right or wrong: full credit under the item's own
 * policy counts 1, less counts 0. An expected facility is a mean share of the
 * marks, so a provisional item with partial credit is taken for a little easier
 * than it is; pages say where parameters are provisional.
 */
import { contentHash, type Item, type Syllabus } from '../../bank-schemas/index.ts'
import { type Credit, scoreItem } from '../../scoring/index.ts'
import {
  type AdaptiveRules,
  type AdaptiveStep,
  chanceAtOrAbove,
  classify,
  eap,
  expectedScore,
  likelierSide,
  nextStep,
  type PoolItem,
} from '../../scoring/statistics/index.ts'
import { parametersOf } from '../banks/item-parameters.ts'
import type { ItemHealth, ItemRevision, SyllabusRevision } from '../banks/model.ts'
import { Refusal } from '../kernel/refusal.ts'
import {
  type Confidence,
  fewestItems,
  type GivenAnswer,
  type PoolEntry,
  type PracticeMode,
  type PracticePool,
  passShare,
  practiceKinds,
  type Run,
  type RunResult,
} from './model.ts'
import { practiceRefusals } from './refusals.ts'

export const isPracticeKind = (kind: string): boolean => (practiceKinds as readonly string[]).includes(kind)

// the pool --------------------------------------------------------------------

/** From open items; those of other kinds are left out. Refuses: too-few-open-items. */
export function poolOf(
  { hash: syllabusHash, syllabus }: SyllabusRevision,
  open: readonly ItemRevision[],
  health: ReadonlyMap<string, ItemHealth>,
): PracticePool {
  const revisions = open.filter(({ item }) => isPracticeKind(item.kind))
  if (revisions.length < fewestItems)
    throw new Refusal(practiceRefusals['too-few-open-items'], {
      items: revisions.length,
      needed: fewestItems,
    })
  const scopeOf = new Map(
    secondScopes(syllabus).flatMap((scope) =>
      scope.children.flatMap(({ points }) => points.map((point) => [point.code, scope.code] as const)),
    ),
  )
  const hashOf = new Map(revisions.map(({ hash, item }) => [item.id, hash]))
  const items = revisions.map((revision) =>
    entryOf(revision, health.get(revision.hash), scopeOf.get(revision.item.point) ?? '', hashOf),
  )
  return { syllabusHash, cut: cutOf(items), shares: sharesOf(syllabus, items), items }
}

export const poolHashOf = (pool: PracticePool): string => contentHash(pool)

function entryOf(
  revision: ItemRevision,
  health: ItemHealth | undefined,
  scope: string,
  hashOf: ReadonlyMap<string, string>,
): PoolEntry {
  // Parameters of more than two categories do not speak of right and wrong.
  const irt = health?.irt?.intercepts.length === 1 ? health.irt : null
  const { item } = revision
  return {
    parameters: parametersOf(revision, health && { ...health, irt }),
    calibrated: irt !== null,
    point: item.point,
    scope,
    enemies: (item.enemies ?? []).flatMap((id) => hashOf.get(id) ?? []),
  }
}

export const secondScopes = (syllabus: Syllabus) => syllabus.scopes.flatMap((scope) => scope.children)

/** Weights of the scopes that have items, to a sum of 1; alike when none of them has a weight. */
function sharesOf(syllabus: Syllabus, items: readonly PoolEntry[]): Record<string, number> {
  const found = new Set(items.map(({ scope }) => scope))
  const weights = secondScopes(syllabus).filter(({ code }) => found.has(code))
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  return Object.fromEntries(
    weights.map(({ code, weight }) => [code, total > 0 ? weight / total : 1 / weights.length]),
  )
}

/** Expected share of the marks of all items at an ability. */
export const shareAt = (items: readonly PoolEntry[], theta: number): number =>
  items.reduce((sum, { parameters }) => sum + expectedScore(parameters, theta), 0) / items.length

/** Abilities beyond are not told apart from it. */
const reach = 4

/** Where the expected share is `passShare`; the end of the scale when it never is. */
function cutOf(items: readonly PoolEntry[]): number {
  let low = -reach
  let high = reach
  for (let n = 0; n < 40; n++) {
    const middle = (low + high) / 2
    if (shareAt(items, middle) < passShare) low = middle
    else high = middle
  }
  return (low + high) / 2
}

// the rules -------------------------------------------------------------------

const prior = { mean: 0, sd: 1 }

/** measure: until the standard error is 0.40, 10–30 items. classify: SPRT about the cut, 10–40 items. */
export function rulesOf(mode: PracticeMode, pool: PracticePool): Run['rules'] {
  const shared = {
    prior,
    minItems: fewestItems,
    content: pool.shares,
    exposure: { kind: 'randomesque', size: 5 } as const,
  }
  if (mode === 'measure') return { ...shared, maxItems: 30, targetSe: 0.4 }
  return {
    ...shared,
    maxItems: 40,
    classification: { cut: pool.cut, indifference: 0.3, falsePass: 0.05, falseFail: 0.05 },
  }
}

// a run -----------------------------------------------------------------------

type Progress = Pick<Run, 'rules' | 'seed' | 'answers'>

/** The item to be answered now, or the stop. */
export function stepOf({ rules, seed, answers }: Progress, pool: PracticePool): AdaptiveStep {
  const items: PoolItem[] = pool.items.map(({ parameters, scope, enemies }) => ({
    parameters,
    content: scope,
    enemies,
  }))
  const own: AdaptiveRules = { ...rules, seed }
  return nextStep(
    items,
    own,
    answers.map(({ item, score }) => ({ id: item, score })),
  )
}

/** As long as any answer of these kinds can be, as JSON. */
const longestResponse = 4000

/** Credit of a response; null is "I do not know". Refuses: response-unreadable. */
export function creditOf(item: Item, response: unknown): Credit {
  if (JSON.stringify(response ?? null).length > longestResponse)
    throw unreadable('内容太长。', 'it is too long.')
  const credit = scoreItem(item, response)
  const fault = credit.reasons.find(({ code }) => code === 'malformed-response')
  if (fault) throw unreadable(fault.zh, fault.en)
  return credit
}

const unreadable = (zh: string, en: string) =>
  new Refusal(practiceRefusals['response-unreadable'], { zh, en })

export const isFullCredit = (fraction: number): boolean => fraction >= 0.999

/** The answer with the estimate after it. */
export function answerOf(
  progress: Progress,
  pool: PracticePool,
  given: Pick<GivenAnswer, 'item' | 'response' | 'fraction' | 'at'>,
): GivenAnswer {
  const score = isFullCredit(given.fraction) ? 1 : 0
  const { parameters, scores } = evidenceOf([...progress.answers, { ...given, score, theta: 0, se: 0 }], pool)
  return { ...given, score, ...eap(parameters, scores, prior) }
}

/** What the run came to. */
export function resultOf(progress: Progress, pool: PracticePool, reason: RunResult['reason']): RunResult {
  const { parameters, scores } = evidenceOf(progress.answers, pool)
  const rule = progress.rules.classification
  return {
    reason,
    ...eap(parameters, scores, prior),
    passChance: chanceAtOrAbove(parameters, scores, pool.cut, prior),
    decision: rule ? (classify(parameters, scores, rule) ?? likelierSide(parameters, scores, rule)) : null,
  }
}

export function confidenceOf({ mode, ...run }: Progress & Pick<Run, 'mode'>, pool: PracticePool): Confidence {
  const { se, passChance } = resultOf(run, pool, 'ended-by-hand')
  if (mode === 'measure') return se <= 0.45 ? 'high' : se <= 0.6 ? 'medium' : 'low'
  const sure = Math.max(passChance, 1 - passChance)
  return sure >= 0.9 ? 'high' : sure >= 0.75 ? 'medium' : 'low'
}

function evidenceOf(answers: readonly GivenAnswer[], pool: PracticePool) {
  const parametersByHash = new Map(pool.items.map(({ parameters }) => [parameters.id, parameters]))
  return {
    parameters: answers.map(({ item }) => parametersByHash.get(item)!),
    scores: answers.map(({ score }) => score),
  }
}
