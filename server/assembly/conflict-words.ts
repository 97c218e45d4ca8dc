/*
 * A shortage in the words of the trade, Chinese first: how many items are
 * needed, how many there are, what to write.
 */

import { expectedFacilityOf } from '../banks/expected-facility.ts'
import type { BankSpecification } from './bank-specification.ts'
import { shortName } from './item-kinds.ts'
import type { PlanRequest, Reason, Sentence } from './model.ts'

/** What is missing in one second-level scope and kind. */
export interface Cell {
  readonly scope: string
  readonly scopeName: string
  readonly kind: string
  readonly missing: number
  readonly available: number
  readonly points: readonly string[]
  readonly difficulties: readonly number[]
}

/** A kind of rule without which fewer items would be missing. */
export interface Culprit {
  readonly rule: 'overlap' | 'enemies' | 'difficulty' | 'key' | 'point'
  readonly saves: number
}

interface Missing {
  readonly point: string
  readonly kind: string
  readonly difficulty: number
  readonly count: number
}

/** Gathers what is missing by scope and kind, the largest shortage first. */
export function cellsOf(
  { syllabus }: PlanRequest,
  { eligible }: BankSpecification,
  missing: readonly Missing[],
): Cell[] {
  const names = new Map(
    syllabus.scopes.flatMap((first) => first.children.map((second) => [second.code, second.name] as const)),
  )
  const groups = Object.entries(Object.groupBy(missing, ({ point, kind }) => `${point.slice(0, 2)}/${kind}`))
  const cells = groups.map(([id, group]): Cell => {
    const [scope, kind] = id.split('/') as [string, string]
    return {
      scope,
      scopeName: names.get(scope) ?? '',
      kind,
      missing: group!.reduce((sum, { count }) => sum + count, 0),
      available: eligible.filter(({ item }) => item.kind === kind && item.point.startsWith(scope)).length,
      points: [...new Set(group!.map(({ point }) => point))].sort(),
      difficulties: [...new Set(group!.map(({ difficulty }) => difficulty))].sort(),
    }
  })
  return cells.sort((a, b) => b.missing - a.missing || (a.scope < b.scope ? -1 : 1))
}

export function shortageReasons(
  request: PlanRequest,
  bank: BankSpecification,
  cells: readonly Cell[],
  culprits: readonly Culprit[],
): Reason[] {
  const missing = cells.reduce((sum, cell) => sum + cell.missing, 0)
  const saved = culprits.find(({ rule }) => rule === 'difficulty')?.saves ?? 0
  const hard: Hardness = saved === 0 ? 'any' : saved === missing ? 'all' : 'some'
  const short = request.blueprint.sections.flatMap(({ kind, count }) =>
    sectionReason(bank, cells, kind, count, hard),
  )
  const whole = new Set(short.map(({ itemKind }) => itemKind))
  return [
    ...short,
    ...cells.filter(({ kind }) => !whole.has(kind)).map((cell) => cellReason(request, cell, hard)),
    ...culprits.map((culprit) => ruleReason(request, bank, culprit, cells)),
  ]
}

/** Whether difficulty is to blame: for nothing, for part, or for all that is missing. */
type Hardness = 'any' | 'some' | 'all'

/** A kind the whole bank has too few of for one form, wherever they stand: said once, not scope by scope. */
function sectionReason(
  { eligible }: BankSpecification,
  cells: readonly Cell[],
  kind: string,
  count: number,
  hard: Hardness,
): Reason[] {
  const available = eligible.filter(({ item }) => item.kind === kind).length
  const own = cells.filter((cell) => cell.kind === kind)
  const missing = own.reduce((sum, cell) => sum + cell.missing, 0)
  if (missing === 0 || missing !== count - available) return []
  const { zh, en } = shortName(kind)
  const where = own.map((cell) => `${cell.scope} ${cell.missing}`)
  const cell = {
    scope: '',
    scopeName: '',
    kind,
    missing,
    available,
    points: own.flatMap(({ points }) => points),
    difficulties: own.flatMap(({ difficulties }) => difficulties).sort(),
  }
  const mend = mendOf(cell, hard)
  return [
    {
      kind: 'cell',
      itemKind: kind,
      needed: count,
      available,
      zh: `全卷需要 ${count} 题${zh}，可用 ${available} 题`,
      en: `A form needs ${count} ${en} items; there are ${available}`,
      mend: {
        zh: `${mend.zh}，例如 ${where.map((text) => `${text} 道`).join('、')}`,
        en: `${mend.en}, for example ${where.join(', ')}`,
      },
    },
  ]
}

