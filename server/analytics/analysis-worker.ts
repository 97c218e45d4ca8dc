/* The thread an analysis runs in: one piece of evidence, one answer. */
import { parentPort, workerData } from 'node:worker_threads'
import { analyseEvidence } from './analyse-evidence.ts'
import type { Analysis, Evidence } from './model.ts'

export type AnalysisReply = { readonly analysis: Analysis } | { readonly error: string }

function run(evidence: Evidence): AnalysisReply {
  try {
    return { analysis: analyseEvidence(evidence) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.postMessage(run(workerData as Evidence))
