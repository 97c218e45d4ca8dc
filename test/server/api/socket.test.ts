/* What only a real socket can show: bodies of 50 MB, with and without a declared length. */
import { request, type Server } from 'node:http'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestSite, type TestSite } from '../../support/app.ts'

let site: TestSite
let server: Server
let port: number
beforeAll(async () => {
  site = await createTestSite()
  await new Promise<void>((ready) => {
    server = serve({ fetch: site.app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => {
      port = info.port
      ready()
    }) as Server
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await site.close()
})

const megabyte = Buffer.alloc(1024 * 1024, 'x')

/** Sends 50 MB as fast as they are taken; resolves with the status, or 'cut' when the line was cut instead. */
function sendFlood(path: string, headers: Record<string, string>): Promise<number | 'cut'> {
  return new Promise((resolve) => {
    let answered = false
    const outgoing = request({
      port,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    })
    outgoing.on('response', (incoming) => {
      answered = true
      incoming.resume()
      resolve(incoming.statusCode!)
    })
    outgoing.on('error', () => !answered && resolve('cut'))
    let sent = 0
    const pump = () => {
      while (sent < 50 && !answered && !outgoing.destroyed) {
        sent++
        if (!outgoing.write(megabyte)) {
          outgoing.once('drain', pump)
          return
        }
      }
      outgoing.end()
    }
    pump()
  })
}

test.each(['/api/v1/exam/session', '/api/v1/session', '/sign-in', '/api/v1/nothing'])(
  '50 MB to %s are refused at once and cost no memory',
  async (path) => {
    const before = process.memoryUsage().rss
    const started = performance.now()
    const answers = [
      await sendFlood(path, { 'content-length': String(50 * megabyte.length) }),
      await sendFlood(path, { 'transfer-encoding': 'chunked' }),
    ]
    for (const answer of answers) expect([413, 'cut']).toContain(answer)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
    const alive = await fetch(`http://127.0.0.1:${port}/health/ready`)
    expect(alive.status).toBe(200)
  },
)

test('the address of the client comes from the socket', async () => {
  const wrong = () =>
    fetch(`http://127.0.0.1:${port}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.1.1.${Math.random()}` },
      body: JSON.stringify({ username: 'nobody', password: 'wrong-password-1' }),
    })
  const statuses = []
  for (let guess = 0; guess < 6; guess++) statuses.push((await wrong()).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
})
