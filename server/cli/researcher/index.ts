/* The researcher's commands, which need files only, no server. */
import type { Command } from 'commander'
import { registerAgreement } from './agreement.ts'
import { registerAnalyse } from './analyse.ts'
import { registerCalibrate } from './calibrate.ts'
import { registerDif } from './dif.ts'
import { registerEquate } from './equate.ts'
import { registerLink } from './link.ts'

export function registerResearcherCommands(program: Command): void {
  registerAnalyse(program)
  registerCalibrate(program)
  registerDif(program)
  registerLink(program)
  registerEquate(program)
  registerAgreement(program)
}
