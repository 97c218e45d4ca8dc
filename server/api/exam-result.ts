/* A candidate's own result and certificate, once they are published. */
import { getOwnCertificate } from '../certificates/get-certificate.ts'
import { findOwnResult } from '../marking/get-score-run.ts'
import { candidateSession } from './candidate-session.ts'
import { answers, type Contexts, createApi, createRoute, requireCandidate, z } from './door.ts'
import { toWire } from './wire.ts'

const resultSchema = z
  .object({
    published: z.boolean(),
    passed: z.boolean().nullable(),
    result: z
      .record(z.string(), z.any())
      .nullable()
      .openapi({ description: 'Schema: /schemas/v1/result.schema.json' }),
    certificateNumber: z.string().nullable(),
  })
  .openapi('OwnResult')

export function examResultRoutes(contexts: Contexts) {
  const ctx = contexts.exam
  return createApi().openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/exam/result',
      tags: ['exam'],
      summary: "The candidate's own result",
      description: 'Nothing is told before the results of the batch are published.',
      middleware: candidateSession(contexts),
      responses: answers('The result, or published: false.', resultSchema),
    }),
    async (c) => {
      const candidate = requireCandidate(c)
      const own = await findOwnResult(ctx, candidate)
      if (!own) return c.json({ published: false, passed: null, result: null, certificateNumber: null }, 200)
      const certificate = await getOwnCertificate(ctx, candidate)
      const certificateNumber = certificate?.record.number ?? null
      return c.json(
        { published: true, passed: own.passed, result: toWire(own.document), certificateNumber },
        200,
      )
    },
  )
}
