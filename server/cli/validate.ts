/*
 * liangcai validate [path]: schemas, lint and self-tests over item-banks/ or a part of it.
 *
 * Exit code 0 no error, 1 an error, 2 nothing to validate at the path.
 */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Issue } from '../../bank-schemas/index.ts'
import { bankFolderOf, readBankFolder } from '../banks/read-bank-folder.ts'
import { writeBankTable } from './bank-table.ts'
import { fillModelSelfTests } from './fill-model-self-tests.ts'
import { contentOf, type ValidationReport, validatePath } from './validation-report.ts'

interface Options {
  readonly json?: boolean
  readonly fixModels?: boolean
  readonly writeReadme?: boolean
}

/** Adds `validate` to the command line. */
export function registerValidate(program: Command): void {
  program
    .command('validate')
    .description('check item-banks/ or a part of it: schemas, lint, self-tests (检查题库与标准)')
    .argument('[path]', 'item-banks/, a bank, a standards folder or a file', 'item-banks')
    .option('--json', 'print one JSON object')
    .option('--fix-models', 'first fill the self-tests that item models leave open')
    .option('--write-readme', 'afterwards write the table of banks into README.md of item-banks/')
    .action((path: string, options: Options) => {
      process.exitCode = runValidate(path, options, (line) => process.stdout.write(`${line}\n`))
    })
}

/** Runs the command and returns its exit code. */
export function runValidate(path: string, options: Options, print: (line: string) => void): 0 | 1 | 2 {
  if (options.fixModels) for (const line of fixModels(path)) (options.json ? () => {} : print)(line)
  const report = validatePath(path)
  if (report === undefined) return refuse(path, options, print)
  if (options.json) print(JSON.stringify(report, null, 2))
  else printReport(report, print)
  if (options.writeReadme) writeBankTable(path)
  return report.errors.length > 0 ? 1 : 0
}

function fixModels(path: string): string[] {
  const base = process.cwd()
  const bank = bankFolderOf(resolve(path))
  const banks = bank ? [readBankFolder(bank, base)] : (contentOf(resolve(path), base)?.banks ?? [])
  return fillModelSelfTests(banks, base)
}

function printReport(
  { documents, items, points, errors, warnings }: ValidationReport,
  print: (line: string) => void,
) {
  for (const issue of [...warnings, ...errors]) print(lineOf(issue))
  const counts = Object.entries(documents).map(([kind, count]) => `${kind} ${count}`)
  print(`${counts.join(', ')}; 试题 items ${items}; 鉴定点 points ${points}`)
  print(`错误 errors ${errors.length}; 警告 warnings ${warnings.length}`)
}

function lineOf({ file, pointer, rule, severity, message }: Issue): string {
  const mark = severity === 'error' ? '✗' : '!'
  return `${mark} ${file ?? ''} ${pointer || '/'} ${rule} ${message.zh} / ${message.en}`
}

function refuse(path: string, { json }: Options, print: (line: string) => void): 2 {
  const zh = `“${path}”处没有可检查的内容；请给出 item-banks/、题库文件夹、标准文件夹或 JSON 文件的路径`
  const en = `there is nothing to validate at “${path}”; give item-banks/, a bank, a standards folder or a JSON file`
  print(json ? JSON.stringify({ error: { zh, en } }) : `${zh} / ${en}`)
  return 2
}
