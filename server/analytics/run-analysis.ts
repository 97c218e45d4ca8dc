/*
 * Runs an analysis in a thread of its own: it takes seconds, and the process
 * that holds an exam must not wait for it. A run that exceeds its time is ended
 * and has no result.
 */
import { Worker } from 'node:worker_threads'
import type { AnalysisReply } from './analysis-worker.ts'
import type { Analysis, Evidence } from './model.ts'

/** Under the time a job may take. */
const hardStopSeconds = 240

export function runAnalysis(evidence: Evidence): Promise<Analysis> {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { workerData: evidence })
  return new Promise((resolve, reject) => {
    const stop = setTimeout(
      () => reject(new Error(`the analysis was stopped after ${hardStopSeconds} s`)),
      hardStopSeconds * 1000,
    )
    worker.once('message', (reply: AnalysisReply) => {
      if ('error' in reply) reject(new Error(reply.error))
      else resolve(reply.analysis)
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(stop)
      // After a message this changes nothing.
      reject(new Error('the analysis ended without a result'))
    })
  }).finally(() => worker.terminate()) as Promise<Analysis>
}
