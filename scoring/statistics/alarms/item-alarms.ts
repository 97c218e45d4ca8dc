/*
 * Alarms from the classical analysis of one item: negative discrimination, a
 * distractor that draws the able, a key suspected wrong. Each asks for a
 * difference that sampling does not explain (one-sided 95 %), so that a small
 * batch does not flood the reviewers.
 */
import type { AnalysedItem } from '../classical/analyse-test.ts'
import { type OptionStatistics, omitted } from '../classical/distractors.ts'
import { type Alarm, correlationBound, fewestAnswers } from './alarm.ts'

/** A distractor chosen by fewer persons than this draws nobody in particular. */
const fewestTicks = 10

export function itemAlarms(item: AnalysedItem): Alarm[] {
  if (item.n < fewestAnswers) return []
  return [...negativeDiscrimination(item), ...(keySuspect(item) ?? distractorDrawsAble(item))]
}

function negativeDiscrimination(item: AnalysedItem): Alarm[] {
  const r = item.rPbisCorrected
  if (!(correlationBound(r, item.n, 1) < 0)) return []
  return [
    {
      kind: 'negative-discrimination',
      subject: item.id,
      level: 'urgent',
      value: r,
      bound: 0,
      n: item.n,
      zh: `题目 ${item.id} 区分度为负（${r.toFixed(2)}，${item.n} 人）：能力高者答得更差，请核对答案和题干。`,
      en: `Item ${item.id} discriminates negatively (${r.toFixed(2)}, n = ${item.n}): the able answer worse; check key and stem.`,
    },
  ]
}

/** The key draws the weak or nobody in particular, and one distractor the able: probably keyed wrong. */
function keySuspect(item: AnalysedItem): Alarm[] | undefined {
  const key = strongest(item.options.filter((o) => o.isKey))
  const rival = strongest(distractors(item))
  if (!key || !rival) return undefined
  const suspect =
    correlationBound(rival.rPbisRest, item.n, -1) > 0.05 &&
    rival.rPbisRest > key.rPbisRest &&
    key.rPbisRest < 0.1
  if (!suspect) return undefined
  return [
    {
      kind: 'key-suspect',
      subject: item.id,
      level: 'urgent',
      value: rival.rPbisRest,
      bound: key.rPbisRest,
      n: item.n,
      zh: `题目 ${item.id} 的答案可能有误：选项 ${rival.option}（${rival.rPbisRest.toFixed(2)}）比答案 ${key.option}（${key.rPbisRest.toFixed(2)}）更吸引能力高者。`,
      en: `Item ${item.id} may be keyed wrong: option ${rival.option} (${rival.rPbisRest.toFixed(2)}) draws the able more than the key ${key.option} (${key.rPbisRest.toFixed(2)}).`,
    },
  ]
}

function distractorDrawsAble(item: AnalysedItem): Alarm[] {
  return distractors(item)
    .filter((o) => correlationBound(o.rPbisRest, item.n, -1) > 0)
    .map((o) => ({
      kind: 'distractor-draws-able',
      subject: item.id,
      level: 'review',
      value: o.rPbisRest,
      bound: 0,
      n: o.n,
      zh: `题目 ${item.id} 的干扰项 ${o.option} 吸引能力高者（${o.rPbisRest.toFixed(2)}，${o.n} 人选）：它可能也对，或题干有歧义。`,
      en: `Distractor ${o.option} of item ${item.id} draws the able (${o.rPbisRest.toFixed(2)}, n = ${o.n}): it may be right too, or the stem ambiguous.`,
    }))
}

function distractors(item: AnalysedItem): OptionStatistics[] {
  return item.options.filter((o) => !o.isKey && o.option !== omitted && o.n >= fewestTicks)
}

function strongest(options: readonly OptionStatistics[]): OptionStatistics | undefined {
  return options.reduce<OptionStatistics | undefined>(
    (best, o) => (best === undefined || o.rPbisRest > best.rPbisRest ? o : best),
    undefined,
  )
}
