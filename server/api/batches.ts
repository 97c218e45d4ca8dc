/* The JSON door of batches. */
import { admitCandidates } from '../batches/admit-candidates.ts'
import { changeBatch, removeCandidate } from '../batches/change-batch.ts'
import { confirmBatch, listGaps } from '../batches/confirm-batch.ts'
import { createBatch } from '../batches/create-batch.ts'
import {
  getBatch,
  listAdmissions,
  listBatches,
  listBatchForms,
  listBatchStaff,
} from '../batches/get-batch.ts'
import { setForms } from '../batches/set-forms.ts'
import { setStaff } from '../batches/set-staff.ts'
import { closeBatch } from '../sittings/close-batch.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, requireStaff, z } from './door.ts'
import { limits } from './limits.ts'
import { toWire } from './wire.ts'

const params = z.object({ batchId: idParam })
const done = z.object({ done: z.literal(true) })
const ok = { done: true as const }

const batch = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    title: z.string(),
    standardHash: z.string(),
    bankId: z.string(),
    level: z.number().int(),
    specialisation: z.string(),
    state: z.enum(['draft', 'ready', 'open', 'closed', 'marked', 'published', 'certified', 'archived']),
    opensAt: z.string(),
    closesAt: z.string(),
    minutes: z.number().int(),
    lateEntryMinutes: z.number().int(),
    earlyLeaveMinutes: z.number().int(),
    graceSeconds: z.number().int(),
    rules: z.record(z.string(), z.any()),
    practicalTaskHash: z.string().nullable(),
    createdAt: z.string(),
    publishedAt: z.string().nullable(),
  })
  .openapi('Batch')

