/*
 * liangcai assemble: parallel forms from a bank of item-banks/, or from a pool.
 *
 *   assemble --bank 6-31-01-03 --level 4 --forms 3 --seed 7 [--pattern mixed] [--json]
 *   assemble --pool pool.json --blueprint blueprint.json --forms 10 --seed 1 [--json]
 *
 * Exit code 0 done, 2 it cannot be done (the reasons are printed), 1 wrong input.
 */
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { contentHash } from '../../bank-schemas/index.ts'
import { type BlueprintOverrides, buildBlueprint } from '../assembly/build-blueprint.ts'
import { choosePattern } from '../assembly/choose-pattern.ts'
import { forecastForms } from '../assembly/forecast.ts'
import { formDocuments } from '../assembly/form-documents.ts'
import { planForms, Undecided } from '../assembly/plan-forms.ts'
import { type Solver, SolverTimeout, WorkerSolver } from '../assembly/solver.ts'
import { readBankFolder } from '../banks/read-bank-folder.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type AssembleOptions, InputError, printInfeasible } from './assemble-options.ts'
import { assemblePoolFile } from './assemble-pool.ts'
import { forecastText, reportText } from './assemble-text.ts'

/** Adds `assemble` to the command line. */
export function registerAssemble(program: Command): void {
  program
    .command('assemble')
    .description('assemble parallel forms from a bank or a pool (组卷)')
    .option('--bank <code>', 'bank of item-banks/, e.g. 6-31-01-03 (题库)')
    .option('--level <n>', 'level 5 … 1 (等级)', whole(1, 5))
    .option('--pattern <id>', 'paper pattern; the first of the level when left out (组卷模式)')
    .option('--forms <n>', 'number of forms (套数)', whole(1, 20), 1)
    .option('--seed <n>', 'the same seed gives the same forms (种子)', whole(0, 2 ** 31 - 1), 1)
    .option(
      '--max-overlap <share>',
      'largest share of items two forms may have in common (重复率上限)',
      share,
    )
    .option('--forecast', 'also tell how many further forms the bank supports (余量预测)')
    .option('--root <folder>', 'folder of the banks', 'item-banks')
    .option('--pool <file>', 'assemble from a pool instead: schema pool')
    .option('--blueprint <file>', 'what the forms of a pool must be like: schema pool-blueprint')
    .option('--stop-after <seconds>', 'give up a single solver run after so long', whole(1, 86_400), 300)
    .option('--json', 'print one JSON object')
    .action(async (options: AssembleOptions) => {
      process.exitCode = await runAssemble(options, (line) => process.stdout.write(`${line}\n`))
    })
}

/** Runs the command and returns its exit code. */
export async function runAssemble(
  options: AssembleOptions,
  print: (line: string) => void,
): Promise<0 | 1 | 2> {
  const solver = new WorkerSolver(options.stopAfter)
  try {
    return options.pool === undefined
      ? await assembleBank(options, solver, print)
      : await assemblePoolFile(options, solver, print)
  } catch (error) {
    const said = sentenceOf(error)
    if (!said) throw error
    print(options.json ? JSON.stringify({ error: said }) : said.zh)
    return 1
  } finally {
    await solver.close()
  }
}

async function assembleBank(
  options: AssembleOptions,
  solver: Solver,
  print: (line: string) => void,
): Promise<0 | 2> {
  const { bankId, level, source } = readSource(options)
  const { bank, syllabus, standard, items } = source
  const pattern = choosePattern(bank, level, options.pattern)
  const overrides: BlueprintOverrides =
    options.maxOverlap === undefined ? {} : { maxOverlap: options.maxOverlap }
  const blueprint = buildBlueprint({
    standard,
    standardHash: contentHash(standard),
    syllabus,
    syllabusHash: contentHash(syllabus),
    pattern,
    overrides,
  })
  const request = { blueprint, syllabus, items, forms: options.forms, seed: options.seed }
  const plan = await planForms(solver, request)
  if (!plan.feasible) return printInfeasible(options, plan.reasons, print)
  const forms = formDocuments({ blueprint, items, seed: options.seed, owner: '' }, plan.forms)
  const used = plan.forms.flatMap((form) => form.sections.flat())
  const forecast = options.forecast ? await forecastForms(solver, request, used) : undefined
  if (options.json) {
    const { certificate, ...report } = plan.report
    print(
      JSON.stringify({
        forms: forms.map((form, index) => ({ id: form.id, items: plan.forms[index]!.sections.flat() })),
        blueprint,
        report,
        certificate,
        ...(forecast && { forecast }),
      }),
    )
    return 0
  }
  print(
    reportText(
      `${bankId} ${bank.name} ${level} 级 · ${pattern.name}`,
      forms.map((form) => form.id),
      plan.report,
    ),
  )
  if (forecast) print(forecastText(forecast))
  return 0
}

function readSource(options: AssembleOptions) {
  const { bank: bankId, level, root } = options
  if (bankId === undefined || level === undefined) {
    throw new InputError(
      '请给出 --bank 与 --level，或 --pool 与 --blueprint',
      'Give --bank and --level, or --pool and --blueprint',
    )
  }
  const folder = readBankFolder(join(root, 'banks', bankId), root)
  const own = folder.levels.find((candidate) => candidate.level === level)
  const { bank, standard } = folder
  if (!bank || !standard || !own?.syllabus) {
    const what = !bank
      ? 'bank.json'
      : !standard
        ? `standard ${bank.standard.id}/${bank.standard.edition}`
        : `level-${level}/syllabus.json`
    throw new InputError(`题库 ${bankId} 缺少有效的 ${what}`, `Bank ${bankId} has no valid ${what}`)
  }
  const items = own.items.map((item) => ({ item, hash: contentHash(item) }))
  return { bankId, level, source: { bank, standard, syllabus: own.syllabus, items } }
}

function sentenceOf(error: unknown): { zh: string; en: string } | undefined {
  if (error instanceof InputError) return { zh: error.zh, en: error.en }
  if (error instanceof Refusal) return { zh: error.sentence('zh'), en: error.sentence('en') }
  if (error instanceof Undecided)
    return { zh: '在限定的搜索步数内没有找到符合要求的试卷，请换一个种子或放宽要求', en: error.message }
  if (error instanceof SolverTimeout) return { zh: `计算超过 ${error.seconds} 秒，已停止`, en: error.message }
  return undefined
}

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`a whole number ${min}–${max} is expected`)
    return value
  }
}

function share(text: string): number {
  const value = Number(text)
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError('a number 0–1 is expected')
  return value
}
