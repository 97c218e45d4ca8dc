/* The API document, generated from what is enforced, and the code lists beside it. */

import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Env } from './door.ts'
import { refusalList } from './refusal-list.ts'

export type OpenApiDocument = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>

/** Made at the first call, when every router has been mounted. */
export function apiDocument(app: OpenAPIHono<Env>): () => OpenApiDocument {
  let made: OpenApiDocument | undefined
  return () => {
    made ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: '量才 Liangcai API',
        version: '1.0.0',
        description:
          '题库与职业技能等级评价平台的接口。Errors are RFC 9457 problem documents; every code is listed at /api/errors. Sessions are cookies: POST /api/v1/session (staff), POST /api/v1/exam/session (candidates).',
      },
      servers: [{ url: '/' }],
    })
    return made
  }
}

export function openApiRoutes(document: () => OpenApiDocument): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/api/openapi.json', (c) => {
    c.header('cache-control', 'public, max-age=300')
    return c.json(document())
  })
  app.get('/api/v1/errors', (c) => c.json({ errors: refusalList }))
  return app
}
