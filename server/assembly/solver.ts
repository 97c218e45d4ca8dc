/*
 * The solver as the rest of the server sees it: a promise, a queue, a hard stop.
 *
 * One warm worker a process, one program at a time. A run that exceeds its
 * seconds is ended by killing the worker; the next run starts a new one. That
 * limit never changes a result: a run either ends by itself or has none.
 */
import { Worker } from 'node:worker_threads'
import type { Program } from './program.ts'
import type { Outcome, SolveOptions } from './solve.ts'
import type { SolveReply, SolveRequest } from './solve-worker.ts'

/** After this long a single program is given up. */
const defaultHardStopSeconds = 120

export class SolverTimeout extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super(`the solver was stopped after ${seconds} s`)
    this.name = 'SolverTimeout'
    this.seconds = seconds
  }
}

export interface Solver {
  solve(program: Program, options: SolveOptions): Promise<Outcome>
  /** CPU seconds spent inside the solver so far. */
  readonly cpuSeconds: number
  close(): Promise<void>
}

interface Pending {
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: Error) => void
}

export class WorkerSolver implements Solver {
  cpuSeconds = 0
  readonly #hardStopSeconds: number
  #worker: Worker | undefined
  #pending: Pending | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #count = 0

  constructor(hardStopSeconds = defaultHardStopSeconds) {
    this.#hardStopSeconds = hardStopSeconds
  }

  solve(program: Program, options: SolveOptions): Promise<Outcome> {
    const turn = this.#queue.then(() => this.#run(program, options))
    this.#queue = turn.catch(() => {})
    return turn
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #run(program: Program, options: SolveOptions): Promise<Outcome> {
    const worker = this.#warmWorker()
    const request: SolveRequest = { id: ++this.#count, program, options }
    return new Promise((resolve, reject) => {
      const stop = setTimeout(() => {
        this.#drop(worker, new SolverTimeout(this.#hardStopSeconds))
      }, this.#hardStopSeconds * 1000)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(stop)
          this.#pending = undefined
          worker.unref()
          then(value)
        }
      this.#pending = { resolve: settle(resolve), reject: settle(reject) }
      worker.ref()
      worker.postMessage(request)
    })
  }

  #warmWorker(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./solve-worker.ts', import.meta.url))
    worker.on('message', (reply: SolveReply) => {
      if ('error' in reply) return this.#pending?.reject(new Error(reply.error))
      this.cpuSeconds += reply.seconds
      this.#pending?.resolve(reply.outcome)
    })
    worker.on('error', (error) => this.#drop(worker, error as Error))
    worker.on('exit', () => this.#drop(worker, new Error('the solver ended unexpectedly')))
    this.#worker = worker
    return worker
  }

  #drop(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    void worker.terminate()
    this.#pending?.reject(error)
  }
}

let shared: WorkerSolver | undefined

/** The warm solver of this process. */
export function sharedSolver(): Solver {
  shared ??= new WorkerSolver()
  return shared
}
