/*
 * Files for browsers: the look (Tabler), formulas (KaTeX), our own styles and the
 * islands, bundled by esbuild. Each has the hash of its bytes in its name and is
 * kept for a year; nothing comes from another host.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { Hono } from 'hono'
import type { Env } from '../api/door.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'

const require = createRequire(import.meta.url)
const packageFile = (name: string, path: string) =>
  join(dirname(require.resolve(`${name}/package.json`)), path)
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const tabler = (path: string) => () => readFileSync(packageFile('@tabler/core', `dist/${path}`))

/** Name asked for → bytes. Islands are `<file>.js` of islands/<file>.ts(x). */
const sources: Readonly<Record<string, () => Buffer>> = {
  'tabler.css': () => withoutMap(tabler('css/tabler.min.css')()),
  'tabler.js': () => withoutMap(tabler('js/tabler.min.js')()),
  'katex.css': () => readFileSync(packageFile('katex', 'dist/katex.min.css')),
  'liangcai.css': () => readFileSync(here('./styles/liangcai.css')),
}

interface Asset {
  readonly url: string
  readonly type: string
  readonly bytes: Buffer
  readonly brotli: Buffer
  readonly gzip: Buffer
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
}

const byName = new Map<string, Asset>()
const byUrl = new Map<string, Asset>()

/** Address of a style or script: assetUrl('tabler.css'), assetUrl('exam.js'). Built at the first call. */
export function assetUrl(name: string): string {
  return (byName.get(name) ?? load(name)).url
}

/** Builds everything before the first request. */
export function warmAssets(): void {
  for (const name of [...Object.keys(sources), ...islandNames()]) assetUrl(name)
}

function islandNames(): string[] {
  const folder = here('./islands/')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => /^[\w-]+\.tsx?$/.test(file))
    .map((file) => file.replace(/\.tsx?$/, '.js'))
}

function load(name: string): Asset {
  const bytes = sources[name]?.() ?? buildOwn(name)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const extension = extname(name)
  const asset: Asset = {
    url: `/assets/${name.slice(0, -extension.length)}-${hash}${extension}`,
    type: types[extension] ?? 'application/octet-stream',
    bytes,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    gzip: gzipSync(bytes),
  }
  byName.set(name, asset)
  byUrl.set(asset.url, asset)
  return asset
}

/** styles/<name>.css as it is; islands/<name>.ts(x) bundled for the browsers of exam rooms, some of them years old. */
function buildOwn(name: string): Buffer {
  const stem = name.slice(0, -extname(name).length)
  if (!/^[\w-]+$/.test(stem)) throw new Error(`No asset is called ${name}.`)
  if (name.endsWith('.css')) return readFileSync(here(`./styles/${stem}.css`))
  const entry = ['.ts', '.tsx'].map((end) => here(`./islands/${stem}${end}`)).find(existsSync)
  if (!entry) throw new Error(`No asset is called ${name}: there is no islands/${stem}.ts or .tsx.`)
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
  })
  return Buffer.from(outputFiles[0]!.contents)
}

/** The source map is not served: its address would only make 404s. */
const withoutMap = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('utf8').replace(/\n?\/[/*]# sourceMappingURL=[^\n*]+(\*\/)?\s*$/, ''))

const immutable = 'public, max-age=31536000, immutable'
const fonts = new Map<string, Buffer>()

export function assetRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/assets/fonts/:file{KaTeX_[A-Za-z0-9_-]+\\.woff2}', (c) => {
    const file = c.req.param('file')
    const path = packageFile('katex', `dist/fonts/${file}`)
    if (!fonts.has(file) && existsSync(path)) fonts.set(file, readFileSync(path))
    const bytes = fonts.get(file)
    if (!bytes) throw new Refusal(commonRefusals['not-found'], { what: file })
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'font/woff2', 'Cache-Control': immutable })
  })
  app.get('/assets/:file', (c) => {
    const asset = byUrl.get(c.req.path)
    if (!asset) throw new Refusal(commonRefusals['not-found'], { what: c.req.param('file') })
    const accepted = c.req.header('accept-encoding') ?? ''
    const [encoding, bytes] = accepted.includes('br')
      ? ['br', asset.brotli]
      : accepted.includes('gzip')
        ? ['gzip', asset.gzip]
        : [undefined, asset.bytes]
    c.header('vary', 'accept-encoding')
    c.header('cache-control', immutable)
    c.header('content-type', asset.type)
    if (encoding) c.header('content-encoding', encoding as string)
    return c.body(new Uint8Array(bytes as Buffer))
  })
  return app
}
