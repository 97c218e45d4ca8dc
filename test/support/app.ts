/*
 * The whole application over a test database: requests without a socket.
 *
 *   const site = await createTestSite()
 *   const admin = await site.staff('administrator')
 *   await admin.get('/api/v1/organisations')
 */
import { randomBytes } from 'node:crypto'
import type { Contexts } from '../../server/api/door.ts'
import { type App, createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { createOrganisation } from '../../server/identity/create-organisation.ts'
import { createStaff } from '../../server/identity/create-staff.ts'
import { ensurePlatform } from '../../server/identity/ensure-platform.ts'
import { type Role, systemActor } from '../../server/identity/model.ts'
import { deriveSecrets } from '../../server/identity/secrets.ts'
import { createStaffAuth } from '../../server/identity/staff-auth.ts'
import { createThrottles } from '../../server/identity/throttle.ts'
import { randomIds } from '../../server/kernel/ids.ts'
import { createTestContext } from './context.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export interface TestSite {
  readonly app: App
  readonly contexts: Contexts
  readonly ctx: Context
  readonly database: TestDatabase
  /** The evaluation centre that staff() belongs to when no other is named. */
  readonly centre: string
  /** A second centre, foreign to the first. */
  readonly foreign: string
  /** A signed-in browser of a new member of staff. */
  staff(role: Role, organisationId?: string): Promise<Browser>
  /** A browser that is nobody. */
  visitor(): Browser
  close(): Promise<void>
}

export const testPassword = 'a-long-Test-phrase-7'

export async function createTestSite(
  settings: Record<string, string> = {},
  onError: (error: unknown) => void = (error) => console.error(error),
): Promise<TestSite> {
  const database = await createTestDatabase()
  // Real ids and the real clock: sessions and the database's own clock are judged together.
  const ctx: Context = {
    ...createTestContext(database.db),
    ids: randomIds,
    clock: { now: () => new Date() },
    // A request that breaks is told with its stack; nothing else is.
    log: { info() {}, warn() {}, error: (fields) => onError((fields as { err?: unknown }).err ?? fields) },
  }
  const config = parseConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'http://exam.test', ...settings })
  const secrets = deriveSecrets(randomBytes(32))
  const contexts: Contexts = {
    saves: ctx,
    exam: ctx,
    staff: ctx,
    jobs: ctx,
    config,
    secrets,
    staffAuth: createStaffAuth({ db: ctx.db, secrets, publicUrl: config.publicUrl }),
    throttles: createThrottles(ctx.db),
  }
  const system = systemActor('test')
  await ensurePlatform(ctx, { administrator: false })
  const makeCentre = (name: string) => createOrganisation(ctx, system, { kind: 'evaluation-centre', name })
  const centre = await makeCentre('江苏测试评价中心')
  const foreign = await makeCentre('外地评价中心')
  const app = createApp(contexts)
  let count = 0

  return {
    app,
    contexts,
    ctx,
    database,
    centre,
    foreign,
    visitor: () => new Browser(app),
    async staff(role, organisationId = centre) {
      const username = `u${++count}.${role}`.slice(0, 30)
      await createStaff(ctx, system, {
        organisationId,
        username,
        name: `${role} ${count}`,
        password: testPassword,
        roles: [role],
      })
      const browser = new Browser(app)
      const answer = await browser.post('/api/v1/session', { username, password: testPassword })
      if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
      return browser
    },
    close: () => database.drop(),
  }
}

/** Keeps cookies, sends the origin, as a browser on the site does. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #app: App
  constructor(app: App) {
    this.#app = app
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, undefined, headers)
  }
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('POST', path, body, headers)
  }
  put(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('PUT', path, body, headers)
  }
  delete(path: string): Promise<Response> {
    return this.send('DELETE', path)
  }
  /** Posts an HTML form. */
  submit(path: string, fields: Record<string, string | string[]>): Promise<Response> {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) form.append(name, one)
    return this.send('POST', path, form)
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const sent = new Headers(headers)
    sent.set('host', 'exam.test')
    if (method !== 'GET' && !sent.has('origin')) sent.set('origin', 'http://exam.test')
    if (this.cookies.size > 0)
      sent.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const isRaw = typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData
    if (body !== undefined && !isRaw && !sent.has('content-type'))
      sent.set('content-type', 'application/json')
    const answer = await this.#app.request(`http://exam.test${path}`, {
      method,
      headers: sent,
      body: body === undefined ? undefined : isRaw ? (body as BodyInit) : JSON.stringify(body),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      const gone = attributes.some((one) => one.trim().toLowerCase() === 'max-age=0')
      if (gone || value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }
}
