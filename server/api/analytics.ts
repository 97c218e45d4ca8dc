/* The JSON door of analytics: figures of items and batches, and the review of findings. */
import { getBatchReport, settleFinding } from '../analytics/get-batch-statistics.ts'
import { getBankStatistics, getItemReport } from '../analytics/get-item-statistics.ts'
import { readItem } from '../analytics/read-item.ts'
import { reviewVerdicts } from '../banks/model.ts'
import { listReviewTasks, settleReviewTask } from '../banks/review-tasks.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, requireStaff, z } from './door.ts'
import { toWire } from './wire.ts'

const document = z.record(z.string(), z.any())
const text = z.string().trim().min(1).max(2000)

export function analyticsRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks/{bankId}/levels/{level}/statistics',
        tags: ['analytics'],
        summary: 'Figures of every item of a level that was used',
        description:
          'From all marked sittings; figures that cannot be had are null. For those who write and review items.',
        request: {
          params: z.object({ bankId: idParam, level: z.coerce.number().int().min(1).max(5) }),
        },
        responses: answers(
          'In the order of item ids.',
          z.object({ computedAt: z.string().nullable(), items: z.array(document) }),
        ),
      }),
      async (c) => {
        const { bankId, level } = c.req.valid('param')
        const { items, computedAt } = await getBankStatistics(ctx, requireStaff(c), bankId, level)
        return c.json({ computedAt: computedAt?.toISOString() ?? null, items: toWire(items) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/item-revisions/{hash}/statistics',
        tags: ['analytics'],
        summary: 'Figures of one item revision, what they mean, and its review tasks',
        request: { params: z.object({ hash: idParam }) },
        responses: answers(
          'Figures with sentences for the item writer.',
          z.object({ statistics: document, readings: z.array(document), tasks: z.array(document) }),
        ),
      }),
      async (c) => {
        const report = await getItemReport(ctx, requireStaff(c), c.req.valid('param').hash)
        return c.json(
          {
            statistics: toWire(report.statistics),
            readings: toWire(readItem(report.statistics)),
            tasks: toWire(report.tasks),
          },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/review-tasks',
        tags: ['analytics'],
        summary: 'What figures call in question',
        request: { query: z.object({ state: z.enum(['open', 'settled']).optional() }) },
        responses: answers('Urgent first.', z.object({ tasks: z.array(document) })),
      }),
      async (c) =>
        c.json({ tasks: toWire(await listReviewTasks(ctx, requireStaff(c), c.req.valid('query'))) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/review-tasks/{taskId}/verdict',
        tags: ['analytics'],
        summary: 'Decide on a finding',
        description: 'A withdrawn revision enters no further form.',
        request: {
          params: z.object({ taskId: idParam }),
          body: jsonBody(z.object({ verdict: z.enum(reviewVerdicts), reason: text })),
        },
        responses: answers('Recorded.', z.object({ settled: z.literal(true) })),
      }),
      async (c) => {
        await settleReviewTask(ctx, requireStaff(c), {
          taskId: c.req.valid('param').taskId,
          ...c.req.valid('json'),
        })
        return c.json({ settled: true as const }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}/statistics',
        tags: ['analytics'],
        summary: 'Figures of a batch: forms, raters, odd agreement',
        request: { params: z.object({ batchId: idParam }) },
        responses: answers(
          'null until the batch is marked and its figures were computed.',
          z.object({ report: document.nullable() }),
        ),
      }),
      async (c) => {
        const report = await getBatchReport(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json({ report: report ? toWire(report) : null }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/agreement-findings/settlement',
        tags: ['analytics'],
        summary: 'Record what the check of two candidates gave',
        request: {
          params: z.object({ batchId: idParam }),
          body: jsonBody(z.object({ first: idParam, second: idParam, note: text })),
        },
        responses: answers('Recorded.', z.object({ settled: z.literal(true) })),
      }),
      async (c) => {
        await settleFinding(ctx, requireStaff(c), {
          batchId: c.req.valid('param').batchId,
          ...c.req.valid('json'),
        })
        return c.json({ settled: true as const }, 200)
      },
    )
}
