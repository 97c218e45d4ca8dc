/*
 * liangcai analyse responses.csv [--key key.json] [--cut points]
 * Classical analysis of a test: facility, discrimination, options, alpha.
 */
import type { Command } from 'commander'
import { analyseTest, type TestAnalysis } from '../../../scoring/statistics/classical/analyse-test.ts'
import { requireInput } from '../../../scoring/statistics/input-error.ts'
import { type ResponseFlags, readWithFlags, withResponseOptions } from './response-options.ts'
import { present, researcherCommand } from './run-command.ts'
import { format, textTable } from './text-table.ts'

interface Flags extends ResponseFlags {
  readonly cut?: string
}

export function registerAnalyse(program: Command): void {
  const command = researcherCommand(
    program,
    'analyse <responses>',
    '经典测量分析 Classical item and test analysis',
  )
  withResponseOptions(command)
    .option('--cut <points>', 'cut score in points: SEM and decision quality there 合格线')
    .action((path: string, flags: Flags) => present(flags.json, () => analyse(path, flags), readable))
}

function analyse(path: string, flags: Flags): TestAnalysis {
  const responses = readWithFlags(path, flags)
  const cut = flags.cut === undefined ? undefined : Number(flags.cut)
  requireInput(
    cut === undefined || Number.isFinite(cut),
    `合格线无效 / --cut is “${flags.cut}”, expected a number of points.`,
  )
  return analyseTest({ ...responses, cut })
}

function readable(result: TestAnalysis): string {
  const { test } = result
  const summary = textTable(
    ['人数 n', '平均 mean', '标准差 SD', 'alpha', '95% 区间 interval', '测量标准误 SEM'],
    [
      [
        String(result.n),
        test.mean,
        test.sd,
        test.alpha,
        test.alphaInterval.map((v) => format(v)).join(' … '),
        test.sem,
      ],
    ],
  )
  const forms = result.forms.length
    ? `${textTable(
        ['卷别 form', 'n', '题数 items', '平均 mean', '标准差 SD', 'alpha', '测量标准误 SEM'],
        result.forms.map((f) => [f.form, f.n, f.items, f.mean, f.sd, f.alpha, f.sem]),
      )}\n\n`
    : ''
  const items = textTable(
    ['题目 item', 'n', '难度 p', 'rPbis', '校正 rPbis', '未答 omitted', '选项 options (p, rPbis)'],
    result.items.map((item) => [
      item.id,
      item.n,
      item.p,
      item.rPbis,
      item.rPbisCorrected,
      item.omitted,
      item.options
        .map(
          (o) =>
            `${o.option}${o.isKey ? '*' : ''} ${o.p.toFixed(2)} ${Number.isNaN(o.rPbis) ? '–' : o.rPbis.toFixed(2)}`,
        )
        .join(' | '),
    ]),
  )
  const cut = result.cut
    ? `合格线 cut ${result.cut.score}: 一致性 consistency ${result.cut.consistency?.toFixed(3) ?? '–'}, ` +
      `准确性 accuracy ${result.cut.accuracy?.toFixed(3) ?? '–'}, 条件标准误 SEM ${result.cut.sem?.toFixed(3) ?? '–'}\n\n`
    : ''
  return `${summary}\n\n${forms}${cut}${items}\n\n${result.warnings.map((w) => `注意 ${w}`).join('\n')}`
}
