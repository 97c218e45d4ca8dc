/*
 * Every route, with what a stranger may send: bad ids, foreign ids, broken and
 * nearly right bodies, as every role. Never a 500, never slow, never a word of
 * our insides. Routes come from the route table: new ones are tried by themselves.
 */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusalList } from '../../../server/api/refusal-list.ts'
import { type Role, roles } from '../../../server/identity/model.ts'
import { type Browser, createTestSite, type TestSite } from '../../support/app.ts'
import { bankId, insertOwnedExam, type OwnedExam } from '../../support/foreign-exam.ts'
import { type ApiDocument, fillPath, type MountedRoute, mountedRoutes } from '../../support/routes.ts'
import { sampleOf } from '../../support/sample-schema.ts'

const seconds = 5
/** 503 is a fault here too: the database is there and nobody locks it. */
const broken = (status: number) => status >= 500

let site: TestSite
let own: OwnedExam
let foreign: OwnedExam
let document: ApiDocument
let routes: MountedRoute[]
const browsers = new Map<string, Browser>()

beforeAll(async () => {
  site = await createTestSite({}, (error) => {
    lastError = error
  })
  foreign = await insertOwnedExam(site, site.foreign)
  document = await (await site.visitor().get('/api/openapi.json')).json()
  routes = mountedRoutes(site.app, document)
})
afterAll(() => site.close())

const actors = ['visitor', 'candidate', ...roles] as const
type ActorName = (typeof actors)[number]

/** A browser of that kind, signed in again when an earlier request ended its session. */
async function browserOf(name: ActorName): Promise<Browser> {
  if (name === 'visitor') return site.visitor()
  if (name === 'candidate') {
    const browser = site.visitor()
    browser.cookies.set('liangcai-exam', own.candidateCookie)
    return browser
  }
  const known = browsers.get(name)
  if (known && (await known.get('/api/v1/session')).status === 200) return known
  const browser = await site.staff(name as Role)
  browsers.set(name, browser)
  return browser
}

let lastError: unknown
const codes = new Set(refusalList.map((one) => one.code))

/** What was found wrong in a test: all of it, so that one run tells everything. */
let faults: Map<string, string>
beforeEach(async () => {
  faults = new Map()
  // What the test before closed, released or annulled is of no use to this one.
  own = await insertOwnedExam(site, site.centre)
})
afterEach(() => {
  expect([...faults.values()], `${faults.size} routes break`).toEqual([])
})