function cellReason({ forms }: PlanRequest, cell: Cell, hard: Hardness): Reason {
  const { scope, scopeName, kind, available, missing } = cell
  const needed = available + missing
  const { zh, en } = shortName(kind)
  const together: Sentence =
    forms > 1 ? { zh: `${forms} 套卷合计，`, en: `For ${forms} forms, ` } : { zh: '', en: '' }
  return {
    kind: 'cell',
    scope,
    itemKind: kind,
    needed,
    available,
    ...(hard === 'all'
      ? {
          zh: `${together.zh}${scope} 还需要 ${missing} 题难度 ${rangeOf(cell)} 的${zh}（现有${zh} ${available} 题）`,
          en: `${together.en}${scope} needs ${missing} more ${en} items of difficulty ${rangeOf(cell)} (it has ${available} ${en} items)`,
        }
      : {
          zh: `${together.zh}${scope} 需要 ${needed} 题${zh}，可用 ${available} 题（${scope} ${scopeName}）`,
          en: `${together.en}${scope} needs ${needed} ${en} items and has ${available}`,
        }),
    mend: mendOf(cell, hard),
  }
}

const rangeOf = ({ difficulties }: Cell): string =>
  [...new Set([difficulties[0], difficulties.at(-1)])].join('–')

function mendOf(cell: Cell, hard: Hardness): Sentence {
  const { scope, kind, missing, points } = cell
  const { zh, en } = shortName(kind)
  const range = rangeOf(cell)
  const some = points.slice(0, 5).join('、')
  const more = points.length > 5 ? '等' : ''
  return {
    zh: `再写 ${missing} 道${scope ? ` ${scope} ` : ''}${zh}${hard === 'any' ? '' : `，难度 ${range}`}（如鉴定点 ${some}${more}）`,
    en: `Write ${missing} more ${scope ? `${scope} ` : ''}${en} items${hard === 'any' ? '' : ` of difficulty ${range}`} (for example points ${points.slice(0, 5).join(', ')})`,
  }
}

function ruleReason(
  request: PlanRequest,
  bank: BankSpecification,
  { rule, saves }: Culprit,
  cells: readonly Cell[],
): Reason {
  const missing = cells.reduce((sum, cell) => sum + cell.missing, 0)
  const part: Sentence =
    saves === missing
      ? { zh: `没有这条要求就不缺题`, en: 'without this rule nothing would be missing' }
      : {
          zh: `这条要求占所缺 ${missing} 题中的 ${saves} 题`,
          en: `this rule accounts for ${saves} of the ${missing} missing items`,
        }
  const said = ruleWords(request, bank, rule)
  return { kind: rule, zh: `${said.zh}；${part.zh}`, en: `${said.en}; ${part.en}` }
}

