/*
 * Who may judge: staff on the panel of that very study, with a role of the
 * organisation or of the platform. A role alone opens no desk.
 */
import { type Actor, platformOrganisation, type StaffActor } from '../../identity/model.ts'
import { authorise, type OperationName, operations } from '../../identity/permissions.ts'
import { commonRefusals, Refusal } from '../../kernel/refusal.ts'
import type { Db } from '../../storage/database.ts'
import type { Study } from './model.ts'
import { isJudge } from './queries.ts'

const operation: OperationName = 'cut-score.judge'

export async function isJudgeOf(
  db: Db,
  actor: Actor | undefined,
  study: Pick<Study, 'id' | 'organisationId'>,
): Promise<boolean> {
  if (actor?.kind !== 'staff') return false
  const holds = actor.memberships.some(
    (membership) =>
      [study.organisationId, platformOrganisation].includes(membership.organisationId) &&
      (operations[operation] as readonly string[]).includes(membership.role),
  )
  return holds && isJudge(db, study.id, actor.userId)
}

/** Refuses: sign-in-required, not-found (also of a foreign organisation), forbidden. */
export async function requireJudge(
  db: Db,
  actor: Actor | undefined,
  study: Study | undefined,
  studyId: string,
): Promise<StaffActor> {
  if (study && (await isJudgeOf(db, actor, study))) return actor as StaffActor
  authorise(actor, operation, study?.organisationId, studyId)
  throw new Refusal(commonRefusals.forbidden, { operation })
}
