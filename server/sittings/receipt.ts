/*
 * The receipt: proof of what was handed in, which anyone can compute again from
 * the frozen answers.
 */
import { contentHash } from '../../bank-schemas/canonical.ts'
import type { FrozenAnswer } from './model.ts'

/** SHA-256 of the canonical JSON (RFC 8785) of batch, admission number, form and answers in the order of item numbers. */
export function receiptOf(
  batchId: string,
  admissionNo: string,
  formId: string,
  answers: readonly FrozenAnswer[],
): string {
  return contentHash({ batch: batchId, admission: admissionNo, form: formId, answers })
}
