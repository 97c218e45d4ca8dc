/*
 * `npm run -s liangcai -- <command>`: one file a command in server/cli/. Commands
 * that need the database open it through openContext; the others start none.
 */
import { Command } from 'commander'
import { registerAssemble } from './cli/assemble.ts'
import { registerAudit } from './cli/audit.ts'
import { registerBackup } from './cli/backup.ts'
import { type OpenContext, withContext } from './cli/open-context.ts'
import { registerResearcherCommands } from './cli/researcher/index.ts'
import { registerScore } from './cli/score.ts'
import { registerValidate } from './cli/validate.ts'
import { registerVerify } from './cli/verify.ts'
import { parseConfig } from './config.ts'

const openContext: OpenContext = (work) =>
  withContext(parseConfig(process.env), { now: () => new Date() }, work)

const program = new Command('liangcai')
  .description('量才: question banks, exams and certificates')
  .showHelpAfterError()

registerValidate(program)
registerScore(program)
registerResearcherCommands(program)
registerAssemble(program)
registerVerify(program, openContext)
registerAudit(program, openContext)
registerBackup(program, () => parseConfig(process.env))

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
