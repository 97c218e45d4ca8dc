/* Makes a study: what is to be judged, by whom, and whom they are to have in mind. */
import { getForm } from '../../assembly/get-form.ts'
import type { Context } from '../../context.ts'
import { type Actor, actorName, platformOrganisation } from '../../identity/model.ts'
import { authorise, operations, organisationsOf } from '../../identity/permissions.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { recordAudit } from '../../storage/audit.ts'
import { fewestJudges, type Method } from './model.ts'
import {
  type FormChoice,
  insertStudy,
  type JudgeCandidate,
  listFormChoiceRows,
  listJudgeCandidates,
} from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'

export type { FormChoice, JudgeCandidate } from './queries.ts'

export interface NewStudy {
  readonly title: string
  readonly method: Method
  /** The study belongs to the organisation that owns the form. */
  readonly formId: string
  /** 最低合格者的描述. */
  readonly description: string
  /** Ids of staff. */
  readonly judges: readonly string[]
}

/** Returns the id. Refuses: not-found, forbidden, cut-score-title-missing, cut-score-description-missing, cut-score-judges-too-few, cut-score-judge-unknown. */
export async function createStudy(ctx: Context, actor: Actor, input: NewStudy): Promise<string> {
  const form = await getForm(ctx, actor, input.formId)
  const { organisationId } = form
  authorise(actor, 'cut-score.manage', organisationId)
  const title = input.title.trim()
  if (title === '' || title.length > 100) throw new Refusal(cutScoreRefusals['cut-score-title-missing'])
  const description = input.description.trim()
  if (description.length < 20 || description.length > 4000)
    throw new Refusal(cutScoreRefusals['cut-score-description-missing'])
  const judges = await namedJudges(ctx, organisationId, input.judges)
  const id = ctx.ids.next('cut')
  await ctx.db.transaction().execute(async (trx) => {
    const study = {
      id,
      organisationId,
      title,
      method: input.method,
      formId: form.id,
      formHash: form.hash,
      fullMarks: form.document.fullMarks,
      description,
      state: 'draft' as const,
      round: 0,
      observations: null,
      document: null,
      documentHash: null,
      createdBy: actorName(actor),
      createdAt: ctx.clock.now(),
      closedAt: null,
      finalAt: null,
    }
    await insertStudy(trx, study, judges)
    await recordAudit(trx, ctx, {
      stream: organisationId,
      actor: actorName(actor),
      organisationId,
      action: 'cut-score.created',
      subject: `cut-score:${id}`,
      detail: {
        title,
        method: input.method,
        form: form.id,
        formHash: form.hash,
        judges: judges.map((judge) => judge.userId),
      },
    })
  })
  return id
}

async function namedJudges(
  ctx: Context,
  organisationId: string,
  ids: readonly string[],
): Promise<JudgeCandidate[]> {
  const unique = [...new Set(ids)]
  if (unique.length < fewestJudges)
    throw new Refusal(cutScoreRefusals['cut-score-judges-too-few'], {
      fewest: fewestJudges,
      n: unique.length,
    })
  const candidates = new Map(
    (await judgeCandidates(ctx, organisationId)).map((candidate) => [candidate.userId, candidate]),
  )
  return unique.map((id) => {
    const found = candidates.get(id)
    if (!found) throw new Refusal(cutScoreRefusals['cut-score-judge-unknown'], { judge: id.slice(0, 60) })
    return found
  })
}

const judgeCandidates = (ctx: Context, organisationId: string): Promise<JudgeCandidate[]> =>
  listJudgeCandidates(ctx.db, [organisationId, platformOrganisation], operations['cut-score.judge'])

/** Who may be named as a judge. Refuses: not-found, forbidden. */
export async function listPossibleJudges(
  ctx: Context,
  actor: Actor | undefined,
  organisationId: string,
): Promise<JudgeCandidate[]> {
  authorise(actor, 'cut-score.manage', organisationId)
  return judgeCandidates(ctx, organisationId)
}

/** Forms a study of the actor may be about, newest first. */
export async function listFormChoices(ctx: Context, actor: Actor | undefined): Promise<FormChoice[]> {
  return listFormChoiceRows(ctx.db, organisationsOf(actor, 'cut-score.manage'))
}
