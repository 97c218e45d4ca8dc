/*
 * Who passed a published batch, with what a certificate needs to be walked back.
 */
import { getBatch, listAdmissions } from '../batches/get-batch.ts'
import type { Context } from '../context.ts'
import type { Actor } from '../identity/model.ts'
import { listNewestMarks, listNewestResults } from './queries.ts'

export interface Passer {
  readonly admissionNo: string
  readonly candidateId: string
  readonly name: string
  readonly marks: { part: 'theory' | 'practical' | 'review'; marks: number }[]
  readonly formId: string | null
  /** batch/admission/run. */
  readonly scoreRun: string | null
  readonly receipt: string | null
}

/** In the order of admission numbers. Refuses: not-found, forbidden. */
export async function listPassers(ctx: Context, actor: Actor, batchId: string): Promise<Passer[]> {
  await getBatch(ctx, actor, batchId, 'result.read')
  const [results, admissions, runs] = await Promise.all([
    listNewestResults(ctx.db, batchId),
    listAdmissions(ctx, actor, batchId),
    listNewestMarks(ctx.db, batchId),
  ])
  return results
    .filter((result) => result.passed === true && result.publishedAt !== null)
    .map(({ admissionNo, document }) => {
      const admission = admissions.find((entry) => entry.admissionNo === admissionNo)!
      const run = runs.find((entry) => entry.admissionNo === admissionNo)
      return {
        admissionNo,
        candidateId: admission.candidateId,
        name: admission.name,
        marks: document.parts
          .filter((part) => part.marks !== null)
          .map((part) => ({ part: part.id, marks: part.marks! })),
        formId: run?.formId ?? null,
        scoreRun: run ? `${batchId}/${admissionNo}/${run.run}` : null,
        receipt: run?.receipt ?? null,
      }
    })
}
