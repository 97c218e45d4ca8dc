import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Pool,
  type PoolBlueprint,
  type PoolItem,
  validateDocument,
} from '../../../../bank-schemas/index.ts'
import { checkPool } from '../../../../server/assembly/pool/check-pool.ts'
import { facilityOf, information } from '../../../../server/assembly/pool/item-statistics.ts'
import { planPool } from '../../../../server/assembly/pool/plan-pool.ts'
import { WorkerSolver } from '../../../../server/assembly/solver.ts'
import { runAssemble } from '../../../../server/cli/assemble.ts'
import { makePool, makePoolBlueprint } from './synthetic-pool.ts'

const solver = new WorkerSolver()
afterAll(() => solver.close())

async function feasible(pool: Pool, blueprint: PoolBlueprint, forms: number, seed = 1) {
  expect(validateDocument('pool-blueprint', blueprint)).toEqual([])
  const plan = await planPool(solver, { pool, blueprint, forms, seed })
  if (!plan.feasible) throw new Error(plan.reasons.map((reason) => reason.zh).join('\n'))
  return plan
}

async function reasons(pool: Pool, blueprint: PoolBlueprint, forms: number) {
  const plan = await planPool(solver, { pool, blueprint, forms, seed: 1 })
  if (plan.feasible) throw new Error('this was meant to be impossible')
  return plan.reasons
}

test('a made-up pool is a valid pool', () => {
  expect(validateDocument('pool', makePool({ items: 300, inSets: 0.3 }))).toEqual([])
})

test.each([
  [{ a: 1, b: 0 }, 0, 0.25],
  [{ a: 2, b: 0 }, 0, 1],
  [{ a: 1, b: 0, c: 0.2 }, 0, 0.16667],
])('information of %j at %d is %d', (irt, theta, expected) => {
  expect(information(irt, theta)).toBeCloseTo(expected, 5)
})

test('facility is observed, else the mean over N(0, 1), else the convention for the estimate', () => {
  const base = { id: 'i', cell: 'c', kind: 'k' }
  expect(facilityOf({ ...base, facility: 0.4, irt: { a: 1, b: 0 }, difficulty: 1 })).toBe(0.4)
  expect(facilityOf({ ...base, irt: { a: 1, b: 0, c: 0.2 }, difficulty: 1 })).toBeCloseTo(0.6, 6)
  expect(facilityOf({ ...base, difficulty: 1 })).toBe(0.9)
  expect(facilityOf(base)).toBeUndefined()
})

