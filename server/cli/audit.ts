/* liangcai audit verify: walks every chain of the audit trail; exits 1 on a fault. */
import type { Command } from 'commander'
import { verifyAudit } from '../storage/audit.ts'
import type { OpenContext } from './open-context.ts'

export function registerAudit(program: Command, openContext: OpenContext): void {
  const audit = program.command('audit').description('the audit trail')
  audit
    .command('verify')
    .description('find changed, missing or added events; exits 1 when there are any')
    .option('--json', 'print the verdict as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const verdict = await openContext((ctx) => verifyAudit(ctx.db))
      if (json) console.log(JSON.stringify(verdict))
      else {
        console.log(`${verdict.streams} chains, ${verdict.events} events, ${verdict.faults.length} faults`)
        for (const { stream, sequence, fault } of verdict.faults)
          console.log(`  ${stream} #${sequence}: ${fault}`)
      }
      if (verdict.faults.length > 0) process.exitCode = 1
    })
}
