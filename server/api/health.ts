/*
 * For load balancers: alive means the process answers; ready means it can take
 * work: the database answers within a second and nobody has asked it to stop.
 */
import { Hono } from 'hono'
import { pingDatabase } from '../storage/pool-activity.ts'
import type { Contexts, Env } from './door.ts'
import type { Metrics } from './metrics.ts'

export function healthRoutes(contexts: Contexts, metrics: Metrics, isDraining: () => boolean): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/health/live', (c) => c.json({ status: 'live' }))
  app.get('/health/ready', async (c) => {
    if (isDraining()) return c.json({ status: 'draining' }, 503, { 'Retry-After': '5' })
    const database = await pingDatabase(contexts.exam.db, 1000).then(
      () => true,
      () => false,
    )
    return database
      ? c.json({ status: 'ready' })
      : c.json({ status: 'database away' }, 503, { 'Retry-After': '2' })
  })
  app.get('/metrics', async (c) => {
    const text = await metrics.registry.metrics()
    return c.body(text, 200, { 'Content-Type': metrics.registry.contentType })
  })
  return app
}
