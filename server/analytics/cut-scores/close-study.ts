/* Closes a study: its record is made, with the hash that the judges are to sign. */
import { contentHash } from '../../../bank-schemas/index.ts'
import type { Context } from '../../context.ts'
import { type Actor, actorName } from '../../identity/model.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { changeStudy } from './change-study.ts'
import { computeCut, impactOf } from './compute-cut.ts'
import { counted, type GatheredStudy, gatherStudy } from './gather-study.ts'
import { isJudged, type RecordDocument, recordSchema } from './model.ts'
import { findOrganisationName, insertRecord } from './queries.ts'
import { cutScoreRefusals } from './refusals.ts'
import { whyNoCut } from './rules.ts'

/** Version of the methods: raised when the same estimates would give another cut. */
const methodsVersion = 'standard-setting@1'

/** Returns the hash to be signed. Refuses: not-found, forbidden, cut-score-wrong-state, cut-score-not-computable. */
export async function closeStudy(ctx: Context, actor: Actor, studyId: string): Promise<string> {
  let hash = ''
  const wanted = { studyId, as: 'manager', states: ['draft', 'between'] } as const
  await changeStudy(ctx, actor, wanted, async (trx, study) => {
    const gathered = await gatherStudy({ ...ctx, db: trx }, study)
    const at = ctx.clock.now()
    const organisation = {
      id: study.organisationId,
      name: await findOrganisationName(trx, study.organisationId),
    }
    const document = recordOf(gathered, organisation, { at, by: actorName(actor) })
    hash = contentHash(document)
    await insertRecord(trx, studyId, { document, hash, at })
    const { cut, se } = document.result
    return [{ action: 'cut-score.closed', detail: { hash, cut, se } }]
  })
  return hash
}

function recordOf(
  gathered: GatheredStudy,
  organisation: { id: string; name: string },
  closed: { at: Date; by: string },
): RecordDocument {
  const { study, form, items, judges, rounds, estimates, basis, regulation } = gathered
  const obstacle = isJudged(study.method) ? undefined : whyNoCut(study.method, study.observations)
  const result = obstacle ? undefined : computeCut(basis)
  if (!result)
    throw new Refusal(cutScoreRefusals['cut-score-not-computable'], {
      ...(obstacle ?? { zh: '还没有结束的轮次', en: 'no round has been closed' }),
    })
  return {
    schema: recordSchema,
    study: {
      id: study.id,
      title: study.title,
      organisation,
      method: study.method,
      createdAt: study.createdAt.toISOString(),
      createdBy: study.createdBy,
      closedAt: closed.at.toISOString(),
      closedBy: closed.by,
    },
    object: {
      part: 'theory',
      bank: form.bank,
      level: form.level,
      form: study.formId,
      formHash: study.formHash,
      standardHash: gathered.standardHash,
      fullMarks: study.fullMarks,
      items,
    },
    description: study.description,
    judges: judges.map(({ userId, name, excluded }) => ({
      id: userId,
      name,
      excluded: excluded && { ...excluded, at: excluded.at.toISOString() },
    })),
    rounds: rounds.map(({ round, openedAt, closedAt }) => ({
      round,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt!.toISOString(),
      estimates: counted(judges, estimates, round).map((one) => ({
        judge: one.userId,
        savedAt: one.savedAt.toISOString(),
        given: one.estimates,
      })),
    })),
    observations: study.observations,
    distribution: basis.distribution,
    facilities: basis.facilities,
    result,
    regulation,
    impact: impactOf(result, basis.distribution, regulation, study.fullMarks),
    versions: { record: recordSchema, methods: methodsVersion },
  }
}
