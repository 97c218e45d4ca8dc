/*
 * liangcai score --item item.json --response response.json [--policy NAME] [--json]
 * One response against one item, without a server.
 *
 * The item needs kind, key and what the key points at; the response is the bare
 * value, or an object { "response": … } as answers are stored. `--policy` takes
 * name@version, the name alone, or the names used in the literature.
 */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import {
  type Credit,
  chanceScore,
  itemProblem,
  policyOf,
  type ScorableItem,
  scoreItem,
  UnknownPolicyError,
} from '../../scoring/index.ts'

interface Flags {
  readonly item: string
  readonly response: string
  readonly policy?: string
  readonly json?: boolean
}

/** What was given cannot be scored; the message is for the person at the keyboard. */
class UnusableInput extends Error {}

/** Adds `score` to the program. Exit status 1: the files cannot be scored; 2: wrong usage, such as an unknown policy. */
export function registerScore(program: Command): void {
  program
    .command('score')
    .description('给一份作答评分 Score one response to one item')
    .requiredOption('--item <file>', 'item as JSON 试题')
    .requiredOption('--response <file>', 'response as JSON 作答')
    .option('--policy <name>', 'scoring policy instead of the item’s own 计分规则')
    .option('--json', 'print one JSON object 输出 JSON')
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action((flags: Flags) => {
      try {
        const result = run(flags)
        process.stdout.write(`${flags.json ? JSON.stringify(result) : readable(result)}\n`)
      } catch (error) {
        fail(error)
      }
    })
}

interface ScoreResult extends Credit {
  readonly policy: string
  /** Expected fraction of blind guessing under the same policy. */
  readonly chance: number
}

function run({ item: itemPath, response: responsePath, policy }: Flags): ScoreResult {
  const item = readItem(itemPath, policy)
  const credit = scoreItem(item, unwrapped(readJson(responsePath)), policy)
  return { ...credit, policy: policyOf(item, policy), chance: chanceScore(item, policy).fraction }
}

function readItem(path: string, policy: string | undefined): ScorableItem {
  const value = readJson(path)
  const problem = itemProblem(value)
  if (problem !== null) throw new UnusableInput(`试题无法评分 / ${path} cannot be scored: ${problem}.`)
  const item = value as ScorableItem
  if (policy === undefined && item.policy === undefined) {
    throw new UnusableInput(`试题没有计分规则 / ${path} names no policy; give one with --policy.`)
  }
  return item
}

function readJson(path: string): unknown {
  const text = readText(path)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnusableInput(`不是合法的 JSON / ${path} is not JSON: ${(error as Error).message}`)
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    throw new UnusableInput(`无法读取文件 / Cannot read ${path}: ${(error as Error).message}`)
  }
}

/** Stored answers wrap the value; no kind has a response with a key of that name. */
const unwrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'response')
    ? (value as { response: unknown }).response
    : value

function readable({ fraction, exact, reasons, needsRater, policy, chance }: ScoreResult): string {
  const head = needsRater ? '待评 needs a rater' : `得分率 fraction ${fraction} (${exact})`
  const lines = reasons.map(({ zh, en }) => `  ${zh} ${en}`)
  return [head, ...lines, `  规则 policy ${policy}，猜测期望 chance ${chance.toFixed(3)}`].join('\n')
}

function fail(error: unknown): void {
  if (!(error instanceof UnusableInput || error instanceof UnknownPolicyError || error instanceof RangeError))
    throw error
  process.stderr.write(`错误 Error: ${error.message}\n`)
  process.exitCode = error instanceof UnknownPolicyError ? 2 : 1
}