describe('parallel forms with information targets', () => {
  test.each([
    [300, 3],
    [1000, 10],
    [5000, 10],
    [2000, 20],
  ])(
    '%d items, %d forms: within 1.5 %% of the targets, ± 0.3 marks, the last as good as the first',
    async (items, forms) => {
      const pool = makePool({ items })
      const {
        certificate,
        checks,
        forms: made,
      } = await feasible(pool, makePoolBlueprint(pool, 'information'), forms)
      expect(certificate.violations).toEqual([])
      expect(certificate.largestDeviation).toBeLessThan(0.015)
      expect(certificate.lastToFirst).toBeGreaterThan(0.98)
      expect(certificate.gap).toBeLessThan(0.035)
      expect(
        checks.find((check) => check.id === 'facility')!.got.every((marks) => Math.abs(marks) <= 0.3),
      ).toBe(true)
      expect(new Set(made.flat()).size).toBe(60 * forms)
    },
  )

  test('the same seed gives the same forms, also from shuffled items; another seed others', async () => {
    const pool = makePool({ items: 600 })
    const blueprint = makePoolBlueprint(pool, 'information')
    const first = await feasible(pool, blueprint, 3, 5)
    const other = new WorkerSolver()
    const again = await planPool(other, {
      pool: { items: [...pool.items].reverse() },
      blueprint,
      forms: 3,
      seed: 5,
    })
    await other.close()
    expect(again).toEqual(first)
    expect((await feasible(pool, blueprint, 3, 6)).forms).not.toEqual(first.forms)
  })

  test('items in several forms, with limits on uses and on what two forms share', async () => {
    const pool = makePool({ items: 300 })
    const used: Pool = {
      items: pool.items.map((item, k) => ({ ...item, uses: (k + Math.floor(k / 40)) % 3 })),
    }
    const { certificate, forms } = await feasible(
      used,
      makePoolBlueprint(pool, 'information', { maxUses: 3, maxCommon: 18, mostUses: 4 }),
      8,
    )
    expect(certificate.violations).toEqual([])
    const counts = new Map<string, number>()
    for (const id of forms.flat()) counts.set(id, (counts.get(id) ?? 0) + 1)
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(3)
    expect(used.items.every((item) => (counts.get(item.id) ?? 0) + item.uses! <= 4)).toBe(true)
  })

  test('sets are taken whole and stand together', async () => {
    const pool = makePool({ items: 1000, inSets: 0.3 })
    const { certificate, forms } = await feasible(
      pool,
      makePoolBlueprint(pool, 'information', { sets: { min: 2, max: 4 } }),
      4,
    )
    expect(certificate.violations).toEqual([])
    const setOf = new Map(pool.items.map((item) => [item.id, item.set]))
    for (const form of forms) {
      const places = Map.groupBy(
        form.flatMap((id, at) => (setOf.get(id) ? [{ set: setOf.get(id)!, at }] : [])),
        ({ set }) => set,
      )
      expect(places.size).toBeGreaterThanOrEqual(2)
      for (const items of places.values()) expect(items.at(-1)!.at - items[0]!.at).toBe(3)
    }
  })

  test('sets may be taken in part', async () => {
    const pool = makePool({ items: 500, inSets: 0.5 })
    const { certificate } = await feasible(
      pool,
      makePoolBlueprint(pool, 'information', { sets: { min: 1, max: 4, itemsMin: 2, itemsMax: 3 } }),
      2,
    )
    expect(certificate.violations).toEqual([])
  })

  test("targets of one's own are met", async () => {
    const pool = makePool({ items: 1000 })
    const { certificate } = await feasible(
      pool,
      makePoolBlueprint(pool, 'information', { information: { abilities: [-1, 0, 1], targets: [8, 10, 8] } }),
      5,
    )
    expect(certificate).toMatchObject({ violations: [], targets: [8, 10, 8] })
    expect(certificate.largestDeviation).toBeLessThan(0.01)
  })

  test('several forms with as much information as can be', async () => {
    const pool = makePool({ items: 1000 })
    const { certificate } = await feasible(
      pool,
      makePoolBlueprint(pool, 'information', { information: { abilities: [0], goal: 'maximise' } }),
      3,
    )
    expect(certificate.violations).toEqual([])
    expect(certificate.gap).toBeLessThan(0.02)
  })

  test('items that must and must not stand in a form', async () => {
    const pool = makePool({ items: 500 })
    const must = pool.items.find((item) => item.kind === 'single-choice')!.id
    const excludeItems = pool.items.slice(100, 200).map((item) => item.id)
    const { certificate, forms } = await feasible(
      pool,
      makePoolBlueprint(pool, 'information', { includeItems: [must], excludeItems }),
      3,
    )
    expect(certificate.violations).toEqual([])
    expect(forms.every((form) => form.includes(must))).toBe(true)
    expect(forms.flat().filter((id) => excludeItems.includes(id))).toEqual([])
  })
})

test('facility only: 2,000 items, ten forms, within a hundredth of a mark', async () => {
  const pool = makePool({ items: 2000 })
  const { certificate } = await feasible(pool, makePoolBlueprint(pool, 'facility'), 10)
  expect(certificate.violations).toEqual([])
  expect(certificate.value).toBeLessThan(0.02)
})

describe('what cannot be done', () => {
  const pool = makePool({ items: 1000 })

  test('a cell with too few items', async () => {
    const [reason] = await reasons(
      pool,
      makePoolBlueprint(pool, 'information', { cells: [{ id: 'c09', min: 7, max: 8 }] }),
      4,
    )
    expect(reason).toMatchObject({ kind: 'cell', needed: 28, available: 25 })
    expect(reason!.zh).toBe('单元 c09 需要 28 题（每卷 7 题 × 4 卷），可用 25 题')
    expect(reason!.mend!.zh).toBe('再写 3 题单元 c09')
  })

  test('requirements that are possible one by one but not together', async () => {
    const [reason] = await reasons(
      pool,
      makePoolBlueprint(pool, 'information', { seconds: { max: 2000 } }),
      3,
    )
    expect(reason!.kind).toBe('conflict')
    expect(reason!.zh).toContain('作答时间 每卷至多 2000 秒')
    expect(reason!.zh).toContain('全卷 每卷恰好 60 题')
  })

  test('new items that would mend it are named', async () => {
    const easy: Pool = { items: pool.items.map((item) => ({ ...item, facility: 0.9 })) }
    const [reason] = await reasons(
      easy,
      makePoolBlueprint(pool, 'facility', { facility: { target: 0.65 } }),
      2,
    )
    expect(reason!.zh).toContain('平均难度系数在容差之内')
    expect(reason!.mend!.zh).toMatch(/^再写 \d+ 道单元 c\d+ 的 /)
  })

  test('a pool of 20,000 is explained too', async () => {
    const large = makePool({ items: 20_000 })
    const [reason] = await reasons(
      large,
      makePoolBlueprint(large, 'information', { seconds: { max: 1790 } }),
      10,
    )
    expect(reason!.kind).toBe('conflict')
  })
})

