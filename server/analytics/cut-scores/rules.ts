/*
 * Decisions of standard setting: what may be entered, what is missing, who
 * counts in a round. Pure.
 */
import {
  type difficulties,
  type Estimates,
  ebelCells,
  hofsteeBounds,
  type Judge,
  type Method,
  type Observation,
  ratings,
  type relevances,
  type Study,
  type StudyItem,
} from './model.ts'

export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What a door hands in: text as typed or a number; null or empty takes an entry back. */
export interface EstimatesPatch {
  readonly values?: Readonly<Record<string, number | string | null>>
  readonly cells?: Readonly<Record<string, string | null>>
}

export type Judged = Pick<Study, 'method' | 'fullMarks'>

/** A number as people type it: full-width digits, a per-cent sign. NaN when it is none. */
export function numberOf(entered: number | string): number {
  if (typeof entered === 'number') return entered
  const text = entered.normalize('NFKC').trim().replace(/%$/, '').trim()
  return /^-?\d{1,6}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
}

const isEmpty = (entered: unknown): boolean =>
  entered === null || (typeof entered === 'string' && entered.trim() === '')

/** The estimates with the patch in them, and a sentence for everything in it that cannot be. */
export function applyPatch(
  { method, fullMarks }: Judged,
  items: readonly StudyItem[],
  before: Estimates,
  patch: EstimatesPatch,
): { estimates: Estimates; faults: Sentence[] } {
  const faults: Sentence[] = []
  const values: Record<string, number> = { ...before.values }
  const cells: Record<string, string> = { ...before.cells }
  const known = new Set(keysOf(method, items))
  for (const [key, entered] of Object.entries(patch.values ?? {})) {
    const name = nameOf(method, key)
    if (!known.has(key)) faults.push(unknown(key))
    else if (isEmpty(entered)) delete values[key]
    else {
      const value = numberOf(entered!)
      const most = key.endsWith('Cut') ? fullMarks : 100
      if (value >= 0 && value <= most) values[key] = value
      else faults.push(outOfRange(name, entered!, most))
    }
  }
  const numbers = new Set(items.map((item) => String(item.number)))
  for (const [number, cell] of Object.entries(patch.cells ?? {})) {
    if (method !== 'ebel' || !numbers.has(number)) faults.push(unknown(number))
    else if (isEmpty(cell)) delete cells[number]
    else if (ebelCells.includes(cell!)) cells[number] = cell!
    else
      faults.push({
        zh: `第 ${number} 题的格“${cell!.slice(0, 40)}”不存在`,
        en: `item ${number}: there is no cell "${cell!.slice(0, 40)}"`,
      })
  }
  if (method === 'hofstee') faults.push(...orderFaults(values))
  return { estimates: { values, cells }, faults }
}

const outOfRange = (name: Sentence, entered: number | string, most: number): Sentence => {
  const shown = String(entered).slice(0, 20)
  return {
    zh: `${name.zh}填的是“${shown}”，应为 0–${most} 的数`,
    en: `${name.en} is "${shown}", it must be a number from 0 to ${most}`,
  }
}

const unknown = (key: string): Sentence => ({
  zh: `没有“${key.slice(0, 40)}”这一项`,
  en: `there is no "${key.slice(0, 40)}"`,
})

function orderFaults(values: Readonly<Record<string, number>>): Sentence[] {
  const pairs = [
    ['lowestCut', 'highestCut'],
    ['lowestFail', 'highestFail'],
  ] as const
  return pairs
    .filter(([low, high]) => low in values && high in values && values[low]! >= values[high]!)
    .map(([low, high]) => ({
      zh: `${boundNames[low].zh}应小于${boundNames[high].zh}`,
      en: `${boundNames[low].en} must be below ${boundNames[high].en}`,
    }))
}

/** Keys of the values a judge may give. */
function keysOf(method: Method, items: readonly StudyItem[]): readonly string[] {
  if (method === 'ebel') return ebelCells
  if (method === 'hofstee') return hofsteeBounds
  return items.map((item) => String(item.number))
}

const boundNames = {
  lowestCut: { zh: '可接受的最低合格线', en: 'the lowest acceptable cut' },
  highestCut: { zh: '可接受的最高合格线', en: 'the highest acceptable cut' },
  lowestFail: { zh: '可接受的最低不合格率', en: 'the lowest acceptable fail rate' },
  highestFail: { zh: '可接受的最高不合格率', en: 'the highest acceptable fail rate' },
} as const satisfies Record<(typeof hofsteeBounds)[number], Sentence>

const relevanceNames = {
  essential: '关键',
  important: '重要',
  acceptable: '一般',
  questionable: '可疑',
} as const satisfies Record<(typeof relevances)[number], string>
const difficultyNames = { easy: '易', medium: '中', hard: '难' } as const satisfies Record<
  (typeof difficulties)[number],
  string
>

function nameOf(method: Method, key: string): Sentence {
  if (method === 'hofstee') return boundNames[key as 'lowestCut'] ?? { zh: key, en: key }
  if (method === 'ebel') {
    const [relevance = '', difficulty = ''] = key.split('/')
    return {
      zh: `“${relevanceNames[relevance as 'essential'] ?? relevance}·${difficultyNames[difficulty as 'easy'] ?? difficulty}”格`,
      en: `cell ${key}`,
    }
  }
  return { zh: `第 ${key} 题`, en: `item ${key}` }
}

