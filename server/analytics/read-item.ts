/*
 * What the figures of an item mean for whoever writes it: sentences, worst
 * first. Pure. The bounds are customs of item analysis: facility .30–.90,
 * discrimination .20; a distractor under 5 % does no work (Haladyna & Downing
 * 1993); and no figure is read under 30 answers.
 */
import { fewAnswers, type ItemStatistics } from './model.ts'

export interface Reading {
  readonly tone: 'danger' | 'warning' | 'info' | 'success'
  /** Says that nothing was found. */
  readonly clear?: true
  readonly zh: string
  readonly en: string
}

/** Fewest persons who chose it before an option is judged. */
const fewestTicks = 10
const idleShare = 0.05
/** Under so many answers the absence of a finding says little. */
const someAnswers = 100

type Figures = Pick<
  ItemStatistics,
  'n' | 'facility' | 'discrimination' | 'options' | 'omitted' | 'irt' | 'dif' | 'kind'
>

export function readItem(item: Figures): Reading[] {
  if (item.n < fewAnswers)
    return [
      {
        tone: 'info',
        zh: `只有 ${item.n} 份作答（少于 ${fewAnswers}）：难度仅供参考，其余数字不作判断。`,
        en: `Only ${item.n} answers (under ${fewAnswers}): read the facility with care, nothing else.`,
      },
    ]
  const readings = [
    ...readDiscrimination(item),
    ...readFacility(item),
    ...readOptions(item),
    ...readModel(item),
    ...readGroups(item),
    ...readOmissions(item),
  ]
  const order = ['danger', 'warning', 'info', 'success']
  if (readings.length === 0)
    readings.push(
      item.n < someAnswers
        ? {
            tone: 'info',
            clear: true,
            zh: `没有发现问题，但 ${item.n} 份作答只够看出大毛病。`,
            en: `Nothing found, though ${item.n} answers show only gross faults.`,
          }
        : {
            tone: 'success',
            clear: true,
            zh: '难度和区分度合适，选项各尽其用，可继续使用。',
            en: 'Facility and discrimination are in order and the options do their work: keep it.',
          },
    )
  return readings.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
}

function readDiscrimination({ discrimination: r, n, kind }: Figures): Reading[] {
  if (r === null)
    return [
      {
        tone: 'info',
        zh: '所有人得分相同，无法计算区分度。',
        en: 'Everybody earned the same; there is no discrimination to compute.',
      },
    ]
  const figure = r.toFixed(2)
  // One standard error of a small correlation is about 1/√n.
  if (r < -2 / Math.sqrt(n))
    return [
      {
        tone: 'danger',
        zh: `区分度为负（${figure}）：总体水平高的人反而答错。先核对答案，再看题干是否有歧义。`,
        en: `Discrimination is negative (${figure}): the able answer worse. Check the key first, then the stem for a second meaning.`,
      },
    ]
  if (r < 0.1)
    return [
      {
        tone: 'warning',
        zh: `区分度很低（${figure}）：会的和不会的得分差不多。看题干是否说清楚、是否考了冷僻细节。`,
        en: `Discrimination is very low (${figure}): those who know and those who do not score alike. Is the stem clear, or the detail too remote?`,
      },
    ]
  if (r < 0.2)
    return [
      {
        tone: 'info',
        zh: `区分度偏低（${figure}，通常希望不低于 0.20）：有时间时改进${kind === 'true-false' ? '题干' : '干扰项'}。`,
        en: `Discrimination is low (${figure}; .20 is the usual wish): improve the ${kind === 'true-false' ? 'statement' : 'distractors'} when there is time.`,
      },
    ]
  return []
}

function readFacility({ facility }: Figures): Reading[] {
  const figure = facility.toFixed(2)
  if (facility > 0.9)
    return [
      {
        tone: 'info',
        zh: `太容易（${figure}）：几乎人人答对，分不出水平；属于必须人人会的安全内容则可保留。`,
        en: `Very easy (${figure}): it tells nobody apart; keep it only for what everybody must know, such as safety.`,
      },
    ]
  if (facility < 0.3)
    return [
      {
        tone: 'warning',
        zh: `太难（${figure}）：看答案是否有误、内容是否超出本等级。`,
        en: `Very hard (${figure}): is the key right, and the content within this level?`,
      },
    ]
  return []
}

function readOptions({ options, n, kind }: Figures): Reading[] {
  const distractors = options.filter(({ isKey, option }) => !isKey && option !== 'omit')
  const drawing = distractors.filter(
    (option) => option.n >= fewestTicks && (option.discrimination ?? 0) > 1.645 / Math.sqrt(n),
  )
  const idle = distractors.filter((option) => option.share < idleShare)
  return [
    ...(drawing.length > 0
      ? [
          {
            tone: 'danger' as const,
            zh: `干扰项 ${names(drawing)} 吸引水平高的人：它可能也对，或题干可作两种理解。`,
            en: `Distractor ${names(drawing)} draws the able: it may be right too, or the stem has two readings.`,
          },
        ]
      : []),
    ...(kind === 'single-choice' && n >= someAnswers && idle.length > 0
      ? [
          {
            tone: idle.length > 1 ? ('warning' as const) : ('info' as const),
            zh: `选项 ${names(idle)} 不到 5 % 的人选：不像真的会犯的错，请换一个。`,
            en: `Fewer than 5 % choose ${names(idle)}: nobody makes that mistake; write another.`,
          },
        ]
      : []),
  ]
}

function readModel({ irt }: Figures): Reading[] {
  if (!irt?.fit || irt.fit.p >= 0.01) return []
  return [
    {
      tone: 'info',
      zh: `实际作答与曲线不符（S-X² = ${irt.fit.x2.toFixed(1)}，自由度 ${irt.fit.df}，p = ${irt.fit.p.toFixed(3)}）：看图中的点在哪里离开曲线。`,
      en: `The answers do not follow the curve (S-X² = ${irt.fit.x2.toFixed(1)}, df ${irt.fit.df}, p = ${irt.fit.p.toFixed(3)}): see where the points leave it.`,
    },
  ]
}

function readGroups({ dif }: Figures): Reading[] {
  return dif
    .filter((one) => one.class === 'B' || one.class === 'C')
    .map((one) => ({
      tone: one.class === 'C' ? ('danger' as const) : ('warning' as const),
      zh: `同等水平下，“${one.reference}”与“${one.focal}”的考生答对机会不同（${one.class} 级，Δ = ${(one.delta ?? 0).toFixed(2)}）：看题目是否偏向其中一方熟悉的设备或说法。`,
      en: `At equal ability “${one.reference}” and “${one.focal}” differ (class ${one.class}, Δ = ${(one.delta ?? 0).toFixed(2)}): does the item favour the equipment or wording one side knows?`,
    }))
}

function readOmissions({ omitted, n }: Figures): Reading[] {
  if (omitted / n < 0.1) return []
  return [
    {
      tone: 'info',
      zh: `${Math.round((omitted / n) * 100)} % 的人没有作答：时间不够，或不知道怎么答。`,
      en: `${Math.round((omitted / n) * 100)} % gave no answer: too little time, or no idea how to begin.`,
    },
  ]
}

const names = (options: readonly { option: string }[]): string =>
  options.map(({ option }) => option).join('、')
