/* The JSON door of marking and results. */
import { computeResults, listResults, publishResults } from '../marking/compute-results.ts'
import {
  enterPracticalSheet,
  listPracticalMarks,
  settlePracticalPanel,
} from '../marking/enter-practical-sheet.ts'
import { enterReviewMark } from '../marking/enter-review-mark.ts'
import { findScoreRun } from '../marking/get-score-run.ts'
import { listRatingQueue, rateAnswer } from '../marking/rate-answer.ts'
import { reviseResults } from '../marking/revise-results.ts'
import { listRulings, ruleOnItem } from '../marking/rule-on-item.ts'
import { clearPartStatus, setPartStatus } from '../marking/set-part-status.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, requireStaff, z } from './door.ts'
import { toWire } from './wire.ts'

const batchParams = z.object({ batchId: idParam })
const params = z.object({ batchId: idParam, admissionNo: idParam })
const part = z.enum(['theory', 'practical', 'review'])
const done = z.object({ done: z.literal(true) })
const ok = { done: true as const }
const document = z.record(z.string(), z.any())
const base = '/api/v1/batches/{batchId}'

export function markingRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: `${base}/rating-queue`,
        tags: ['marking'],
        summary: 'Answers this rater may rate next, without names',
        request: { params: batchParams },
        responses: answers('At most 20.', z.object({ queue: z.array(document) })),
      }),
      async (c) => {
        const queue = await listRatingQueue(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json({ queue: toWire(queue) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/candidates/{admissionNo}/ratings`,
        tags: ['marking'],
        summary: 'Rate an answer by its scoring points',
        request: {
          params,
          body: jsonBody(
            z.strictObject({
              itemNumber: z.number().int().min(1).max(1000),
              subItem: z.string().max(8).default(''),
              points: z.array(z.number().int().min(0).max(99)).max(100),
              comment: z.string().max(1000).optional(),
            }),
          ),
        },
        responses: answers(
          'Where the answer stands.',
          z.object({ state: z.enum(['open', 'arbitration', 'done']) }),
        ),
      }),
      async (c) =>
        c.json(
          {
            state: await rateAnswer(ctx, requireStaff(c), {
              ...c.req.valid('param'),
              ...c.req.valid('json'),
            }),
          },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${base}/practical`,
        tags: ['marking'],
        summary: 'Practical sheets and panel marks',
        request: { params: batchParams },
        responses: answers(
          'The task and a row a candidate; null without a practical task.',
          z.object({ practical: document.nullable() }),
        ),
      }),
      async (c) =>
        c.json(
          {
            practical:
              toWire(await listPracticalMarks(ctx, requireStaff(c), c.req.valid('param').batchId)) ?? null,
          },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/candidates/{admissionNo}/practical-sheets`,
        tags: ['marking'],
        summary: 'Enter a deduction sheet (评分记录表)',
        request: {
          params,
          body: jsonBody(
            z.strictObject({
              deductions: z.record(
                z.string().max(12),
                z.record(z.string().max(4), z.number().int().min(0).max(999)),
              ),
              vetoes: z.array(z.string().max(8)).max(50),
              comment: z.string().max(1000).optional(),
            }),
          ),
        },
        responses: answers('Marks of this sheet before vetoes.', z.object({ marks: z.number() }), 201),
      }),
      async (c) =>
        c.json(
          {
            marks: await enterPracticalSheet(ctx, requireStaff(c), {
              ...c.req.valid('param'),
              ...c.req.valid('json'),
            }),
          },
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/candidates/{admissionNo}/practical-decision`,
        tags: ['marking'],
        summary: 'Settle a panel whose raters do not agree',
        request: {
          params,
          body: jsonBody(
            z.strictObject({
              marks: z.number().min(0).max(1000).optional(),
              vetoes: z.record(z.string().max(8), z.boolean()).default({}),
              reason: z.string().max(1000),
            }),
          ),
        },
        responses: answers('Done.', done, 201),
      }),
      async (c) => {
        await settlePracticalPanel(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(ok, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${base}/candidates/{admissionNo}/review-mark`,
        tags: ['marking'],
        summary: 'Enter a mark of the review part',
        request: {
          params,
          body: jsonBody(
            z.strictObject({ marks: z.number().min(0).max(1000), comment: z.string().max(1000).optional() }),
          ),
        },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await enterReviewMark(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: `${base}/candidates/{admissionNo}/part-status`,
        tags: ['marking'],
        summary: 'Record 缺考 or 违纪, or clear it',
        request: {
          params,
          body: jsonBody(
            z.strictObject({
              part,
              state: z.enum(['absent', 'violation', 'none']),
              reason: z.string().max(1000),
            }),
          ),
        },
        responses: answers('Done.', done),
      }),
      async (c) => {
        const { state, ...input } = c.req.valid('json')
        const actor = requireStaff(c)
        if (state === 'none') await clearPartStatus(ctx, actor, { ...c.req.valid('param'), ...input })
        else await setPartStatus(ctx, actor, { ...c.req.valid('param'), ...input, state })
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${base}/candidates/{admissionNo}/score-run`,
        tags: ['marking'],
        summary: 'Why the theory mark is what it is',
        request: { params },
        responses: answers(
          'The newest run, item by item; null before marking.',
          z.object({ run: document.nullable() }),
        ),
      }),
      async (c) => {
        const { batchId, admissionNo } = c.req.valid('param')
        return c.json(
          { run: toWire(await findScoreRun(ctx, requireStaff(c), batchId, admissionNo)) ?? null },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/results`,
        tags: ['results'],
        summary: 'Compute the results of a closed batch',
        request: { params: batchParams },
        responses: answers(
          'How many, and how many are pending.',
          z.object({ results: z.number().int(), pending: z.number().int() }),
        ),
      }),
      async (c) => c.json(await computeResults(ctx, requireStaff(c), c.req.valid('param').batchId), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${base}/results`,
        tags: ['results'],
        summary: 'Read the results',
        request: { params: batchParams },
        responses: answers(
          'Schema of a result: /schemas/v1/result.schema.json',
          z.object({ results: z.array(document) }),
        ),
      }),
      async (c) =>
        c.json(
          { results: toWire(await listResults(ctx, requireStaff(c), c.req.valid('param').batchId)) },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/publication`,
        tags: ['results'],
        summary: 'Publish the results',
        request: { params: batchParams },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await publishResults(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: `${base}/item-rulings`,
        tags: ['marking'],
        summary: 'Rulings on faulty items of the batch',
        request: { params: batchParams },
        responses: answers('Newest revision of each.', z.object({ rulings: z.array(document) })),
      }),
      async (c) =>
        c.json(
          { rulings: toWire(await listRulings(ctx, requireStaff(c), c.req.valid('param').batchId)) },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/item-rulings`,
        tags: ['marking'],
        summary: 'Rule on a faulty item: full marks for everybody, or further keys',
        description:
          'Sittings with the item are marked again. Then compute the results anew, or revise them after publication. null takes a ruling back before publication.',
        request: {
          params: batchParams,
          body: jsonBody(
            z.strictObject({
              itemHash: idParam,
              ruling: z
                .union([
                  z.strictObject({ kind: z.literal('full-marks') }),
                  z.strictObject({ kind: z.literal('also-accept'), keys: z.array(z.any()).min(1).max(40) }),
                ])
                .nullable(),
              reason: z.string().max(1000),
            }),
          ),
        },
        responses: answers('How many sittings are marked again.', z.object({ sittings: z.number().int() })),
      }),
      async (c) =>
        c.json(
          {
            sittings: await ruleOnItem(ctx, requireStaff(c), {
              ...c.req.valid('param'),
              ...c.req.valid('json'),
            }),
          },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${base}/results/revision`,
        tags: ['marking'],
        summary: 'Revise published results after a ruling',
        description: 'Only upwards. Certificates are then issued or replaced on request.',
        request: { params: batchParams, body: jsonBody(z.strictObject({ reason: z.string().max(1000) })) },
        responses: answers(
          'What changed.',
          z.object({ changed: z.number().int(), newlyPassed: z.number().int() }),
        ),
      }),
      async (c) =>
        c.json(
          await reviseResults(ctx, requireStaff(c), c.req.valid('param').batchId, c.req.valid('json').reason),
          200,
        ),
    )
}
