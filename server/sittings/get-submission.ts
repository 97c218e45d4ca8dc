/*
 * What a sitting ended with, for marking: the frozen answers and their receipt.
 */
import type { Context } from '../context.ts'
import type { FrozenAnswer } from './model.ts'
import { findReceipt, listStartedAdmissions } from './queries.ts'

export interface Submission {
  readonly formId: string
  readonly answers: readonly FrozenAnswer[]
  readonly receipt: string
}

/** Undefined while the sitting is open, was made void or never began. For stages downstream; the caller has authorised. */
export async function findSubmission(
  ctx: Context,
  batchId: string,
  admissionNo: string,
): Promise<Submission | undefined> {
  const row = await findReceipt(ctx.db, batchId, admissionNo)
  if (row?.state !== 'submitted' || !row.receipt) return undefined
  return { formId: row.form_id, answers: row.answers ?? [], receipt: row.receipt }
}

export interface StartedSitting {
  readonly state: string
  /** Of the answers that count now; null while none are handed in. */
  readonly receipt: string | null
}

/** The sittings that were started, by admission number. */
export async function listStarted(
  ctx: Context,
  batchId: string,
): Promise<ReadonlyMap<string, StartedSitting>> {
  const rows = await listStartedAdmissions(ctx.db, batchId)
  return new Map(rows.map(({ admission_no, state, receipt }) => [admission_no, { state, receipt }]))
}
