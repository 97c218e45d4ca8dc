/*
 * The frame every researcher command runs in. Wrong usage ends with status 2,
 * data that cannot carry the computation with status 1; both leave stdout
 * empty and say on stderr what is, what was expected and what to do.
 */
import type { Command } from 'commander'
import { InputError } from '../../../scoring/statistics/input-error.ts'

/** Adds --json and the exit statuses to a command. */
export function researcherCommand(program: Command, usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'print one JSON object 输出 JSON')
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
}

/** Runs `compute`, then prints its JSON or its readable text. */
export function present<T>(
  json: boolean | undefined,
  compute: () => T,
  readable: (result: T) => string,
): void {
  try {
    const result = compute()
    process.stdout.write(`${json ? JSON.stringify(result) : readable(result).trimEnd()}\n`)
  } catch (error) {
    const text =
      error instanceof InputError
        ? error.message
        : `内部错误，请报告 Internal error, please report. ${detail(error)}`
    process.stderr.write(`错误 Error: ${text}\n`)
    process.exitCode = 1
  }
}

function detail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