const admission = z
  .object({
    admissionNo: z.string(),
    name: z.string(),
    idNumberMasked: z.string(),
    formId: z.string().nullable(),
    room: z.string().nullable(),
    seat: z.string().nullable(),
    extraMinutes: z.number().int(),
    eligibility: z.any(),
  })
  .openapi('Admission')

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const newBatch = z
  .strictObject({
    organisationId: idParam,
    title: z.string().trim().min(1).max(100),
    bankId: z.string().max(20),
    level: z.number().int().min(1).max(5),
    specialisation: z.string().max(60).optional(),
    opensAt: instant,
    closesAt: instant,
    minutes: z.number().int().min(1).max(600).optional(),
    lateEntryMinutes: z.number().int().min(0).max(600).optional(),
    earlyLeaveMinutes: z.number().int().min(0).max(600).optional(),
    graceSeconds: z.number().int().min(0).max(600).optional(),
    practicalTaskHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .openapi('NewBatch')

const batchChange = z
  .strictObject({
    title: z.string().trim().min(1).max(100),
    opensAt: instant,
    closesAt: instant,
    minutes: z.number().int().min(1).max(600),
    lateEntryMinutes: z.number().int().min(0).max(600),
    earlyLeaveMinutes: z.number().int().min(0).max(600),
    graceSeconds: z.number().int().min(0).max(600),
    specialisation: z.string().max(60),
    practicalTaskHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  })
  .openapi('BatchChange')

const facts = z.strictObject({
  age: z.number().int().min(0).max(120).optional(),
  workYears: z.number().min(0).max(80).optional(),
  intendsToWork: z.boolean().optional(),
  apprenticeshipFinished: z.boolean().optional(),
  levels: z
    .array(z.strictObject({ level: z.number().int().min(1).max(5), years: z.number().min(0).max(80) }))
    .max(10)
    .optional(),
  titles: z
    .array(z.strictObject({ title: z.enum(['初级', '中级', '高级']), years: z.number().min(0).max(80) }))
    .max(10)
    .optional(),
  graduations: z
    .array(
      z.strictObject({
        school: z.string().max(60),
        related: z.boolean(),
        student: z.boolean(),
        years: z.number().min(0).max(80),
      }),
    )
    .max(10)
    .optional(),
})

const candidateRow = z.strictObject({
  name: z.string().max(100),
  idType: z.string().max(40),
  idNumber: z.string().max(60),
  room: z.string().max(40).optional(),
  seat: z.string().max(20).optional(),
  extraMinutes: z.number().int().min(0).max(600).optional(),
  facts: facts.optional(),
})

export function batchesRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches',
        tags: ['batches'],
        summary: 'List the batches one may see',
        responses: answers('Newest first.', z.object({ batches: z.array(batch) })),
      }),
      async (c) => c.json({ batches: toWire(await listBatches(ctx, requireStaff(c))) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches',
        tags: ['batches'],
        summary: 'Create a batch in draft',
        request: { body: jsonBody(newBatch) },
        responses: answers('The id of the batch.', z.object({ id: z.string() }), 201),
      }),
      async (c) => c.json({ id: await createBatch(ctx, requireStaff(c), c.req.valid('json')) }, 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}',
        tags: ['batches'],
        summary: 'Read a batch',
        request: { params },
        responses: answers(
          'The batch and what is still missing.',
          z.object({
            batch,
            gaps: z.array(z.object({ zh: z.string(), en: z.string() })),
            forms: z.array(z.string()),
            staff: z.array(z.object({ userId: z.string(), name: z.string(), role: z.string() })),
          }),
        ),
      }),
      async (c) => {
        const actor = requireStaff(c)
        const { batchId } = c.req.valid('param')
        const found = await getBatch(ctx, actor, batchId)
        const [gaps, forms, staff] = await Promise.all([
          listGaps(ctx, actor, batchId),
          listBatchForms(ctx, actor, batchId),
          listBatchStaff(ctx, actor, batchId),
        ])
        return c.json({ batch: toWire(found), gaps, forms, staff: [...staff] }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/api/v1/batches/{batchId}',
        tags: ['batches'],
        summary: 'Correct a batch before it begins',
        description: 'A confirmed one may be postponed or renamed; its minutes and its practical task stand.',
        request: { params, body: jsonBody(batchChange) },
        responses: answers('Changed.', z.object({ changed: z.literal(true) })),
      }),
      async (c) => {
        const { batchId } = c.req.valid('param')
        await changeBatch(ctx, requireStaff(c), { batchId, ...c.req.valid('json') })
        return c.json({ changed: true as const }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/admissions/{admissionNo}/removal',
        tags: ['batches'],
        summary: 'Take a candidate off the list before the window begins',
        request: {
          params: z.object({ batchId: idParam, admissionNo: idParam }),
          body: jsonBody(z.strictObject({ reason: z.string().max(500) })),
        },
        responses: answers('Removed.', z.object({ removed: z.literal(true) })),
      }),
      async (c) => {
        await removeCandidate(ctx, requireStaff(c), { ...c.req.valid('param'), ...c.req.valid('json') })
        return c.json({ removed: true as const }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}/admissions',
        tags: ['batches'],
        summary: 'List the candidates',
        request: { params },
        responses: answers(
          'In the order of admission numbers.',
          z.object({ admissions: z.array(admission) }),
        ),
      }),
      async (c) =>
        c.json(
          { admissions: toWire(await listAdmissions(ctx, requireStaff(c), c.req.valid('param').batchId)) },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/admissions',
        tags: ['batches'],
        summary: 'Admit candidates: all rows or none',
        middleware: limits({ bodyBytes: 2_000_000, seconds: 20 }),
        request: { params, body: jsonBody(z.strictObject({ rows: z.array(candidateRow).min(1).max(2000) })) },
        responses: answers(
          'Admission numbers in the order of the rows.',
          z.object({ admitted: z.array(z.object({ admissionNo: z.string(), name: z.string() })) }),
          201,
        ),
      }),
      async (c) => {
        const { batchId } = c.req.valid('param')
        const admitted = await admitCandidates(ctx, contexts.secrets, requireStaff(c), {
          batchId,
          rows: c.req.valid('json').rows,
        })
        return c.json({ admitted: [...admitted] }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/api/v1/batches/{batchId}/forms',
        tags: ['batches'],
        summary: 'Choose and compile the forms',
        middleware: limits({ seconds: 30 }),
        request: { params, body: jsonBody(z.strictObject({ formIds: z.array(idParam).min(1).max(20) })) },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await setForms(ctx, requireStaff(c), {
          batchId: c.req.valid('param').batchId,
          formIds: c.req.valid('json').formIds,
        })
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/api/v1/batches/{batchId}/staff',
        tags: ['batches'],
        summary: 'Name invigilators and raters',
        request: {
          params,
          body: jsonBody(
            z.strictObject({
              staff: z
                .array(
                  z.strictObject({
                    userId: idParam,
                    role: z.enum(['invigilator', 'rater', 'practical-rater']),
                  }),
                )
                .max(200),
            }),
          ),
        },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await setStaff(ctx, requireStaff(c), {
          batchId: c.req.valid('param').batchId,
          staff: c.req.valid('json').staff,
        })
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/confirmation',
        tags: ['batches'],
        summary: 'Confirm: candidates may sign in inside the window',
        request: { params },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await confirmBatch(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json(ok, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/closure',
        tags: ['batches'],
        summary: 'Close: no sitting can begin any more',
        request: { params },
        responses: answers('Done.', done),
      }),
      async (c) => {
        await closeBatch(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json(ok, 200)
      },
    )
}
