/*
 * liangcai dif responses.csv --group group [--purify]
 * Differential item functioning between two groups.
 */
import type { Command } from 'commander'
import { analyseDif, type DifAnalysis } from '../../../scoring/statistics/dif/analyse-dif.ts'
import { InputError, requireInput } from '../../../scoring/statistics/input-error.ts'
import { selectPersons } from '../../../scoring/statistics/response-matrix.ts'
import { type ResponseFlags, readWithFlags, withResponseOptions } from './response-options.ts'
import { present, researcherCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Flags extends ResponseFlags {
  readonly purify?: boolean
  readonly focal?: string
}

interface Report extends DifAnalysis {
  readonly reference: string
  readonly focal: string
}

export function registerDif(program: Command): void {
  const command = researcherCommand(program, 'dif <responses>', '项目功能差异 Differential item functioning')
  withResponseOptions(command)
    .option('--purify', 'leave items with DIF out of the matching score 净化匹配分')
    .option('--focal <value>', 'focal group, where the file has more than two 目标组')
    .action((path: string, flags: Flags) => present(flags.json, () => run(path, flags), readable))
}

function run(path: string, flags: Flags): Report {
  const responses = readWithFlags(path, flags)
  if (!responses.groups)
    throw new InputError(`缺少分组列 / ${path} has no group column; name it with --group.`)
  const labels = [...new Set(responses.groups)].filter((g) => g !== '')
  const reference = labels[0] ?? ''
  const focal = flags.focal ?? labels[1] ?? ''
  requireInput(
    labels.length >= 2,
    `只有一组 / The group column holds one value only (“${reference}”); DIF compares two groups.`,
  )
  requireInput(
    labels.length === 2 || flags.focal !== undefined,
    `多于两组 / The group column holds ${labels.length} values (${labels.slice(0, 5).join(', ')}); the first is the reference, name the other with --focal.`,
  )
  requireInput(
    labels.includes(focal) && focal !== reference,
    `目标组无效 / --focal “${focal}” is not one of ${labels.slice(1).join(', ')}.`,
  )
  const rows = responses.groups.flatMap((g, i) => (g === reference || g === focal ? [i] : []))
  const group = rows.map((i) => (responses.groups![i] === focal ? 1 : 0))
  return {
    reference,
    focal,
    ...analyseDif(selectPersons(responses.matrix, rows), group, { purify: flags.purify }),
  }
}

function readable(result: Report): string {
  const table = textTable(
    ['题目 item', 'χ²', 'p', 'α', 'Δ', '等级 class', '一致性 uniform p', '非一致性 non-uniform p'],
    result.items.map((i) => [
      i.id,
      i.chi2,
      i.p,
      i.alpha,
      i.delta,
      i.class ?? '–',
      i.logistic.uniformP,
      i.logistic.nonUniformP,
    ]),
  )
  const excluded = result.purification.excluded
  return (
    `参照组 reference ${result.reference}，目标组 focal ${result.focal}；Δ < 0：对目标组更难 harder for the focal group\n\n${table}\n\n` +
    (excluded.length ? `匹配分之外 p < .05: ${excluded.join(', ')}\n` : '') +
    result.warnings.map((w) => `注意 ${w}`).join('\n')
  )
}
