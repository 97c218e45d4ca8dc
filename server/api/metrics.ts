/*
 * Numbers for the people who run the platform, at /metrics in the format of
 * Prometheus: requests by route, the event loop, memory, database connections.
 */
import { availableParallelism } from 'node:os'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../storage/database.ts'
import { countConnections } from '../storage/pool-activity.ts'

export interface Metrics {
  readonly registry: Registry
  observe(method: string, route: string, status: number, seconds: number): void
}

export function createMetrics(db: Db): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'liangcai_http_request_seconds',
    help: 'Time from the first byte of a request to its answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'liangcai_cpu_cores',
    help: 'Cores this process may use.',
    registers: [registry],
  }).set(availableParallelism())
  new Gauge({
    name: 'liangcai_database_connections',
    help: 'Connections of the platform to the database, by pool and state; absent when the database is away.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      const rows = await countConnections(db).catch(() => [])
      for (const { pool, state, count } of rows) this.set({ pool, state }, count)
    },
  })

  // Looking a series up by its labels costs more than adding to it.
  const series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>()
  return {
    registry,
    observe(method, route, status, seconds) {
      const key = `${method} ${route} ${status}`
      let one = series.get(key)
      if (!one) {
        one = requests.labels(method, route, String(status))
        series.set(key, one)
      }
      one.observe(seconds)
    },
  }
}
