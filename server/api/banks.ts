/* The JSON door of banks: counts and syllabuses are public, items by permission. */
import { getBank, getSyllabus, listBanks } from '../banks/list-banks.ts'
import { listItemsOfPoint, listTasks } from '../banks/list-items.ts'
import { answers, type Contexts, createApi, createRoute, requireStaff, z } from './door.ts'
import { toWire } from './wire.ts'

const level = z.coerce.number().int().min(1).max(5)
const bankId = z.string().max(20)
const anyDocument = z.record(z.string(), z.any())

const summary = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    levels: z.array(
      z.object({
        level: z.number().int(),
        points: z.number().int(),
        items: z.number().int(),
        open: z.number().int(),
        kinds: z.record(z.string(), z.number().int()),
        models: z.number().int(),
        tasks: z.number().int(),
      }),
    ),
  })
  .openapi('BankSummary')

export function banksRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks',
        tags: ['banks'],
        summary: 'List the banks',
        responses: answers('Banks with their levels and counts.', z.object({ banks: z.array(summary) })),
      }),
      async (c) => c.json({ banks: toWire(await listBanks(ctx)) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks/{bankId}',
        tags: ['banks'],
        summary: 'Read a bank',
        request: { params: z.object({ bankId }) },
        responses: answers('Schema: /schemas/v1/bank.schema.json', z.object({ bank: anyDocument })),
      }),
      async (c) => c.json({ bank: { ...(await getBank(ctx, c.req.valid('param').bankId)) } }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks/{bankId}/levels/{level}/syllabus',
        tags: ['banks'],
        summary: 'Read the syllabus of a level',
        request: { params: z.object({ bankId, level }) },
        responses: answers(
          'Schema: /schemas/v1/syllabus.schema.json',
          z.object({ hash: z.string(), syllabus: anyDocument }),
        ),
      }),
      async (c) => {
        const { bankId: bank, level: of } = c.req.valid('param')
        const { hash, syllabus } = await getSyllabus(ctx, bank, of)
        return c.json({ hash, syllabus: { ...syllabus } }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks/{bankId}/levels/{level}/points/{point}/items',
        tags: ['banks'],
        summary: 'Read the items of a point',
        description: 'Item writers and reviewers get every item; everybody else gets the open ones.',
        request: { params: z.object({ bankId, level, point: z.string().regex(/^[A-Z]{3}\d{3}$/) }) },
        responses: answers(
          'Schema of an item: /schemas/v1/item.schema.json',
          z.object({
            items: z.array(z.object({ hash: z.string(), item: anyDocument })),
            hidden: z.number().int(),
          }),
        ),
      }),
      async (c) => {
        const { bankId: bank, level: of, point } = c.req.valid('param')
        const { items, hidden } = await listItemsOfPoint(ctx, c.get('actor'), bank, of, point)
        return c.json({ items: items.map(({ hash, item }) => ({ hash, item: { ...item } })), hidden }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/banks/{bankId}/levels/{level}/practical-tasks',
        tags: ['banks'],
        summary: 'Read the practical tasks of a level',
        request: { params: z.object({ bankId, level }) },
        responses: answers(
          'Schema: /schemas/v1/practical-task.schema.json',
          z.object({ tasks: z.array(z.object({ hash: z.string(), task: anyDocument })) }),
        ),
      }),
      async (c) => {
        const { bankId: bank, level: of } = c.req.valid('param')
        const tasks = await listTasks(ctx, requireStaff(c), bank, of)
        return c.json({ tasks: tasks.map(({ hash, task }) => ({ hash, task: { ...task } })) }, 200)
      },
    )
}
