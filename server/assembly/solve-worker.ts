/*
 * The thread the solver lives in: HiGHS is synchronous and must be stoppable.
 * Loaded once and kept warm; see solver.ts for the other end.
 */
import { parentPort } from 'node:worker_threads'
import type { Program } from './program.ts'
import { loadSolver, type Outcome, type SolveOptions } from './solve.ts'

export interface SolveRequest {
  readonly id: number
  readonly program: Program
  readonly options: SolveOptions
}

export type SolveReply =
  | { readonly id: number; readonly outcome: Outcome; readonly seconds: number }
  | { readonly id: number; readonly error: string }

const solve = await loadSolver()

parentPort!.on('message', ({ id, program, options }: SolveRequest) => {
  parentPort!.postMessage(answer(id, () => solve(program, options)))
})

function answer(id: number, work: () => Outcome): SolveReply {
  try {
    const from = process.cpuUsage()
    const outcome = work()
    const { user, system } = process.cpuUsage(from)
    return { id, outcome, seconds: (user + system) / 1e6 }
  } catch (error) {
    return { id, error: String(error) }
  }
}
