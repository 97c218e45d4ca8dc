/*
 * The URL map: every router of both doors, one line each.
 */
import { Hono } from 'hono'
import { publishedSchemas } from '../bank-schemas/index.ts'
import { analyticsRoutes } from './api/analytics.ts'
import { assemblyRoutes } from './api/assembly.ts'
import { banksRoutes } from './api/banks.ts'
import { batchesRoutes } from './api/batches.ts'
import { certificatesRoutes } from './api/certificates.ts'
import { cutScoreRoutes } from './api/cut-scores.ts'
import { type AppContext, type Contexts, createApi, type Env } from './api/door.ts'
import { examRoutes } from './api/exam.ts'
import { examResultRoutes } from './api/exam-result.ts'
import { guard } from './api/guard.ts'
import { healthRoutes } from './api/health.ts'
import { identityRoutes } from './api/identity.ts'
import { markingRoutes } from './api/marking.ts'
import { createMetrics } from './api/metrics.ts'
import { apiDocument, openApiRoutes } from './api/openapi.ts'
import { practiceRoutes } from './api/practice.ts'
import { toAnswer } from './api/problem.ts'
import { sittingsRoutes } from './api/sittings.ts'
import { staffSession } from './api/staff-session.ts'
import { standardsRoutes } from './api/standards.ts'
import { commonRefusals, Refusal } from './kernel/refusal.ts'
import { candidateSignInPages } from './web/account/candidate-sign-in.tsx'
import { homePages } from './web/account/home.tsx'
import { ownPasswordPages } from './web/account/own-password.tsx'
import { signInPages } from './web/account/sign-in.tsx'
import { auditPages } from './web/admin/audit.tsx'
import { organisationPages } from './web/admin/organisations.tsx'
import { staffPages } from './web/admin/staff.tsx'
import { analyticsPages } from './web/analytics/pages.ts'
import { assembliesPages } from './web/assemblies/pages.ts'
import { assetRoutes } from './web/assets.ts'
import { banksPages } from './web/banks/pages.ts'
import { batchesPages } from './web/batches/pages.ts'
import { certificatePages } from './web/certificates/batch-certificates.tsx'
import { cutScorePages } from './web/cut-scores/pages.ts'
import { answerWithPage } from './web/error-page.tsx'
import { examPages } from './web/exam/pages.tsx'
import { markingPages } from './web/marking/pages.ts'
import { mediaRoutes } from './web/media.ts'
import { practicePages } from './web/practice/pages.ts'
import { referencePages } from './web/reference/pages.tsx'
import { ownResultPages } from './web/results/own-result.tsx'
import { standardsPages } from './web/standards/pages.ts'
import { verifyPages } from './web/verify/pages.ts'

/** The JSON door, server/api/<feature>.ts. */
const apiRouters: readonly ((contexts: Contexts) => Hono<Env>)[] = [
  identityRoutes,
  standardsRoutes,
  banksRoutes,
  practiceRoutes,
  assemblyRoutes,
  batchesRoutes,
  examRoutes,
  examResultRoutes,
  sittingsRoutes,
  markingRoutes,
  certificatesRoutes,
  analyticsRoutes,
  cutScoreRoutes,
]

/** The HTML door, server/web/<feature>/<page>.tsx. */
const pageRouters: readonly ((contexts: Contexts) => Hono<Env>)[] = [
  homePages,
  ...standardsPages,
  ...banksPages,
  ...practicePages,
  ...assembliesPages,
  ...batchesPages,
  certificatePages,
  ...analyticsPages,
  ...cutScorePages,
  ...markingPages,
  ownResultPages,
  ...verifyPages,
  signInPages,
  ownPasswordPages,
  candidateSignInPages,
  examPages,
  organisationPages,
  staffPages,
  auditPages,
]

export interface AppOptions {
  /** True once the process was told to stop: /health/ready says so. */
  readonly isDraining?: () => boolean
}

export type App = ReturnType<typeof createApp>

export function createApp(contexts: Contexts, { isDraining = () => false }: AppOptions = {}) {
  const app = createApi()
  const metrics = createMetrics(contexts.staff.db)
  const fail = (c: AppContext, error: unknown) => answerError(contexts, c, error)

  app.use('*', guard(contexts, metrics, fail))
  app.use('*', staffSession(contexts))
  app.onError((error, c) => fail(c, error))
  app.notFound((c) => fail(c, new Refusal(commonRefusals['not-found'], { what: c.req.path.slice(0, 200) })))

  app.route('/', healthRoutes(contexts, metrics, isDraining))
  app.route('/', assetRoutes())
  app.route('/', mediaRoutes(contexts))
  app.route('/', schemaRoutes())
  for (const router of apiRouters) app.route('/', router(contexts))
  const document = apiDocument(app)
  app.route('/', openApiRoutes(document))
  app.route('/', referencePages(document))
  for (const router of pageRouters) app.route('/', router(contexts))
  return app
}

/** Problem documents for programs, pages for people. */
async function answerError(contexts: Contexts, c: AppContext, error: unknown): Promise<Response> {
  const { problem, retryAfterSeconds, ours } = toAnswer(error, c.get('requestId'))
  if (ours) contexts.staff.log.error({ requestId: problem.requestId, err: error }, 'a request broke')
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  const { path, method } = c.req
  if (!isPage(path)) {
    c.header('content-type', 'application/problem+json')
    return c.body(JSON.stringify(problem), problem.status as 400)
  }
  if (problem.code === 'sign-in-required' && method === 'GET') {
    const signIn = path.startsWith('/exam') ? '/exam' : `/sign-in?next=${encodeURIComponent(path)}`
    return c.redirect(signIn, 303)
  }
  return answerWithPage(c, problem)
}

const isPage = (path: string): boolean =>
  path === '/api/docs' ||
  path === '/api/errors' ||
  !/^\/(api|assets|media|schemas|health|metrics)(\/|$)/.test(path)

/** The published schemas, as item writers and other systems fetch them. */
function schemaRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  const byPath = new Map(
    publishedSchemas.map((one) => [`/schemas/${one.path}`, JSON.stringify(one.schema, null, 2)]),
  )
  app.get('/schemas/*', (c) => {
    const text = byPath.get(c.req.path)
    if (text === undefined) throw new Refusal(commonRefusals['not-found'], { what: c.req.path.slice(0, 200) })
    return c.body(text, 200, {
      'Content-Type': 'application/schema+json',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  })
  return app
}
