/* The JSON door of invigilation: what staff see of sittings and may do to them. */
import { extendSitting } from '../sittings/extend-sitting.ts'
import { listSittingEvents, listSittings } from '../sittings/list-sittings.ts'
import { incidentKinds } from '../sittings/model.ts'
import { recordIncident } from '../sittings/record-incident.ts'
import { reopenSitting } from '../sittings/reopen-sitting.ts'
import { voidSitting } from '../sittings/void-sitting.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, requireStaff, z } from './door.ts'
import { toWire } from './wire.ts'

const batchParams = z.object({ batchId: idParam })
const params = z.object({ batchId: idParam, admissionNo: idParam })
const document = z.record(z.string(), z.any())
const done = z.object({ done: z.literal(true) })
const ok = { done: true as const }
const reason = z.string().max(1000)
const minutes = z.number().int().min(1).max(240)

export function sittingsRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}/sittings',
        tags: ['sittings'],
        summary: 'The monitor: every candidate and where they are',
        request: { params: batchParams },
        responses: answers('A line a candidate.', z.object({ sittings: z.array(document) })),
      }),
      async (c) =>
        c.json({ sittings: toWire(await listSittings(ctx, requireStaff(c), c.req.valid('param'))) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}/sittings/{admissionNo}/events',
        tags: ['sittings'],
        summary: 'What happened in a sitting',
        request: { params },
        responses: answers('In order of time.', z.object({ events: z.array(document) })),
      }),
      async (c) =>
        c.json(
          {
            events: toWire(await listSittingEvents(ctx, requireStaff(c), c.req.valid('param'))) as Record<
              string,
              unknown
            >[],
          },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/extensions',
        tags: ['sittings'],
        summary: 'Give extra minutes to one candidate, or to all who are writing',
        request: {
          params: batchParams,
          body: jsonBody(z.strictObject({ admissionNo: idParam.optional(), minutes, reason })),
        },
        responses: answers('New deadlines.', z.object({ extensions: z.array(document) }), 201),
      }),
      async (c) =>
        c.json(
          {
            extensions: toWire(
              await extendSitting(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') }),
            ),
          },
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/sittings/{admissionNo}/reopening',
        tags: ['sittings'],
        summary: 'Open a sitting again, with a reason',
        request: { params, body: jsonBody(z.strictObject({ minutes, reason })) },
        responses: answers('The new deadline.', z.object({ deadlineAt: z.string() }), 201),
      }),
      async (c) =>
        c.json(
          toWire(
            await reopenSitting(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') }),
          ),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/sittings/{admissionNo}/annulment',
        tags: ['sittings'],
        summary: 'Make a sitting void, with a reason',
        request: { params, body: jsonBody(z.strictObject({ reason })) },
        responses: answers('Done.', done, 201),
      }),
      async (c) => {
        await voidSitting(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(ok, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/sittings/{admissionNo}/incidents',
        tags: ['sittings'],
        summary: 'Record an incident (考场情况)',
        request: {
          params,
          body: jsonBody(z.strictObject({ kind: z.enum(incidentKinds), text: z.string().max(2000) })),
        },
        responses: answers('Done.', done, 201),
      }),
      async (c) => {
        await recordIncident(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json(ok, 201)
      },
    )
}