describe('the checker', () => {
  const pool = makePool({ items: 400 })
  const blueprint = makePoolBlueprint(pool, 'facility', { maxUses: 1 })
  const byId = new Map(pool.items.map((item) => [item.id, item]))
  const made = feasible(pool, blueprint, 2).then(({ forms }) =>
    forms.map((form) => form.map((id) => byId.get(id)!)),
  )
  const changed = async (change: (item: PoolItem, k: number) => PoolItem) => {
    const [first, second] = await made
    return checkPool({ pool, blueprint }, [first!.map(change), second!]).violations
  }

  test('finds nothing wrong with what was assembled', async () => {
    expect(await changed((item) => item)).toEqual([])
  })

  test.each<[string, (item: PoolItem, k: number) => PoolItem, string]>([
    ['one cell only', (item) => ({ ...item, cell: 'c00' }), 'cell:c00'],
    ['one kind only', (item) => ({ ...item, kind: 'true-false' }), 'kind:true-false'],
    ['keys at one position', (item) => ({ ...item, key: 'A' }), 'key'],
    ['too much time', (item) => ({ ...item, seconds: 200 }), 'seconds'],
    ['a form too easy', (item) => ({ ...item, facility: 0.9 }), 'facility'],
    ['another secrecy class', (item) => ({ ...item, secrecy: 'open' }), 'barred'],
  ])('finds %s', async (_, change, violation) => {
    expect(await changed(change)).toContain(violation)
  })

  test('finds enemies and items in common', async () => {
    const [first, second] = await made
    const foes = [{ ...first![0]!, enemies: [first![1]!.id] }, ...first!.slice(1)]
    expect(checkPool({ pool, blueprint }, [foes, second!]).violations).toEqual(['enemies'])
    expect(checkPool({ pool, blueprint }, [first!, first!]).violations).toEqual(['uses', 'overlap'])
  })
})

describe('liangcai assemble --pool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangcai-pool-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (name: string, value: unknown) => {
    const path = join(folder, name)
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }
  const run = async (pool: unknown, blueprint: unknown, json = true) => {
    const lines: string[] = []
    const options = {
      forms: 2,
      seed: 1,
      root: 'item-banks',
      stopAfter: 300,
      json,
      pool: write('pool.json', pool),
      blueprint: write('blueprint.json', blueprint),
    }
    return { code: await runAssemble(options, (line) => lines.push(line)), text: lines.join('\n') }
  }
  const pool = makePool({ items: 400 })
  const blueprint = makePoolBlueprint(pool, 'information')

  test('prints forms and certificate', async () => {
    const { code, text } = await run(pool, blueprint)
    expect(code).toBe(0)
    expect(JSON.parse(text)).toMatchObject({
      forms: [{ id: 'form-1' }, { id: 'form-2' }],
      certificate: {
        bound: expect.any(Number),
        gap: expect.any(Number),
        violations: [],
        largestDifference: expect.any(Number),
      },
    })
    expect((await run(pool, blueprint, false)).text).toContain('证书：违反 0 项')
  })

  test('ends with 2 and the reasons when it cannot be done', async () => {
    const { code, text } = await run(pool, { ...blueprint, length: 300 })
    expect(code).toBe(2)
    expect(JSON.parse(text).infeasible.reasons[0].zh).toContain('全卷 需要 600 题')
  })

  test.each([
    ['a pool that is not valid', { items: [{ id: 'a' }] }, {}, /pool\.json \/items\/0/],
    ['a pool that is not JSON', '{', {}, /无法读取/],
    ['an item twice', { items: [pool.items[0], pool.items[0]] }, {}, /出现两次/],
    ['a blueprint that is not valid', pool, { length: 0 }, /blueprint\.json \/length/],
  ])('%s ends with 1', async (_, ownPool, change, said) => {
    const { code, text } = await run(ownPool, { ...blueprint, ...change }, false)
    expect(code).toBe(1)
    expect(text).toMatch(said)
  })
})

/*
 * The pools of R's TestDesign through our own schema: constraints become tags,
 * information is that of the objective in its LP file. Skipped elsewhere.
 */
const ata = new URL('../../../../../shared/reference/ata/', import.meta.url)

