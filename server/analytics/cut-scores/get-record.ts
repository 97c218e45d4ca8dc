/* The record of a study with its signatures, and whether everything still fits together. */
import { contentHash } from '../../../bank-schemas/index.ts'
import type { Context } from '../../context.ts'
import type { Actor } from '../../identity/model.ts'
import { authorise } from '../../identity/permissions.ts'
import { isJudgeOf } from './admit-judge.ts'
import { basisOf, computeCut } from './compute-cut.ts'
import type { Judge, RecordDocument, Study } from './model.ts'
import { findStudy, listJudges } from './queries.ts'
import { isIntact } from './sign-record.ts'
import { wrongState } from './wrong-state.ts'

export interface SignedRecord {
  readonly study: Study
  readonly document: RecordDocument
  readonly hash: string
  /** Those who were asked to answer. */
  readonly panel: readonly Judge[]
  readonly verification: {
    /** The document has the hash it was given when the study was closed. */
    readonly intact: boolean
    /** Every signature is of that hash. */
    readonly signaturesMatch: boolean
    /** The estimates in the document give its result again. */
    readonly recomputed: boolean
  }
}

/** For the judges of the study and those who may read it. Refuses: sign-in-required, not-found, forbidden; cut-score-wrong-state before the study is closed. */
export async function getRecord(
  ctx: Context,
  actor: Actor | undefined,
  studyId: string,
): Promise<SignedRecord> {
  const study = await findStudy(ctx.db, studyId)
  if (!study || !(await isJudgeOf(ctx.db, actor, study)))
    authorise(actor, 'cut-score.read', study?.organisationId, studyId)
  const { document, documentHash: hash } = study!
  if (!document || !hash) throw wrongState(study!)
  const panel = (await listJudges(ctx.db, studyId)).filter((judge) => judge.excluded === null)
  return {
    study: study!,
    document,
    hash,
    panel,
    verification: {
      intact: isIntact(study!),
      signaturesMatch: panel.every((judge) => judge.answer?.kind !== 'signed' || judge.answer.hash === hash),
      recomputed: givesItsResult(document),
    },
  }
}

function givesItsResult(document: RecordDocument): boolean {
  try {
    return contentHash(computeCut(basisOf(document))) === contentHash(document.result)
  } catch {
    return false
  }
}
