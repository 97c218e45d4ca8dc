/* The JSON door of standard setting. */
import { closeStudy } from '../analytics/cut-scores/close-study.ts'
import { createStudy } from '../analytics/cut-scores/create-study.ts'
import { enterObservations } from '../analytics/cut-scores/enter-observations.ts'
import { getRecord } from '../analytics/cut-scores/get-record.ts'
import { getStudy, listStudies } from '../analytics/cut-scores/get-study.ts'
import { methods } from '../analytics/cut-scores/model.ts'
import { closeRound, excludeJudge, openRound } from '../analytics/cut-scores/run-rounds.ts'
import { saveEstimates } from '../analytics/cut-scores/save-estimates.ts'
import { declineRecord, signRecord } from '../analytics/cut-scores/sign-record.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, requireStaff, z } from './door.ts'
import { limits } from './limits.ts'
import { toWire } from './wire.ts'

const document = z.record(z.string(), z.any())
const study = z.object({ studyId: idParam })
const tags = ['cut-scores']
const path = '/api/v1/cut-scores'
const number = z.union([z.number(), z.string().max(40)])
const done = (description: string) => answers(description, z.object({ done: z.literal(true) }))
const isDone = { done: true as const }

export function cutScoreRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path,
        tags,
        summary: 'Studies one may read or judges',
        responses: answers('Newest first.', z.object({ studies: z.array(document) })),
      }),
      async (c) => {
        const studies = await listStudies(ctx, requireStaff(c))
        return c.json({ studies: studies.map((one): Record<string, unknown> => toWire(one)) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path,
        tags,
        summary: 'Make a study of one form',
        request: {
          body: jsonBody(
            z.strictObject({
              title: z.string().max(200),
              method: z.enum(methods),
              formId: idParam,
              description: z.string().max(5000),
              judges: z.array(idParam).max(100),
            }),
          ),
        },
        responses: answers('Made.', z.object({ id: z.string() }), 201),
      }),
      async (c) => c.json({ id: await createStudy(ctx, requireStaff(c), c.req.valid('json')) }, 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/{studyId}`,
        tags,
        summary: 'A study: its judges, progress, and what came out',
        request: { params: study },
        responses: answers('Figures that cannot be had are null.', document),
      }),
      async (c) => {
        const report = await getStudy(ctx, requireStaff(c), c.req.valid('param').studyId)
        const { document: _, ...stored } = report.study
        return c.json(
          toWire({
            study: stored,
            judges: report.judges,
            rounds: report.rounds,
            progress: report.progress.map(({ judge, ...rest }) => ({ judge: judge.userId, ...rest })),
            result: report.result ?? null,
            impact: report.impact,
            sittings: report.sittings,
            regulation: report.regulation,
          }) as Record<string, unknown>,
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/rounds`,
        tags,
        summary: 'Open the next round',
        request: { params: study },
        responses: done('Opened.'),
      }),
      async (c) => {
        await openRound(ctx, requireStaff(c), c.req.valid('param').studyId)
        return c.json(isDone, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/round-closure`,
        tags,
        summary: 'Close the round that is open',
        request: { params: study },
        responses: done('Closed.'),
      }),
      async (c) => {
        await closeRound(ctx, requireStaff(c), c.req.valid('param').studyId)
        return c.json(isDone, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/exclusions`,
        tags,
        summary: 'Leave a judge out, or put down that no answer came',
        request: {
          params: study,
          body: jsonBody(z.strictObject({ userId: idParam, reason: z.string().max(1000) })),
        },
        responses: done('Put down.'),
      }),
      async (c) => {
        await excludeJudge(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(isDone, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${path}/{studyId}/estimates`,
        tags,
        summary: 'Save own estimates of the open round',
        description:
          'Merged with what is there; null takes an entry back. Angoff: item number → per cent. Ebel: cells of ' +
          'items, per cent by cell. Hofstee: lowestCut, highestCut in marks, lowestFail, highestFail in per cent.',
        request: {
          params: study,
          body: jsonBody(
            z.strictObject({
              values: z.record(z.string().max(60), number.nullable()).optional(),
              cells: z.record(z.string().max(60), z.string().max(60).nullable()).optional(),
            }),
          ),
        },
        responses: answers('What the round still waits for.', z.object({ missing: z.array(z.string()) })),
      }),
      async (c) => {
        const { studyId } = c.req.valid('param')
        const { missing } = await saveEstimates(ctx, requireStaff(c), { studyId, patch: c.req.valid('json') })
        return c.json({ missing: [...missing] }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${path}/{studyId}/observations`,
        tags,
        summary: 'Enter candidates with score and judgement',
        middleware: limits({ bodyBytes: 2_000_000, seconds: 20 }),
        request: {
          params: study,
          body: jsonBody(
            z.strictObject({
              rows: z
                .array(z.strictObject({ candidate: z.string().max(200), score: number, rating: number }))
                .max(10_000),
            }),
          ),
        },
        responses: done('Entered; an earlier list is replaced.'),
      }),
      async (c) => {
        await enterObservations(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(isDone, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/closure`,
        tags,
        summary: 'Close the study and make its record',
        request: { params: study },
        responses: answers('The hash that is to be signed.', z.object({ hash: z.string() })),
      }),
      async (c) =>
        c.json({ hash: await closeStudy(ctx, requireStaff(c), c.req.valid('param').studyId) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${path}/{studyId}/record`,
        tags,
        summary: 'The record with its signatures, verified',
        request: { params: study },
        responses: answers('The content hash of `document` is what is signed.', document),
      }),
      async (c) => {
        const { study: _, ...record } = await getRecord(ctx, requireStaff(c), c.req.valid('param').studyId)
        return c.json(toWire(record) as Record<string, unknown>, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/record/signature`,
        tags,
        summary: 'Sign the record',
        request: {
          params: study,
          body: jsonBody(z.strictObject({ hash: z.string().max(64), password: z.string().max(200) })),
        },
        responses: done('Signed.'),
      }),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('json'), address: c.get('address') }
        await signRecord(ctx, contexts.throttles, requireStaff(c), input)
        return c.json(isDone, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${path}/{studyId}/record/decline`,
        tags,
        summary: 'Decline to sign, with a reason',
        request: {
          params: study,
          body: jsonBody(z.strictObject({ hash: z.string().max(64), reason: z.string().max(1000) })),
        },
        responses: done('Put down.'),
      }),
      async (c) => {
        await declineRecord(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(isDone, 200)
      },
    )
}
