/* assemble --pool: see assemble.ts. */
import type { Solver } from '../assembly/solver.ts'
import type { AssembleOptions } from './assemble.ts'

export async function assemblePoolFile(
  _options: AssembleOptions,
  _solver: Solver,
  _print: (line: string) => void,
): Promise<0 | 2> {
  throw new Error('not yet')
}
