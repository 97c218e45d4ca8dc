/* What the API says about itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishedSchemas } from '../../../bank-schemas/index.ts'
import { refusalList } from '../../../server/api/refusal-list.ts'
import { createTestSite, type TestSite } from '../../support/app.ts'

let site: TestSite
beforeAll(async () => {
  site = await createTestSite()
})
afterAll(() => site.close())

test('every refusal of every feature is listed once, on the page too', async () => {
  const server = new URL('../../../server/', import.meta.url)
  const declared = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const text = readFileSync(new URL(path, server), 'utf8')
      if (!/= defineRefusals\(/.test(text)) return []
      expect(path, 'refusals are declared in refusals.ts').toMatch(/refusals?\.ts$/)
      return [...text.matchAll(/^ {2}'?([a-z][a-z-]*)'?: \[/gm)].map((match) => match[1]!)
    })
  expect(declared.length).toBeGreaterThan(20)
  const codes = refusalList.map((one) => one.code)
  expect(codes).toEqual([...new Set(codes)])
  const page = await (await site.visitor().get('/api/errors')).text()
  for (const code of declared) {
    expect(codes, code).toContain(code)
    expect(page).toContain(`id="${code}"`)
  }
})

test('every refusal speaks both languages and uses the same details in them', () => {
  for (const { code, zh, en } of refusalList) {
    expect(zh, code).toMatch(/[\u4e00-\u9fff]/)
    expect(en, code).toMatch(/[a-z]{3}/)
    const names = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1])
        .filter((name) => name !== 'zh' && name !== 'en')
        .sort()
    expect(new Set(names(en)), code).toEqual(new Set(names(zh)))
  }
})

test('the document names every JSON route that is mounted, and answers are described', async () => {
  const document = await (await site.visitor().get('/api/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  const mounted = new Set(
    site.app.routes
      .filter(
        ({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/') && path !== '/api/v1/errors',
      )
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`),
  )
  const described = new Set(
    Object.entries<Record<string, { summary?: string; responses: object }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => {
          expect(operation.summary, `${method} ${path}`).toBeTruthy()
          expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
          return `${method} ${path}`
        }),
    ),
  )
  expect(mounted.size).toBeGreaterThan(10)
  expect([...mounted].filter((route) => !described.has(route))).toEqual([])
})

test('the reference page shows every path of the document', async () => {
  const document = await (await site.visitor().get('/api/openapi.json')).json()
  const page = await (await site.visitor().get('/api/docs')).text()
  for (const path of Object.keys(document.paths)) expect(page).toContain(path)
})

test('every published schema is served as it is', async () => {
  for (const { path, schema } of publishedSchemas) {
    const answer = await site.visitor().get(`/schemas/${path}`)
    expect(answer.headers.get('content-type')).toBe('application/schema+json')
    expect(await answer.json()).toEqual(schema)
  }
  expect((await site.visitor().get('/schemas/v1/../../package.json')).status).toBe(404)
})

test('a picture is served by its hash for ever; a certificate in the same table is not', async () => {
  const { putBlob } = await import('../../../server/storage/blobs.ts')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
  const picture = await putBlob(site.ctx.db, 'image/svg+xml', svg)
  const answer = await site.visitor().get(`/media/${picture}.svg`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  const certificate = await putBlob(site.ctx.db, 'application/pdf', Buffer.from('%PDF-'))
  expect((await site.visitor().get(`/media/${certificate}.pdf`)).status).toBe(404)
  expect((await site.visitor().get(`/media/${'0'.repeat(64)}.png`)).status).toBe(404)
})
