/*
 * Why forms cannot be made from a pool, and what would have to be written.
 *
 * By counting first: what so many forms need of a cell, kind or tag against what
 * there is. Where every count by itself suffices, the solver names a minimal set
 * of requirements that cannot hold together, and the fewest new items, by cell
 * and kind, that would lift it.
 */
import { minimalConflict } from '../minimal-conflict.ts'
import type { Reason, Sentence } from '../model.ts'
import { relaxation } from '../relaxation.ts'
import type { Solver } from '../solver.ts'
import { type Limit, mostUses, type Specification } from '../specification.ts'
import type { PoolRequest } from './pool-model.ts'
import type { PoolSpecification } from './pool-specification.ts'

export async function explainPool(
  solver: Solver,
  request: PoolRequest,
  { spec, units }: PoolSpecification,
): Promise<Reason[]> {
  const counted = spec.limits.flatMap((limit) => shortOf(limit, spec, request.forms))
  if (counted.length > 0) return counted
  const required = requiredOnly(spec)
  const { program, labels } = relaxation(required, request.forms)
  const impossible = (await solver.solve(program, { seed: 1, relax: true })).status === 'infeasible'
  const rows = impossible ? (await minimalConflict(solver, program)).map((row) => labels[row]!) : []
  const mends = await newItems(solver, request, required, units)
  return [conflictReason([...new Set(rows)], required, request.forms, mends)]
}

/** What so many forms can take of a limit's members at most, with the uses an item may have. */
function capacityOf({ members, weights }: Limit, spec: Specification, forms: number): number {
  return members.reduce((sum, unit, k) => sum + Math.max(0, weights[k]!) * mostUses(spec, unit, forms), 0)
}

function shortOf(limit: Limit, spec: Specification, forms: number): Reason[] {
  const [family, ...rest] = limit.id.split(':') as [string, ...string[]]
  const words = familyWords[family]
  const needed = limit.min * forms
  const available = capacityOf(limit, spec, forms)
  if (!words || !Number.isFinite(needed) || needed <= available) return []
  const name = rest.join(':')
  const missing = Math.ceil(needed - available)
  const [unit, what] = [words.unit, { zh: words.zh + name, en: `${words.en}${name && ` ${name}`}` }]
  return [
    {
      kind: 'cell',
      scope: name,
      needed,
      available,
      zh: `${what.zh} 需要 ${needed} ${unit.zh}（每卷 ${limit.min} ${unit.zh} × ${forms} 卷），可用 ${available} ${unit.zh}`,
      en: `${what.en} needs ${limit.min} × ${forms} = ${needed} ${unit.en} and has ${available}`,
      mend: {
        zh: `再写 ${missing} ${unit.zh}${what.zh}`,
        en: `Write ${missing} more ${unit.en} of ${what.en}`,
      },
    },
  ]
}

interface FamilyWords extends Sentence {
  readonly unit: Sentence
}

const items: Sentence = { zh: '题', en: 'items' }
const familyWords: Readonly<Record<string, FamilyWords>> = {
  length: { zh: '全卷', en: 'the form', unit: items },
  cell: { zh: '单元 ', en: 'cell', unit: items },
  kind: { zh: '题型 ', en: 'kind', unit: items },
  tag: { zh: '标签 ', en: 'tag', unit: items },
  sets: { zh: '题组', en: 'sets', unit: { zh: '组', en: 'sets' } },
  include: { zh: '必选题 ', en: 'included item', unit: items },
  seconds: { zh: '作答时间', en: 'time', unit: { zh: '秒', en: 's' } },
}

/** Only what is required, as the relaxation of the bound has it. */
function requiredOnly(spec: Specification): Specification {
  return { ...spec, evenness: spec.evenness.map((even) => ({ ...even, spreadCost: 0, targetCost: 0 })) }
}

interface NewItems {
  readonly cell: string
  readonly kind: string
  readonly count: number
}

