/* How every change of a study goes: its row locked, authority and state checked, the event written beside it. */
import type { Context } from '../../context.ts'
import { type Actor, actorName } from '../../identity/model.ts'
import { authorise } from '../../identity/permissions.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Trx } from '../../storage/database.ts'
import { requireJudge } from './admit-judge.ts'
import type { Study, StudyState } from './model.ts'
import { lockStudy } from './queries.ts'
import { wrongState } from './wrong-state.ts'

export interface Happening {
  readonly action: `cut-score.${string}`
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface Wanted {
  readonly studyId: string
  readonly as: 'manager' | 'judge'
  readonly states: readonly StudyState[]
}

/** Refuses: not-found, forbidden, cut-score-wrong-state, and what the work refuses. */
export async function changeStudy(
  ctx: Context,
  actor: Actor,
  { studyId, as, states }: Wanted,
  work: (trx: Trx, study: Study) => Promise<readonly Happening[]>,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const study = await lockStudy(trx, studyId)
    if (as === 'judge') await requireJudge(trx, actor, study, studyId)
    else authorise(actor, 'cut-score.manage', study?.organisationId, studyId)
    requireState(study!, states)
    for (const { action, detail } of await work(trx, study!))
      await recordAudit(trx, ctx, {
        stream: study!.organisationId,
        actor: actorName(actor),
        organisationId: study!.organisationId,
        action,
        subject: `cut-score:${studyId}`,
        detail,
      })
  })
}

function requireState(study: Study, states: readonly StudyState[]): void {
  if (!states.includes(study.state)) throw wrongState(study)
}