/** What a judge has yet to give: numbers of items, cells or bounds. Empty when the round is done. */
export function missingOf(
  method: Method,
  items: readonly StudyItem[],
  estimates: Estimates | undefined,
): string[] {
  const { values = {}, cells = {} } = estimates ?? {}
  if (method !== 'ebel') return keysOf(method, items).filter((key) => !(key in values))
  const unsorted = items.map((item) => String(item.number)).filter((number) => !(number in cells))
  const used = new Set(Object.values(cells))
  return [...unsorted, ...ebelCells.filter((cell) => used.has(cell) && !(cell in values))]
}

/** How much a judge is asked for, and how much is there. */
export function progressOf(
  method: Method,
  items: readonly StudyItem[],
  estimates: Estimates | undefined,
): { readonly given: number; readonly asked: number } {
  const used = new Set(Object.values(estimates?.cells ?? {}))
  const asked = method === 'ebel' ? items.length + used.size : keysOf(method, items).length
  return { asked, given: asked - missingOf(method, items, estimates).length }
}

export const countsIn = (round: number) => (judge: Judge) =>
  judge.excluded === null || judge.excluded.round > round

/** The first round an exclusion made now leaves the judge out of. */
export const exclusionRound = (study: Pick<Study, 'state' | 'round'>): number =>
  study.state === 'round' ? study.round : study.round + 1

// observations ----------------------------------------------------------------------

export interface ObservationRow {
  readonly candidate: string
  readonly score: number | string
  readonly rating: number | string
}

export interface RowFault extends Sentence {
  /** From 1. */
  readonly row: number
}

export const mostObservations = 5000

const ratingWords: Readonly<Record<string, number>> = {
  不合格: 1,
  临界: 2,
  边缘: 2,
  合格: 3,
  良好: 4,
  优秀: 5,
}
const groupWords: Readonly<Record<string, number>> = {
  合格: 1,
  胜任: 1,
  competent: 1,
  '1': 1,
  不合格: 0,
  不胜任: 0,
  'not competent': 0,
  '0': 0,
}

/** Whole or not at all: a fault names its row. */
export function readObservations(
  { method, fullMarks }: Judged,
  rows: readonly ObservationRow[],
): { observations: Observation[]; faults: RowFault[] } {
  const faults: RowFault[] = []
  const seen = new Map<string, number>()
  const observations = rows.map((entry, place) => {
    const row = place + 1
    const fault = (zh: string, en: string) => faults.push({ row, zh, en })
    const candidate = entry.candidate.trim()
    if (candidate === '' || candidate.length > 60)
      fault('考生编号应为 1–60 字', 'the candidate number has 1–60 characters')
    else if (seen.has(candidate))
      fault(
        `考生“${candidate}”与第 ${seen.get(candidate)} 行重复`,
        `candidate "${candidate}" stands in row ${seen.get(candidate)} already`,
      )
    seen.set(candidate, seen.get(candidate) ?? row)
    const score = numberOf(entry.score)
    if (!(score >= 0 && score <= fullMarks)) {
      const { zh, en } = outOfRange({ zh: '成绩', en: 'the score' }, entry.score, fullMarks)
      fault(zh, en)
    }
    const rating = ratingOf(method, entry.rating)
    if (rating === undefined) {
      const shown = String(entry.rating).slice(0, 20)
      if (method === 'contrasting-groups')
        fault(`分组“${shown}”应为“合格”或“不合格”`, `group "${shown}" must be "competent" or "not competent"`)
      else fault(`总体评定“${shown}”应为 1–5 的整数`, `rating "${shown}" must be a whole number from 1 to 5`)
    }
    return { candidate, score, rating: rating ?? 0 }
  })
  return { observations, faults }
}

function ratingOf(method: Method, entered: number | string): number | undefined {
  const text = String(entered).normalize('NFKC').trim().toLowerCase()
  if (method === 'contrasting-groups') return groupWords[text]
  return ratings.find((rating) => rating === (ratingWords[text] ?? Number(text === '' ? Number.NaN : text)))
}

/** Why candidates carry no cut; undefined when they do. */
export function whyNoCut(method: Method, observations: readonly Observation[] | null): Sentence | undefined {
  if (!observations || observations.length === 0)
    return { zh: '还没有录入考生', en: 'no candidates were entered' }
  const mean = (some: readonly Observation[]) => some.reduce((sum, one) => sum + one.score, 0) / some.length
  if (method === 'contrasting-groups') {
    const competent = observations.filter((one) => one.rating === 1)
    const others = observations.filter((one) => one.rating === 0)
    if (competent.length < 2 || others.length < 2)
      return {
        zh: `合格组与不合格组各需至少 2 人，现为 ${competent.length} 人和 ${others.length} 人`,
        en: `both groups need at least 2 candidates; there are ${competent.length} and ${others.length}`,
      }
    return mean(competent) > mean(others)
      ? undefined
      : {
          zh: '合格组的平均成绩不高于不合格组，请核对分组',
          en: 'the competent score no higher on average than the others: check the groups',
        }
  }
  if (observations.length < 3 || new Set(observations.map((one) => one.rating)).size < 2)
    return {
      zh: `至少需要 3 名考生和 2 种不同的评定，现为 ${observations.length} 名`,
      en: `3 candidates and 2 different ratings are needed; there are ${observations.length} candidates`,
    }
  const ratingMean = observations.reduce((sum, one) => sum + one.rating, 0) / observations.length
  const slope = observations.reduce((sum, one) => sum + (one.rating - ratingMean) * one.score, 0)
  return slope > 0
    ? undefined
    : { zh: '评定越高成绩反而不高，请核对数据', en: 'scores do not rise with the ratings: check the data' }
}
