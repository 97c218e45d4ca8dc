/* The JSON door of certificates: issuing and revoking for staff, verifying for everybody. */
import { getCertificatePdf, getPublicCertificate } from '../certificates/get-certificate.ts'
import { listCertificates, requestCertificates } from '../certificates/issue-certificates.ts'
import { revokeCertificate } from '../certificates/revoke-certificate.ts'
import { verifyPdf } from '../certificates/verify-pdf.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import {
  answers,
  type Contexts,
  createApi,
  createRoute,
  idParam,
  jsonBody,
  problemResponse,
  requireStaff,
  z,
} from './door.ts'
import { limits } from './limits.ts'
import { toWire } from './wire.ts'

const params = z.object({ batchId: idParam })
const document = z.record(z.string(), z.any())
const number = z.string().regex(/^[A-Z]\d{12}\d{2}[1-5]\d{6}$/)
const status = z.enum(['valid', 'revoked', 'superseded'])

export function certificatesRoutes(contexts: Contexts) {
  const ctx = contexts.staff
  return createApi()
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/batches/{batchId}/certificates',
        tags: ['certificates'],
        summary: 'Issue certificates to all who passed',
        description: 'Queued: a job numbers, draws and stores them.',
        request: { params },
        responses: answers('Queued.', z.object({ queued: z.literal(true) }), 202),
      }),
      async (c) => {
        await requestCertificates(ctx, requireStaff(c), c.req.valid('param').batchId)
        return c.json({ queued: true as const }, 202)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/batches/{batchId}/certificates',
        tags: ['certificates'],
        summary: 'List the certificates of a batch',
        request: { params },
        responses: answers('In the order of numbers.', z.object({ certificates: z.array(document) })),
      }),
      async (c) =>
        c.json(
          {
            certificates: toWire(await listCertificates(ctx, requireStaff(c), c.req.valid('param').batchId)),
          },
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/certificates/{number}/pdf',
        tags: ['certificates'],
        summary: 'The PDF, for the institution that issued it',
        request: { params: z.object({ number }) },
        responses: {
          200: {
            description: 'PDF, A4.',
            content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
          },
          default: problemResponse,
        },
      }),
      async (c) => {
        const pdf = await getCertificatePdf(ctx, requireStaff(c), c.req.valid('param').number)
        return c.body(new Uint8Array(pdf), 200, {
          'content-type': 'application/pdf',
          'cache-control': 'no-store',
        }) as never
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/certificates/{number}/revocation',
        tags: ['certificates'],
        summary: 'Revoke, with a reason that stays on the public page',
        request: {
          params: z.object({ number }),
          body: jsonBody(z.strictObject({ reason: z.string().max(500) })),
        },
        responses: answers('Done.', z.object({ done: z.literal(true) }), 201),
      }),
      async (c) => {
        await revokeCertificate(ctx, requireStaff(c), {
          number: c.req.valid('param').number,
          reason: c.req.valid('json').reason,
        })
        return c.json({ done: true as const }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/v1/verification/{publicId}',
        tags: ['verification'],
        summary: 'Verify a certificate by the address of its QR code',
        request: {
          params: z.object({
            publicId: z
              .string()
              .min(20)
              .max(64)
              .regex(/^[\w-]+$/),
          }),
        },
        responses: answers(
          'Everything printed, personal data masked.',
          z.object({
            number: z.string(),
            status,
            document,
            documentHash: z.string(),
            pdfSha256: z.string(),
            institution: z.string(),
            history: z.array(z.object({ at: z.string(), status, reason: z.string() })),
          }),
        ),
      }),
      async (c) => c.json(toWire(await getPublicCertificate(ctx, c.req.valid('param').publicId)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api/v1/verification',
        tags: ['verification'],
        summary: 'Verify a certificate file',
        description: 'The body is the PDF, at most 2 MB. Nothing of it is kept.',
        middleware: limits({ bodyBytes: 2_000_000 }),
        request: {
          body: {
            required: true,
            content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
          },
        },
        responses: answers(
          'Genuine, altered or unknown, and the way back to the standard.',
          z.object({
            valid: z.boolean(),
            file: z.enum(['genuine', 'altered', 'unknown']),
            sha256: z.string(),
            number: z.string().nullable(),
            status: status.nullable(),
            trace: z.array(z.object({ step: z.string(), holds: z.boolean(), detail: z.string() })),
          }),
        ),
      }),
      async (c) => {
        const bytes = Buffer.from(await c.req.arrayBuffer())
        if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
          throw new Refusal(commonRefusals['invalid-input'], {
            zh: '这不是 PDF 文件',
            en: 'this is not a PDF file',
          })
        const { certificate: _personal, ...verdict } = await verifyPdf(ctx, bytes)
        return c.json({ ...verdict, trace: [...verdict.trace] }, 200)
      },
    )
}