function ruleWords(
  { blueprint, forms }: PlanRequest,
  { spec, eligible }: BankSpecification,
  rule: Culprit['rule'],
): Sentence {
  const length = blueprint.sections.reduce((sum, section) => sum + section.count, 0)
  switch (rule) {
    case 'overlap':
      return {
        zh: `${forms} 套卷各 ${length} 题，两两相同不得超过 ${spec.maxCommon} 题，可用的不同题共 ${eligible.length} 道`,
        en: `${forms} forms of ${length} items may share at most ${spec.maxCommon} in pairs, from ${eligible.length} different items`,
      }
    case 'enemies': {
      const items = new Set(spec.enemies.flat()).size
      return {
        zh: `有 ${items} 道题互为敌题（${spec.enemies.length} 组），每组一套卷只能用 1 道`,
        en: `${items} items are enemies of each other (${spec.enemies.length} groups); a form may hold one of each group`,
      }
    }
    case 'difficulty': {
      const mean =
        eligible.reduce((sum, source) => sum + expectedFacilityOf(source), 0) / Math.max(1, eligible.length)
      const { facility, tolerance } = blueprint.difficulty
      const tendency = mean > facility ? { zh: '偏易', en: 'easy' } : { zh: '偏难', en: 'hard' }
      return {
        zh: `卷面难度系数要求 ${facility}±${tolerance}，可用题平均为 ${mean.toFixed(2)}，${tendency.zh}`,
        en: `The paper's facility must be ${facility} ± ${tolerance}; the items average ${mean.toFixed(2)} and are too ${tendency.en}`,
      }
    }
    case 'key': {
      const share = Math.round((blueprint.keyBalance ?? 1) * 100)
      return {
        zh: `单选答案在同一位置不得超过 ${share}%`,
        en: `At most ${share} % of the single-choice keys may stand at one position`,
      }
    }
    case 'point':
      return {
        zh: `同一鉴定点每套卷最多 ${blueprint.maxItemsPerPoint} 题`,
        en: `A form may hold at most ${blueprint.maxItemsPerPoint} items of one point`,
      }
  }
}

/** All counts add up for the forms together, yet no division into forms was found. */
export const barelyReason: Reason = {
  kind: 'conflict',
  zh: '各范围、题型的总量刚好够，但分不成这么多套符合要求的试卷',
  en: 'The totals of scopes and kinds suffice, but they cannot be divided into so many forms',
  mend: {
    zh: '请减少套数、放宽重复率或难度容差，或在题量最少的范围各补写几道',
    en: 'Ask for fewer forms, allow more overlap or a wider facility, or write a few items in the thinnest scopes',
  },
}

/** Rules that contradict each other whatever is written. */
export function conflictReasons({ blueprint }: PlanRequest, rows: readonly string[]): Reason[] {
  const said = rows.map((row) => rowWords(row, blueprint))
  const none = {
    zh: '所列要求互相矛盾，写新题也不能满足',
    en: 'The requirements contradict each other; new items would not help',
  }
  const list: Sentence = {
    zh: said.length > 0 ? `：${said.map(({ zh }) => zh).join('；')}` : '',
    en: said.length > 0 ? `: ${said.map(({ en }) => en).join('; ')}` : '',
  }
  return [
    {
      kind: 'conflict',
      zh: none.zh + list.zh,
      en: none.en + list.en,
      mend: {
        zh: '请调整组卷方案（题型数量、分值、范围分数或容差）',
        en: 'Change the blueprint: counts, marks, scope marks or tolerances',
      },
    },
  ]
}

function rowWords(row: string, { scopes, sections, difficulty }: PlanRequest['blueprint']): Sentence {
  const [family, name = ''] = row.split(':')
  const scope = scopes.find(({ code }) => code === name)
  const section = sections.find(({ kind }) => kind === name)
  if (scope)
    return {
      zh: `${name} 须为 ${scope.marks}±${scope.tolerance} 分`,
      en: `${name} must have ${scope.marks} ± ${scope.tolerance} marks`,
    }
  if (section)
    return {
      zh: `${shortName(name).zh}须为 ${section.count} 题`,
      en: `there must be ${section.count} ${shortName(name).en} items`,
    }
  if (family === 'facility')
    return { zh: `难度系数须为 ${difficulty.facility}`, en: `facility must be ${difficulty.facility}` }
  if (family === 'point') return { zh: `鉴定点 ${name} 题数有上限`, en: `items of point ${name} are limited` }
  if (family === 'key') return { zh: `答案 ${name} 的题数有上限`, en: `keys at ${name} are limited` }
  return { zh: row, en: row }
}
