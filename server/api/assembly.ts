/* The JSON door of assembly: blueprints solved into parallel forms, with the proof. */
import { assembleForms } from '../assembly/assemble-forms.ts'
import { getAssembly } from '../assembly/get-assembly.ts'
import { listAssemblies } from '../assembly/list-assemblies.ts'
import {
  answers,
  type Contexts,
  createApi,
  createRoute,
  idParam,
  jsonBody,
  pageQuery,
  requireStaff,
  z,
} from './door.ts'
import { limits } from './limits.ts'
import { toWire } from './wire.ts'

const document = z.record(z.string(), z.any())

const newAssembly = z
  .strictObject({
    organisationId: idParam,
    bankId: z.string().max(20),
    level: z.number().int().min(1).max(5),
    patternId: z.string().max(40).optional(),
    forms: z.number().int().min(1).max(20),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  })
  .openapi('NewAssembly')

export function assemblyRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/assemblies',
        tags: ['assembly'],
        summary: 'Assemble parallel forms',
        description:
          'Solved by HiGHS; the same seed gives the same forms. Infeasible: problem `assembly-infeasible` says what the bank lacks and what to write.',
        middleware: limits({ seconds: 120 }),
        request: { body: jsonBody(newAssembly) },
        responses: answers('The assembly with its report.', z.object({ assembly: document }), 201),
      }),
      async (c) =>
        c.json({ assembly: toWire(await assembleForms(ctx, requireStaff(c), c.req.valid('json'))) }, 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/assemblies',
        tags: ['assembly'],
        summary: 'List assemblies',
        request: { query: pageQuery },
        responses: answers(
          'Newest first.',
          z.object({ page: z.number(), size: z.number(), total: z.number(), rows: z.array(document) }),
        ),
      }),
      async (c) => c.json(toWire(await listAssemblies(ctx, requireStaff(c), c.req.valid('query'))), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/assemblies/{assemblyId}',
        tags: ['assembly'],
        summary: 'Read an assembly: asked against got',
        request: { params: z.object({ assemblyId: idParam }) },
        responses: answers('Blueprint, forms, report.', z.object({ assembly: document })),
      }),
      async (c) =>
        c.json(
          { assembly: toWire(await getAssembly(ctx, requireStaff(c), c.req.valid('param').assemblyId)) },
          200,
        ),
    )
}