describe.skipIf(!existsSync(ata))(
  'the reference pools through the pool schema (skipped where ../shared/reference/ata is not there)',
  () => {
    const read = (name: string) => readFileSync(new URL(name, ata), 'utf8')
    const rows = (name: string): Record<string, string>[] => parse(read(name), { columns: true })
    const objectiveOf = (name: string): number[] => {
      const text = /obj:([\s\S]*?)Subject To/.exec(read(`${name}_maxinfo.lp`))![1]!
      const values: number[] = []
      for (const [, value, column] of text.matchAll(/([+-][\d.e-]+)\s+x(\d+)/g))
        values[Number(column) - 1] = Number(value)
      return values
    }
    type Row = Record<string, string>
    /** The conditions the three files use: == and %in% and & on attributes, !is.na(). */
    const holds = (condition: string, row: Row): boolean =>
      condition.split(' & ').every((part) => {
        const upper = new Map(Object.entries(row).map(([key, value]) => [key.toUpperCase(), value]))
        const list = (text: string) =>
          [...text.matchAll(/"([^"]*)"|([\d.]+)/g)].map((match) => match[1] ?? match[2]!)
        const [, absent] = /^!is\.na\((\w+)\)$/.exec(part) ?? []
        if (absent) return upper.get(absent.toUpperCase()) !== ''
        const [, name, operator, right] = /^(\w+) (==|%in%|>=|<) (.*)$/.exec(part)!
        const value = upper.get(name!.toUpperCase())!
        if (operator === '>=') return Number(value) >= Number(right)
        if (operator === '<') return value !== '' && Number(value) < Number(right)
        return list(right!).includes(value)
      })

    const build = (name: string, setColumn?: string) => {
      const values = objectiveOf(name)
      const attributes = rows(`${name}_attrib.csv`)
      const constraints = rows(`${name}_constraints.csv`).filter((row) => row.ONOFF !== 'OFF')
      const ranges: { id: string; min: number; max: number }[] = []
      const tags: string[][] = attributes.map(() => [])
      const tag = (id: string, min: number, max: number, test: (row: Row) => boolean) => {
        ranges.push({ id, min, max })
        attributes.forEach((row, k) => {
          if (test(row)) tags[k]!.push(id)
        })
      }
      const enemies = new Map<string, string[]>()
      const blueprint: PoolBlueprint = { length: 0, information: { abilities: [0], goal: 'maximise' } }
      const together = new Map<string, string>()
      for (const { CONSTRAINT_ID: id, TYPE, WHAT, CONDITION, LB, UB } of constraints as {
        [key: string]: string
      }[]) {
        const [min, max] = [Number(LB), Number(UB)]
        const ids = [...CONDITION!.matchAll(/"([^"]*)"/g)].map((match) => match[1]!)
        if (TYPE === 'Number' && WHAT === 'Stimulus') blueprint.sets = { ...blueprint.sets, min, max }
        else if (TYPE === 'Number' && CONDITION === 'Per Stimulus')
          blueprint.sets = { ...blueprint.sets, itemsMin: min, itemsMax: max }
        else if (TYPE === 'Number' && CONDITION === '') blueprint.length = min
        else if (TYPE === 'Number' && /^\w+$/.test(CONDITION!)) {
          for (const value of new Set(attributes.map((row) => row[CONDITION!]!)))
            tag(`${id}/${value}`, min, max, (row) => row[CONDITION!] === value)
        } else if (TYPE === 'Number') tag(id!, min, max, (row) => holds(CONDITION!, row))
        else if (TYPE === 'Enemy') enemies.set(ids[0]!, [...(enemies.get(ids[0]!) ?? []), ids[1]!])
        else if (TYPE === 'Include') blueprint.includeItems = ids
        else if (TYPE === 'Exclude')
          blueprint.excludeItems = attributes.filter((row) => holds(CONDITION!, row)).map((row) => row.ID!)
        else if (TYPE === 'AllOrNone') for (const own of ids) together.set(own, id!)
      }
      const items = attributes.map(
        (row, k): PoolItem => ({
          id: row.ID!,
          cell: 'all',
          kind: 'any',
          tags: tags[k]!,
          information: [values[k]!],
          ...(enemies.has(row.ID!) && { enemies: enemies.get(row.ID!)! }),
          ...(setColumn
            ? { set: row[setColumn]! }
            : together.has(row.ID!) && { set: together.get(row.ID!)! }),
        }),
      )
      return { pool: { items }, blueprint: { ...blueprint, tags: ranges } }
    }

    test.each([
      ['science', 44.9133187835, undefined],
      ['reading', 32.4286727584, 'STID'],
      ['fatigue', 108.021989788, undefined],
    ])('%s: %d', async (name, optimum, setColumn) => {
      const { pool, blueprint } = build(name, setColumn)
      const { certificate } = await feasible(pool, blueprint, 1)
      expect(certificate.violations).toEqual([])
      expect(Math.abs(certificate.value - optimum)).toBeLessThan(1e-6)
    })
  },
)