/** The fewest new items that lift the conflict; of middling time, easy or hard as it takes. */
async function newItems(
  solver: Solver,
  { pool, blueprint, forms }: PoolRequest,
  spec: Specification,
  units: PoolSpecification['units'],
): Promise<NewItems[]> {
  const cells = blueprint.cells?.map(({ id }) => id) ?? [...new Set(pool.items.map((item) => item.cell))]
  const kinds = [...new Set(pool.items.map((item) => item.kind))].sort()
  const first = units.length
  const seconds = pool.items.reduce((sum, item) => sum + (item.seconds ?? 0), 0) / pool.items.length
  const target = blueprint.facility?.target ?? 0.5
  const facilities = blueprint.facility ? [...new Set([0.35, target, 0.9])] : [target]
  const fresh = cells.flatMap((cell) =>
    kinds.flatMap((kind) => facilities.map((facility) => ({ cell, kind, facility }))),
  )
  const adds = (id: string, { cell, kind }: { cell: string; kind: string }): number =>
    id === 'length' || id === `cell:${cell}` || id === `kind:${kind}` ? 1 : id === 'seconds' ? seconds : 0
  const extend = (limit: Limit): Limit => {
    const extra = fresh.flatMap((item, k) =>
      adds(limit.id, item) === 0 ? [] : [[first + k, adds(limit.id, item)] as const],
    )
    return {
      ...limit,
      members: [...limit.members, ...extra.map(([unit]) => unit)],
      weights: [...limit.weights, ...extra.map(([, weight]) => weight)],
    }
  }
  const open: Specification = {
    ...spec,
    units: first + fresh.length,
    sizes: [...spec.sizes, ...fresh.map(() => 0)],
    uses: [...spec.uses, ...fresh.map(() => 1)],
    limits: spec.limits.map(extend),
    evenness: spec.evenness.map((even) => ({
      ...even,
      values: Float64Array.from([...even.values, ...fresh.map(({ facility }) => facility - target)]),
    })),
    unwritten: new Map(fresh.map((_, k) => [first + k, 1])),
  }
  const { program, columns } = relaxation(open, forms)
  const outcome = await solver.solve(program, { seed: 1, relax: true })
  if (outcome.status === 'infeasible') return []
  const counts = new Map<string, number>()
  fresh.forEach(({ cell, kind }, k) => {
    const value = outcome.values[columns[first + k]!]!
    const id = JSON.stringify([cell, kind])
    if (value > 1e-6) counts.set(id, (counts.get(id) ?? 0) + value)
  })
  return [...counts].map(([id, count]) => {
    const [cell, kind] = JSON.parse(id) as [string, string]
    return { cell, kind, count: Math.ceil(count - 1e-6) }
  })
}

function conflictReason(
  rows: readonly string[],
  spec: Specification,
  forms: number,
  mends: readonly NewItems[],
): Reason {
  const said = rows.map((row) => rowWords(row, spec, forms))
  const join = (language: 'zh' | 'en', mark: string) => said.map((sentence) => sentence[language]).join(mark)
  const some = mends.slice(0, 8)
  return {
    kind: 'conflict',
    zh:
      said.length > 0
        ? `以下要求不能同时满足：${join('zh', '；')}`
        : '各项总量足够，但不能分成这么多套符合要求的试卷',
    en:
      said.length > 0
        ? `These requirements cannot hold together: ${join('en', '; ')}`
        : 'The totals suffice, but they cannot be divided into so many forms',
    mend:
      some.length > 0
        ? {
            zh: `再写 ${some.map(({ cell, kind, count }) => `${count} 道单元 ${cell} 的 ${kind}`).join('、')}`,
            en: `Write ${some.map(({ cell, kind, count }) => `${count} ${kind} items of cell ${cell}`).join(', ')}`,
          }
        : { zh: '请放宽其中一项，或减少套数', en: 'Relax one of them, or ask for fewer forms' },
  }
}

function rowWords(row: string, spec: Specification, forms: number): Sentence {
  const limit = spec.limits.find(({ id }) => id === row)
  const [family, ...rest] = row.split(':') as [string, ...string[]]
  const words = familyWords[family]
  if (!limit || !words) return otherWords[family] ?? { zh: row, en: row }
  const name = rest.join(':')
  const { min, max } = limit
  const available = limit.members.length
  const range = (exactly: string, least: string, most: string) =>
    min === max
      ? `${exactly} ${min}`
      : [min > 0 ? `${least} ${min}` : '', Number.isFinite(max) && max !== min ? `${most} ${max}` : '']
          .filter(Boolean)
          .join('、')
  return {
    zh: `${words.zh}${name} 每卷${range('恰好', '至少', '至多')} ${words.unit.zh}（${forms} 卷，可用 ${available}）`,
    en: `${words.en}${name && ` ${name}`} takes ${range('exactly', 'at least', 'at most')} ${words.unit.en} a form (${forms} forms, ${available} available)`,
  }
}

const otherWords: Readonly<Record<string, Sentence>> = {
  facility: { zh: '平均难度系数在容差之内', en: 'facility within its tolerance' },
  enemies: { zh: '敌题不同卷', en: 'no enemies in one form' },
  overlap: { zh: '重复题不超过上限', en: 'items in common within their limit' },
  uses: { zh: '题目使用次数不超过上限', en: 'uses within their limit' },
  key: { zh: '答案位置均衡', en: 'keys balanced' },
  set: { zh: '题组内题数在范围内', en: 'items of a set within their range' },
}
