/* The JSON door of self-assessment: open to everybody, on open items only. */
import { answerItem } from '../practice/answer-item.ts'
import { endSelfAssessment } from '../practice/end-self-assessment.ts'
import { getFeedback, getSelfAssessment } from '../practice/get-self-assessment.ts'
import { practiceModes } from '../practice/model.ts'
import { questionOf } from '../practice/question.ts'
import { startSelfAssessment } from '../practice/start-self-assessment.ts'
import { answers, type Contexts, createApi, createRoute, idParam, jsonBody, z } from './door.ts'
import { toWire } from './wire.ts'

const params = z.object({ id: idParam })

const selfAssessment = z
  .object({
    id: z.string(),
    bankId: z.string(),
    level: z.number().int(),
    mode: z.enum(practiceModes),
    state: z.enum(['running', 'ended']),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    answered: z.number().int(),
    minItems: z.number().int(),
    maxItems: z.number().int(),
    confidence: z.enum(['low', 'medium', 'high']),
    /** null once ended. */
    current: z.record(z.string(), z.any()).nullable(),
    /** null until ended. */
    report: z.record(z.string(), z.any()).nullable(),
  })
  .openapi('SelfAssessment')

export function practiceRoutes(contexts: Contexts) {
  const ctx = contexts.staff

  async function wireOf(id: string): Promise<z.infer<typeof selfAssessment>> {
    const { answers: given, current, report, createdAt, endedAt, ...run } = await getSelfAssessment(ctx, id)
    return {
      ...run,
      createdAt: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      answered: given.length,
      current: current && { ...questionOf(current) },
      report: report && { ...toWire(report) },
    }
  }

  return createApi()
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/self-assessments',
        tags: ['practice'],
        summary: 'Begin a self-assessment on the open items of a level',
        description:
          'Needs no account. measure: 10–30 items, until the standard error of ability is 0.40. classify: 10–40 items, until passing is likely or not (SPRT, 5 % either way). Whoever knows the id can go on with it; it is removed after 90 days.',
        request: {
          body: jsonBody(
            z.strictObject({
              bankId: z.string().min(1).max(20),
              level: z.number().int().min(1).max(5),
              mode: z.enum(practiceModes),
            }),
          ),
        },
        responses: answers('The first item is `current`, without its key.', selfAssessment, 201),
      }),
      async (c) => {
        const input = { ...c.req.valid('json'), address: c.get('address') }
        return c.json(await wireOf(await startSelfAssessment(ctx, contexts.throttles, input)), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/self-assessments/{id}',
        tags: ['practice'],
        summary: 'The item to be answered now, or the report',
        request: { params },
        responses: answers('Where the self-assessment stands.', selfAssessment),
      }),
      async (c) => c.json(await wireOf(c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/self-assessments/{id}/answers',
        tags: ['practice'],
        summary: 'Answer the current item',
        description:
          'The first answer to an item stands: sent again, it is answered alike. `response` has the form of the item kind (/schemas/v1/response.schema.json); null means “I do not know”.',
        request: {
          params,
          body: jsonBody(z.strictObject({ item: idParam, response: z.any() })),
        },
        responses: answers(
          'What the answer is worth and why, the key, and where the self-assessment stands.',
          z.object({
            number: z.number().int(),
            right: z.boolean(),
            fraction: z.number(),
            reasons: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
            key: z.any(),
            rationale: z.string(),
            selfAssessment,
          }),
        ),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { item, response } = c.req.valid('json')
        const { number } = await answerItem(ctx, { id, item, response })
        const { answer, revision, credit } = await getFeedback(ctx, id, number)
        return c.json(
          {
            number,
            right: answer.score === 1,
            fraction: answer.fraction,
            reasons: credit.reasons.map(({ code, zh, en }) => ({ code, zh, en })),
            key: 'key' in revision.item ? (revision.item.key as unknown) : null,
            rationale: revision.item.rationale,
            selfAssessment: await wireOf(id),
          },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/self-assessments/{id}/conclusion',
        tags: ['practice'],
        summary: 'End a self-assessment early',
        description: 'Its report says how little it rests on. Ending it again changes nothing.',
        request: { params },
        responses: answers('With the report.', selfAssessment),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await endSelfAssessment(ctx, id)
        return c.json(await wireOf(id), 200)
      },
    )
}
