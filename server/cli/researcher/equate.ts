/*
 * liangcai equate x.csv y.csv --method linear|equipercentile|circle-arc [--presmooth 6]
 * Which score on form y is worth a score on form x.
 */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { circleArcEquating } from '../../../scoring/statistics/equating/circle-arc-equating.ts'
import { equipercentileEquating } from '../../../scoring/statistics/equating/equipercentile-equating.ts'
import { linearEquating, meanEquating } from '../../../scoring/statistics/equating/linear-equating.ts'
import { logLinearSmoothing } from '../../../scoring/statistics/equating/log-linear-smoothing.ts'
import {
  type Equated,
  type ScoreFrequencies,
  scoreFrequencies,
  scoreMoments,
} from '../../../scoring/statistics/equating/score-frequencies.ts'
import { InputError } from '../../../scoring/statistics/input-error.ts'
import { numberFrom, readTable } from './read-table.ts'
import { present, researcherCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

const methods = ['linear', 'mean', 'equipercentile', 'circle-arc'] as const

interface Flags {
  readonly json?: boolean
  readonly method: (typeof methods)[number]
  readonly presmooth?: number
}

interface Report {
  readonly method: string
  readonly slope?: number
  readonly intercept?: number
  readonly x: { readonly n: number; readonly mean: number; readonly sd: number }
  readonly y: { readonly n: number; readonly mean: number; readonly sd: number }
  readonly concordance: readonly Equated[]
  readonly warnings: readonly string[]
}

export function registerEquate(program: Command): void {
  researcherCommand(program, 'equate <x> <y>', '分数等值 Score equating of equivalent groups')
    .addOption(new Option('--method <method>', 'method 方法').choices(methods).makeOptionMandatory())
    .option(
      '--presmooth <degree>',
      'log-linear presmoothing, degree of the polynomial 预平滑阶数',
      wholeNumber,
    )
    .action((x: string, y: string, flags: Flags) => present(flags.json, () => run(x, y, flags), readable))
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number from 1, e.g. 6')
  return value
}

function run(xPath: string, yPath: string, { method, presmooth }: Flags): Report {
  const raw = [readFrequencies(xPath), readFrequencies(yPath)]
  const [x, y] = raw.map((f) => (presmooth ? logLinearSmoothing(f, presmooth) : f)) as [
    ScoreFrequencies,
    ScoreFrequencies,
  ]
  const moments = { x: scoreMoments(raw[0]!), y: scoreMoments(raw[1]!) }
  const small = Math.min(moments.x.n, moments.y.n)
  const warnings = [
    ...(method === 'equipercentile' && small < 1000
      ? [
          `人数较少，等百分位不稳。${small} persons are few for equipercentile equating (1,000 and more); consider --presmooth, linear or circle-arc.`,
        ]
      : []),
    ...(small < 30
      ? [`人数太少，不宜等值。${small} persons are too few for any equating to be better than none.`]
      : []),
  ]
  if (method === 'linear' || method === 'mean') {
    const line = method === 'linear' ? linearEquating(x, y) : meanEquating(x, y)
    return {
      method,
      slope: line.slope,
      intercept: line.intercept,
      ...moments,
      concordance: line.concordance,
      warnings,
    }
  }
  const concordance = method === 'equipercentile' ? equipercentileEquating(x, y) : circleArcEquating(x, y)
  return { method, ...moments, concordance, warnings }
}

function readFrequencies(path: string): ScoreFrequencies {
  const table = readTable(path)
  const score = table.header.findIndex((name) => /^(score|scale|x|y|total|分数|得分)$/i.test(name))
  const frequency = table.header.findIndex((name) => /^(freq(uency|uencies)?|count|n|频数|人数)$/i.test(name))
  if (score < 0 || frequency < 0)
    throw new InputError(
      `缺少列 / ${path} needs the columns score,frequency and has ${table.header.join(',')}; name them so.`,
    )
  return scoreFrequencies(
    table.rows.map((_, r) => [numberFrom(table, r, score), numberFrom(table, r, frequency)]),
  )
}

function readable(result: Report): string {
  const line =
    result.slope === undefined
      ? ''
      : `斜率 slope ${result.slope.toFixed(6)}，截距 intercept ${result.intercept?.toFixed(6)}\n`
  return (
    `方法 method ${result.method}；x: ${result.x.n} 人，y: ${result.y.n} 人\n${line}\n` +
    textTable(
      ['x', 'y'],
      result.concordance.map((c) => [String(c.x), c.y]),
      4,
    ) +
    `\n\n${result.warnings.map((w) => `注意 ${w}`).join('\n')}`
  )
}
