/* The JSON door of standards: public. */
import { getStandard, listStandards } from '../standards/get-standard.ts'
import { answers, type Contexts, createApi, createRoute, z } from './door.ts'
import { toWire } from './wire.ts'

const summary = z
  .object({
    hash: z.string(),
    id: z.string(),
    edition: z.string(),
    name: z.string(),
    title: z.string(),
    kind: z.enum(['national', 'industry', 'enterprise']),
    levels: z.array(z.number().int()),
    flags: z.array(z.string()),
    effectiveFrom: z.string(),
  })
  .openapi('StandardSummary')

const document = z
  .record(z.string(), z.any())
  .openapi('StandardDocument', { description: 'Schema: /schemas/v1/standard.schema.json' })

export function standardsRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/standards',
        tags: ['standards'],
        summary: 'List the standards',
        responses: answers(
          'The newest revision of every edition.',
          z.object({ standards: z.array(summary) }),
        ),
      }),
      async (c) => c.json({ standards: toWire(await listStandards(ctx)) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/standards/{id}/{edition}',
        tags: ['standards'],
        summary: 'Read a standard',
        request: { params: z.object({ id: z.string().max(20), edition: z.string().max(20) }) },
        responses: answers(
          'The document and the hash that names this revision.',
          z.object({ hash: z.string(), standard: document }),
        ),
      }),
      async (c) => {
        const { id, edition } = c.req.valid('param')
        const { hash, standard } = await getStandard(ctx, id, edition)
        return c.json({ hash, standard: { ...standard } }, 200)
      },
    )
}