/** Sends it and judges what comes back; one fault a route is kept. */
async function judge(route: MountedRoute, send: () => Promise<Response>, what: string): Promise<void> {
  const key = `${route.method} ${route.path}`
  if (faults.has(key)) return
  const fault = (text: string) => faults.set(key, `${what.slice(0, 600)}: ${text}`)
  const started = performance.now()
  const answer = await send()
  const text = await answer.text()
  const took = (performance.now() - started) / 1000
  if (broken(answer.status))
    fault(`${answer.status} ${String((lastError as Error | undefined)?.stack).slice(0, 400)}`)
  if (took > Math.max(seconds, route.seconds)) fault(`took ${took} s`)
  if (answer.status < 400) return
  if (/node_modules|\bat \w+ \(|PostgresError|syntax error|violates|\/server\//.test(text))
    fault(`tells our insides: ${text.slice(0, 200)}`)
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  if (isProblem && !codes.has(JSON.parse(text).code)) fault(`code is not listed: ${text.slice(0, 200)}`)
}

const hostileIds = [
  'x',
  '0',
  '-1',
  '1e10',
  '99999999999999999999',
  '9007199254740993',
  '2147483648',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  "'; drop table batch; --",
  '../../../etc/passwd',
  '..',
  '%',
  '\u0000',
  '\u202e',
  '中文',
  '𠮷',
  ' ',
  'a'.repeat(300),
  'b'.repeat(3000),
  '{}',
  '<script>',
]

/** Sent as JSON, whole. */
const hostileJson = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '"text"',
  '[]',
  '[[[[]]]]',
  '{}',
  '{',
  '{"a":',
  '{} {}',
  '\u0000',
  '['.repeat(20_000),
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '{"__proto__":{"role":"administrator"}}',
  '{"a":1,"a":2}',
  '{"seq":9007199254740993}',
  '{"response":"\\u0000"}',
  '{"response":"\\ud800"}',
  '{"constructor":{"prototype":{"x":1}}}',
  `{"a":"${'x'.repeat(70_000)}"}`,
  '\ufeff{}',
]

const exits = /^\/(sign-out|exam\/sign-out)$|^\/api\/v1\/(exam\/)?session$/
const unsafe = () => routes.filter(({ method }) => method !== 'GET')

test('the route table is not empty, and holds both doors', () => {
  expect(routes.length).toBeGreaterThan(30)
  expect(routes.some(({ path }) => path.startsWith('/api/v1/'))).toBe(true)
  expect(unsafe().length).toBeGreaterThan(10)
})

describe.each(actors)('as %s', (name) => {
  test('no id in any place of any address breaks a route', async () => {
    for (const route of routes) {
      const browser = await browserOf(name)
      const values = route.names.length === 0 ? ['x'] : hostileIds
      for (const value of values) {
        const path = fillPath(route, () => value)
        const body = route.method === 'GET' ? undefined : {}
        await judge(route, () => browser.send(route.method, path, body), `${route.method} ${path}`)
      }
    }
  })

  test('no query breaks a route', async () => {
    const query = [
      'page=-1',
      'page=1e9&size=1e9',
      'page=x',
      'size=0',
      'lang=xx',
      'next=//evil.test',
      'subject=%00',
      'subject=%ED%A0%80',
      `q=${'a'.repeat(5000)}`,
      'page=1&page=2',
      'a[b]=c',
      '%',
      'done=x&organisation=nowhere',
    ]
    const browser = await browserOf(name)
    for (const route of routes.filter(({ method }) => method === 'GET'))
      for (const part of query) {
        const path = `${fillPath(route, (name) => knownFor(own, name))}?${part}`
        await judge(route, () => browser.get(path), `GET ${path}`)
      }
  })

  test('no body breaks a route, as JSON, as a form or as nothing known', async () => {
    for (const route of unsafe()) {
      const browser = exits.test(route.path) ? site.visitor() : await browserOf(name)
      const path = fillPath(route, (name) => knownFor(own, name))
      const send = (body: string, type: string) =>
        judge(
          route,
          () => browser.send(route.method, path, body, { 'content-type': type }),
          `${route.method} ${path} ${type} ${body.slice(0, 60)}`,
        )
      for (const body of hostileJson) await send(body, 'application/json')
      for (const form of [
        '',
        'a=1',
        '%00=%00',
        'password=%ED%A0%80',
        `name=${'x'.repeat(70_000)}`,
        '&&&===',
        'roles=administrator&roles=x&kind=y',
      ])
        await send(form, 'application/x-www-form-urlencoded')
      await send(
        '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\u0000',
        'multipart/form-data; boundary=x',
      )
      await send('no boundary', 'multipart/form-data')
      await send('<a/>', 'application/xml')
      await judge(route, () => browser.send(route.method, path), `${route.method} ${path} without a body`)
    }
  })
})

test('bodies that are nearly right do not break an operation, for those who may do it', async () => {
  const known = [...Object.values(own), ...Object.values(foreign), 'administrator', 'theory', bankId, '1']
  const schemas = document.components?.schemas ?? {}
  for (const route of unsafe().filter(({ body, path }) => body && !exits.test(path))) {
    const name: ActorName = route.path.includes('/exam/') ? 'candidate' : 'centre-manager'
    for (const actor of [name, 'administrator', 'rater'] as const) {
      const browser = await browserOf(actor)
      const path = fillPath(route, (name) => knownFor(own, name))
      await fc.assert(
        fc.asyncProperty(sampleOf(route.body!, schemas, known), async (body) => {
          await judge(
            route,
            () => browser.send(route.method, path, body),
            `${route.method} ${path} ${JSON.stringify(body)?.slice(0, 500)}`,
          )
        }),
        { numRuns: 25, endOnFailure: true },
      )
    }
  }
})

test('fields nobody asked for are refused by every JSON route', async () => {
  for (const route of unsafe().filter(({ body }) => body?.type === 'object')) {
    const extra = {
      score: 100,
      role: 'administrator',
      organisation_id: own.organisationId,
      deadline_at: 'x',
      __x: 1,
    }
    const browser = await browserOf(route.path.includes('/exam/') ? 'candidate' : 'administrator')
    const path = fillPath(route, (name) => knownFor(own, name))
    const sample = fc.sample(sampleOf(route.body!, document.components?.schemas ?? {}, ['x']), 1)[0] as object
    const answer = await browser.send(route.method, path, { ...sample, ...extra })
    if (answer.status < 400) faults.set(route.path, `${route.method} ${path} took hidden fields`)
  }
})

/** Of the exam, what a name in an address stands for. */
function knownFor(exam: OwnedExam, name: string): string {
  const byName: Record<string, string> = {
    id: exam.organisationId,
    organisation: exam.organisationId,
    user: exam.userId,
    batchId: exam.batchId,
    batch: exam.batchId,
    admissionNo: exam.admissionNo,
    assemblyId: exam.assemblyId,
    assembly: exam.assemblyId,
    formId: exam.formId,
    form: exam.formId,
    userId: exam.userId,
    candidateId: exam.candidateId,
    number: exam.certificateNumber,
    itemNumber: '1',
    level: '4',
    bankId,
    edition: '1',
    point: 'AAA001',
  }
  return byName[name] ?? exam.batchId
}

describe('what belongs to others', () => {
  /** Things everybody may read: banks, standards, files, the public page of a certificate. */
  const isPublic = ({ path }: MountedRoute) =>
    /^\/(api\/v1\/)?(banks|standards|verify|verification)\b|^\/(assets|media|schemas)\//.test(path)

  const ids = ({ candidateCookie: _, ...exam }: OwnedExam) => {
    return Object.values(exam)
  }

  test.each(['candidate', ...roles] as const)(
    'is for a foreign %s the same as what never was',
    async (name) => {
      for (const route of routes.filter((one) => one.names.length > 0 && !isPublic(one))) {
        for (const [place, asked] of route.names.entries()) {
          for (const id of ids(foreign)) {
            const browser = await browserOf(name)
            const fill = (value: string) =>
              fillPath(route, (name) =>
                name === asked ? value : knownFor(place === 0 ? foreign : own, name),
              )
            const bodies = route.body
              ? fc.sample(sampleOf(route.body, document.components?.schemas ?? {}, ['x']), {
                  numRuns: 1,
                  seed: 7,
                })
              : [undefined]
            // Of the same shape, and nobody's.
            const absent = id.replace(/owned\d+$|.{4}$/, (end) =>
              end.startsWith('owned') ? 'absent' : '9999',
            )
            for (const body of bodies) {
              const send = async (value: string) => {
                const sent = route.method === 'GET' ? undefined : (body ?? {})
                const answer = await browser.send(route.method, fill(value), sent)
                return { status: answer.status, text: withoutIds(await answer.text(), answer, value) }
              }
              const toForeign = await send(id)
              const toAbsent = await send(absent)
              const key = `${route.method} ${route.path}`
              const leaks = /李四|外单位考试|王五/.test(toForeign.text)
              if (toForeign.status === toAbsent.status && toForeign.text === toAbsent.text && !leaks) continue
              faults.set(
                key,
                `${route.method} ${fill(id)}: ${toForeign.status} ${differenceOf(toForeign.text, toAbsent.text)}, absent ${toAbsent.status}`,
              )
            }
          }
        }
      }
    },
  )

  /** What differs between two refusals by nature: the ids asked for and the number of the request. */
  const withoutIds = (text: string, answer: Response, id: string) => {
    const known = [id, ...ids(foreign), ...ids(own), encodeURIComponent(id)]
    const plain = known.reduce((rest, one) => rest.replaceAll(one, 'ID'), text)
    return plain.replaceAll(answer.headers.get('x-request-id') ?? '-', 'REQUEST')
  }

  function differenceOf(one: string, other: string): string {
    const at = [...one].findIndex((character, i) => character !== other[i])
    return `“${one.slice(Math.max(0, at - 40), at + 80)}” not “${other.slice(Math.max(0, at - 40), at + 80)}”`
  }
})
