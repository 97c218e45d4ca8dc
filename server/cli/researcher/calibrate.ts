/*
 * liangcai calibrate responses.csv --model rasch|2pl|3pl|pcm|gpcm [--persons out.csv]
 * IRT calibration by marginal maximum likelihood.
 */
import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { InputError } from '../../../scoring/statistics/input-error.ts'
import { type Calibration, calibrate } from '../../../scoring/statistics/irt/calibrate.ts'
import { itemFit } from '../../../scoring/statistics/irt/item-fit.ts'
import { dichotomousItem, type Model, models } from '../../../scoring/statistics/irt/item-parameters.ts'
import { personFit } from '../../../scoring/statistics/irt/person-fit.ts'
import { isComplete } from '../../../scoring/statistics/response-matrix.ts'
import { readItemFile } from './read-item-file.ts'
import type { Responses } from './read-responses.ts'
import { type ResponseFlags, readWithFlags, withResponseOptions } from './response-options.ts'
import { present, researcherCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Flags extends ResponseFlags {
  readonly model: Model
  readonly persons?: string
  readonly fit?: boolean
  readonly concurrent?: boolean
  readonly anchors?: string
}

export function registerCalibrate(program: Command): void {
  const command = researcherCommand(program, 'calibrate <responses>', '项目反应理论参数估计 IRT calibration')
  withResponseOptions(command)
    .addOption(new Option('--model <model>', 'model 模型').choices(models).makeOptionMandatory())
    .option('--persons <file>', 'write id,EAP,SE of every person 输出考生能力')
    .option('--fit', 'item fit S-X² and person fit 拟合检验')
    .option('--concurrent', 'free mean and spread per group, the first group sets the scale 多组同时估计')
    .option('--anchors <file>', 'id,a,b of items whose parameters are known and hold the scale 锚题参数')
    .action((path: string, flags: Flags) => present(flags.json, () => run(path, flags), readable))
}

type Report = ReturnType<typeof run>

function run(path: string, flags: Flags) {
  const responses = readWithFlags(path, flags)
  const groupLabels = [...new Set(responses.groups)]
  const calibration = calibrate(responses.matrix, {
    model: flags.model,
    anchors:
      flags.anchors === undefined
        ? undefined
        : readItemFile(flags.anchors).map((i) => dichotomousItem(i.id, i.a, i.b, i.c)),
    groups:
      flags.concurrent || flags.anchors ? responses.groups?.map((g) => groupLabels.indexOf(g)) : undefined,
  })
  if (flags.persons) writePersons(flags.persons, responses, calibration, flags.fit === true)
  return report(responses, calibration, flags, groupLabels)
}

function report(
  responses: Responses,
  calibration: Calibration,
  flags: Flags,
  groupLabels: readonly string[],
) {
  const { matrix } = responses
  const fits = flags.fit && isComplete(matrix) ? itemFit(matrix, calibration) : undefined
  return {
    model: calibration.model,
    n: matrix.persons,
    converged: calibration.converged,
    iterations: calibration.iterations,
    logLik: calibration.logLik,
    variance: calibration.variance,
    parameters: calibration.parameters,
    aic: calibration.aic,
    bic: calibration.bic,
    groups: flags.concurrent
      ? calibration.groups.map((g, k) => ({ group: flags.concurrent ? groupLabels[k] : undefined, ...g }))
      : undefined,
    items: calibration.items.map((item, j) => ({
      id: item.id,
      a: item.a,
      b: item.b,
      d: item.d,
      c: calibration.model === '3pl' ? item.c : undefined,
      seA: item.seA,
      seB: item.seB,
      seD: item.seD,
      seC: calibration.model === '3pl' ? item.seC : undefined,
      steps: item.steps.length > 1 ? item.steps : undefined,
      seSteps: item.steps.length > 1 ? item.seSteps : undefined,
      intercepts: item.steps.length > 1 ? item.intercepts : undefined,
      n: item.n,
      counts: item.counts,
      fit: fits?.[j],
      flags: item.flags,
    })),
    warnings: [
      ...calibration.warnings,
      ...(flags.fit && !fits
        ? ['未作 S-X²。S-X² needs every item administered to every person; it was left out.']
        : []),
    ],
  }
}

function writePersons(path: string, responses: Responses, calibration: Calibration, withFit: boolean): void {
  const fit = withFit ? personFit(responses.matrix, calibration) : undefined
  const { eap, se } = calibration.abilities
  const lines = responses.personIds.map((id, i) =>
    [quoted(id), eap[i], se[i], ...(fit ? [fit[i]!.lz, fit[i]!.infit, fit[i]!.outfit] : [])].join(','),
  )
  try {
    writeFileSync(
      path,
      `${['id,EAP,SE', ...(fit ? ['lz,infit,outfit'] : [])].join(',')}\n${lines.join('\n')}\n`,
    )
  } catch (cause) {
    throw new InputError(`写不了文件 / Cannot write ${path}: ${(cause as Error).message}`)
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function readable(result: Report): string {
  const head =
    `模型 model ${result.model}，${result.n} 人 persons，${result.converged ? '已收敛 converged' : '未收敛 NOT CONVERGED'}，` +
    `${result.iterations} 步 steps\n对数似然 logLik ${result.logLik.toFixed(5)}，能力方差 variance ${result.variance.toFixed(6)}，` +
    `AIC ${result.aic.toFixed(2)}，BIC ${result.bic.toFixed(2)}`
  const table = textTable(
    [
      '题目 item',
      'n',
      '区分度 a',
      'SE',
      '难度 b',
      'SE',
      '截距 d',
      '猜测 c',
      '分步 steps',
      'S-X² p',
      '标记 flags',
    ],
    result.items.map((i) => [
      i.id,
      i.n,
      i.a,
      i.seA,
      i.b,
      i.seB,
      i.d,
      i.c,
      i.steps?.map((s) => s.toFixed(2)).join(' ') ?? '',
      i.fit?.p,
      i.flags.join(' '),
    ]),
  )
  return `${head}\n\n${table}\n\n${result.warnings.map((w) => `注意 ${w}`).join('\n')}`
}
