/* assemble --pool: see assemble.ts. */
import { readFileSync } from 'node:fs'
import {
  type DocumentKind,
  type Documents,
  isDocument,
  type Pool,
  validateDocument,
} from '../../bank-schemas/index.ts'
import { planPool } from '../assembly/pool/plan-pool.ts'
import type { PoolCertificate, PoolCheck } from '../assembly/pool/pool-model.ts'
import type { Solver } from '../assembly/solver.ts'
import { type AssembleOptions, InputError, printInfeasible } from './assemble-options.ts'

export async function assemblePoolFile(
  options: AssembleOptions,
  solver: Solver,
  print: (line: string) => void,
): Promise<0 | 2> {
  if (options.blueprint === undefined) throw new InputError('请同时给出 --blueprint', 'Give --blueprint too')
  const pool = readDocument('pool', options.pool!)
  const blueprint = readDocument('pool-blueprint', options.blueprint)
  requireDifferentIds(pool)
  const { forms: count, seed } = options
  const plan = await planPool(solver, { pool, blueprint, forms: count, seed })
  if (!plan.feasible) return printInfeasible(options, plan.reasons, print)
  const width = String(count).length
  const forms = plan.forms.map((items, index) => ({
    id: `form-${String(index + 1).padStart(width, '0')}`,
    items,
  }))
  const { certificate, checks } = plan
  print(
    options.json
      ? JSON.stringify({ forms, certificate, checks })
      : poolText(
          forms.map(({ id }) => id),
          certificate,
          checks,
        ),
  )
  return 0
}

function readDocument<K extends DocumentKind>(kind: K, path: string): Documents[K] {
  const document = parse(path)
  if (isDocument(kind, document)) return document
  const first = validateDocument(kind, document)[0]!
  throw new InputError(
    `${path} ${first.pointer}：${first.message.zh}`,
    `${path} ${first.pointer}: ${first.message.en}`,
  )
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(
      `无法读取 ${path}：${(error as Error).message}`,
      `Cannot read ${path}: ${(error as Error).message}`,
    )
  }
}

function requireDifferentIds({ items }: Pool): void {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id))
      throw new InputError(`题号 ${id} 在题池中出现两次`, `Item ${id} stands in the pool twice`)
    seen.add(id)
  }
}

function poolText(
  ids: readonly string[],
  certificate: PoolCertificate,
  checks: readonly PoolCheck[],
): string {
  const { bound, value, gap, violations, largestDifference, largestDeviation, targets, information } =
    certificate
  return [
    `${ids.length} 套试卷`,
    ...checks.map(
      ({ id, asked, got, met }) => `  ${met ? '✓' : '✗'} ${id}  ${JSON.stringify(asked)}  ${got.join(' / ')}`,
    ),
    ...(information
      ? [
          `信息量（目标 ${targets?.join('、') ?? '最大'}）：`,
          ...information.map((list, index) => `  ${ids[index]}  ${list.join('、')}`),
        ]
      : []),
    `证书：违反 ${violations.length} 项；值 ${value}，界 ${bound}，差距 ${gap}；各卷最大相差 ${largestDifference}${largestDeviation === undefined ? '' : `；偏离目标最大 ${(largestDeviation * 100).toFixed(2)}%`}`,
  ].join('\n')
}
