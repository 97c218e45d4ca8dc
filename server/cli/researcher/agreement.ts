/*
 * liangcai agreement ratings.csv
 * Agreement of raters, one column per rater, one row per unit.
 */
import type { Command } from 'commander'
import { InputError } from '../../../scoring/statistics/input-error.ts'
import { raterAgreement } from '../../../scoring/statistics/raters/rater-agreement.ts'
import type { Rating } from '../../../scoring/statistics/raters/ratings.ts'
import { readTable, unquote } from './read-table.ts'
import { present, researcherCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Flags {
  readonly json?: boolean
  readonly step: string
  readonly ignore?: string
}

const unitNames = /^(|id|unit|subject|item|person|candidate|target|case|考生|考号|准考证号|编号|序号|姓名)$/i
const missing = new Set(['', 'NA', 'NaN', 'null', '.'])

export function registerAgreement(program: Command): void {
  researcherCommand(program, 'agreement <ratings>', '评分者一致性 Agreement of raters')
    .option('--step <points>', 'distance that counts as adjacent 相邻的分差', '1')
    .option('--ignore <columns>', 'columns that are not raters, separated by commas 不参与的列')
    .action((path: string, flags: Flags) => present(flags.json, () => run(path, flags), readable))
}

function run(path: string, flags: Flags) {
  const table = readTable(path)
  const ignored = new Set(flags.ignore?.split(',').map((name) => name.trim()))
  const columns = table.header.flatMap((name, c) => (unitNames.test(name) || ignored.has(name) ? [] : [c]))
  const cells = table.rows.map((row) => columns.map((c) => unquote(row[c]!)))
  const numeric = cells.flat().every((cell) => missing.has(cell) || Number.isFinite(Number(cell)))
  const ratings = cells.map((row) =>
    row.map((cell): Rating => (missing.has(cell) ? null : numeric ? Number(cell) : cell)),
  )
  const step = Number(flags.step)
  if (!(step > 0)) throw new InputError(`分差无效 / --step is “${flags.step}”, expected a number above 0.`)
  const result = raterAgreement(ratings, step)
  const name = (r: number) => table.header[columns[r]!]!
  return {
    ...result,
    icc: result.icc && {
      ...result.icc,
      ICC1: result.icc.ICC11,
      ICC2: result.icc.ICC21,
      ICC3: result.icc.ICC31,
    },
    severity: result.severity?.map((s) => ({ ...s, rater: name(s.rater) })) ?? null,
    pairs: result.pairs.map((p) => ({ ...p, first: name(p.first), second: name(p.second) })),
  }
}

function readable(result: ReturnType<typeof run>): string {
  const summary = textTable(
    ['指标 measure', '值 value'],
    [
      ['完全一致 exact', result.exact],
      ['相邻 adjacent', result.adjacent],
      [result.raters === 2 ? 'Cohen κ' : 'Fleiss κ', result.kappa],
      ['二次加权 κ quadratic', result.kappaQuadratic],
      ...(result.icc
        ? (['ICC11', 'ICC21', 'ICC31', 'ICC1k', 'ICC2k', 'ICC3k'] as const).map(
            (k) => [k, result.icc![k]] as const,
          )
        : []),
      ...Object.entries(result.alpha).map(([level, v]) => [`Krippendorff α ${level}`, v] as const),
      ['标准化差 standardised difference', result.standardisedDifference],
    ],
  )
  const severity = result.severity
    ? textTable(
        ['评分者 rater', 'n', '平均 mean', '严厉度 severity', '残差 residual'],
        result.severity.map((s) => [s.rater, s.n, s.mean, s.severity, s.residual]),
      )
    : '评分者之间没有共同评分的对象，无法比较严厉度 Raters are not connected.'
  return `${result.units} 份 units，${result.raters} 位评分者 raters\n\n${summary}\n\n${severity}`
}
