import { afterAll, describe, expect, test } from 'vitest'
import type { Blueprint, Item } from '../../../bank-schemas/index.ts'
import { type BlueprintOverrides, buildBlueprint } from '../../../server/assembly/build-blueprint.ts'
import { checkForms } from '../../../server/assembly/check-forms.ts'
import type { Plan, SourceItem } from '../../../server/assembly/model.ts'
import { planForms } from '../../../server/assembly/plan-forms.ts'
import { WorkerSolver } from '../../../server/assembly/solver.ts'
import { bankId, makeItems, makeSyllabus, type Plenty, patterns, standard } from './synthetic-bank.ts'

const solver = new WorkerSolver()
afterAll(() => solver.close())

const syllabus = makeSyllabus()

interface Wish {
  readonly items?: readonly SourceItem[]
  readonly plenty?: Plenty
  readonly pattern?: 'standard' | 'mixed'
  readonly forms?: number
  readonly seed?: number
  readonly overrides?: BlueprintOverrides
}

function blueprintOf({ pattern = 'standard', overrides }: Wish): Blueprint {
  return buildBlueprint({ standard, syllabus, pattern: patterns[pattern], overrides })
}

function plan(wish: Wish): Promise<Plan> {
  const { items = makeItems(wish.plenty), forms = 1, seed = 7 } = wish
  return planForms(solver, { blueprint: blueprintOf(wish), syllabus, items, forms, seed })
}

async function feasible(wish: Wish) {
  const result = await plan(wish)
  if (!result.feasible) throw new Error(result.reasons.map((reason) => reason.zh).join('\n'))
  return result
}

async function reasons(wish: Wish) {
  const result = await plan(wish)
  if (result.feasible) throw new Error('this was meant to be impossible')
  return result.reasons
}

const idsOf = (result: { forms: readonly { sections: readonly (readonly string[])[] }[] }) =>
  result.forms.map((form) => form.sections.flat())

describe("three forms from a bank as small as the authors' brief allows", () => {
  test.each(['standard', 'mixed'] as const)(
    '%s: every requirement is met, near the bound',
    async (pattern) => {
      const { report, forms } = await feasible({ pattern, forms: 3 })
      expect(report.certificate.violations).toEqual([])
      expect(report.checks.filter((check) => check.required && !check.met)).toEqual([])
      expect(report.certificate.gap).toBeLessThan(1)
      expect(report.certificate.largestDifference).toBeLessThanOrEqual(0.005)
      expect(forms).toHaveLength(3)
      const covered = report.checks.filter((check) => check.family === 'importance')
      expect(covered.map((check) => check.met)).toEqual([true, true, true])
    },
  )

  test('the same seed gives the same forms in the same order, also in a fresh solver and from shuffled items', async () => {
    const first = await feasible({ forms: 2, seed: 11 })
    const other = new WorkerSolver()
    const items = [...makeItems()].reverse()
    const again = await planForms(other, { blueprint: blueprintOf({}), syllabus, items, forms: 2, seed: 11 })
    await other.close()
    expect(again).toEqual(first)
  })

  test('another seed gives other forms', async () => {
    const [one, two] = await Promise.all([feasible({ seed: 1 }), feasible({ seed: 2 })])
    const common = idsOf(one)[0]!.filter((id) => idsOf(two)[0]!.includes(id))
    expect(common.length).toBeLessThan(80)
  })
})

test('items of another secrecy class, unreleased or excluded are never used', async () => {
  const bar = (item: Item): Item => {
    const serial = Number(item.id.slice(-2))
    return {
      ...item,
      secrecy: serial === 1 ? 'open' : 'operational',
      status: serial === 2 ? 'draft' : 'released',
    } as Item
  }
  const items = makeItems({ perWeight: { 'single-choice': 5, 'true-false': 2 }, alter: bar })
  const excluded = items
    .filter(({ item }) => item.id.endsWith('_03'))
    .slice(0, 10)
    .map(({ item }) => item.id)
  const result = await feasible({ items, overrides: { excludeItems: excluded } })
  const used = new Set(idsOf(result).flat())
  const wrong = items.filter(
    ({ item }) =>
      used.has(item.id) &&
      (item.secrecy !== 'operational' || item.status !== 'released' || excluded.includes(item.id)),
  )
  expect(wrong).toEqual([])
})

test('eight forms, one after another with a shadow: disjoint where asked, none worse than the first', async () => {
  const { report } = await feasible({
    plenty: { perWeight: { 'single-choice': 9, 'true-false': 2.4 } },
    forms: 8,
    overrides: { maxOverlap: 0 },
  })
  expect(report.certificate).toMatchObject({ violations: [], method: 'one-after-another' })
  expect(
    report.checks.filter((check) => check.family === 'overlap').every((check) => check.got[0] === 0),
  ).toBe(true)
  expect(report.certificate.largestDifference).toBeLessThanOrEqual(0.01)
})

describe('the checker', () => {
  const items = new Map(makeItems().map(({ item }) => [item.id, item]))
  const blueprint = blueprintOf({})
  const checked = async (change: (form: Item[]) => Item[]) => {
    const result = await feasible({ forms: 2 })
    const [first, second] = idsOf(result).map((ids) => ids.map((id) => items.get(id)!))
    return checkForms(blueprint, syllabus, [change(first!), second!]).violations
  }
  const swap = (form: Item[], at: number, item: Item): Item[] => form.map((own, k) => (k === at ? item : own))

  test('finds nothing wrong with what was assembled', async () => {
    expect(await checked((form) => form)).toEqual([])
  })

  test.each<[string, (form: Item[]) => Item[], string]>([
    ['an item missing', (form) => form.slice(1), 'section:all'],
    ['an item twice', (form) => [...form.slice(0, -1), form[0]!], 'section:all'],
    [
      'an item moved to another scope',
      (form) =>
        swap(
          form,
          form.findIndex((item) => item.point.startsWith('AA')),
          { ...form[0]!, id: 'x', point: 'BBA001' },
        ),
      'scope:AA',
    ],
    [
      'a point asked three times',
      (form) => form.map((item) => (item.point.startsWith('ABA') ? { ...item, point: 'ABA001' } : item)),
      'point:most',
    ],
    ['a form that is too easy', (form) => form.map((item) => ({ ...item, difficulty: 1 })), 'facility'],
    [
      'all keys at A',
      (form) => form.map((item) => (item.kind === 'single-choice' ? { ...item, key: 'A' } : item)),
      'key:A',
    ],
    ['two enemies', (form) => swap(form, 0, { ...form[0]!, enemies: [form[1]!.id] }), 'enemies'],
    ['an open item', (form) => swap(form, 0, { ...form[0]!, secrecy: 'open' }), 'secrecy'],
  ])('finds %s', async (_, change, violation) => {
    expect(await checked(change)).toContain(violation)
  })

  test('finds two forms that are the same', async () => {
    const [first] = idsOf(await feasible({})).map((ids) => ids.map((id) => items.get(id)!))
    expect(checkForms(blueprint, syllabus, [first!, first!]).violations).toEqual(['overlap:1-2'])
  })
})

describe('what cannot be done is said in the words of the trade, with what to write', () => {
  const drop = (test: (item: Item) => boolean): Plenty => ({
    alter: (item) => (test(item) ? undefined : item),
  })
  const isSingle = (item: Item, scope: string) =>
    item.kind === 'single-choice' && item.point.startsWith(scope)

  test('too few items of one kind in one scope', async () => {
    const few = drop((item) => isSingle(item, 'AB') && !item.id.endsWith('_01'))
    const items = makeItems({ ...few, perWeight: { 'single-choice': 1.9, 'true-false': 0.2 } })
    const available = items.filter(({ item }) => isSingle(item, 'AB')).length
    const said = await reasons({ items })
    const cell = said.find((reason) => reason.scope === 'AB')!
    expect(cell.zh).toContain(`AB 需要 ${cell.needed} 题单选，可用 ${available} 题`)
    expect(cell.en).toContain(`AB needs ${cell.needed} single-choice items and has ${available}`)
    expect(cell.mend!.zh).toMatch(new RegExp(`再写 ${cell.needed! - available} 道 AB 单选（如鉴定点 AB`))
  })

  test('what it says to write is enough', async () => {
    const few = drop(
      (item) => item.point.startsWith('BC') && (item.kind === 'true-false' || Number(item.id.slice(-2)) > 1),
    )
    const before = makeItems({ ...few, perWeight: { 'single-choice': 1.9, 'true-false': 0.55 } })
    const said = await reasons({ items: before })
    const full = makeItems({ perWeight: { 'single-choice': 5, 'true-false': 2 } })
    const added = said.flatMap((reason) => {
      const missing = (reason.needed ?? 0) - (reason.available ?? 0)
      const pool = full.filter(
        ({ item }) => item.kind === reason.itemKind && (!reason.scope || item.point.startsWith(reason.scope)),
      )
      const fresh = pool.filter(({ item }) => !before.some((source) => source.item.id === item.id))
      return fresh.slice(-missing)
    })
    expect(added.length).toBeGreaterThan(0)
    await feasible({ items: [...before, ...added] })
  })

  test('too few items of a kind in the whole bank is said once', async () => {
    const said = await reasons({ plenty: { perWeight: { 'single-choice': 1.9, 'true-false': 0.15 } } })
    expect(said[0]).toMatchObject({ itemKind: 'true-false', zh: '全卷需要 20 题判断，可用 18 题' })
    expect(said[0]!.mend!.zh).toContain('再写 2 道判断')
  })

  test('forms that would have too many items in common', async () => {
    const said = await reasons({
      plenty: { perWeight: { 'single-choice': 1.4, 'true-false': 0.55 } },
      forms: 3,
    })
    expect(said.map((reason) => reason.kind)).toContain('overlap')
    expect(said.find((reason) => reason.kind === 'overlap')!.zh).toContain(
      '3 套卷各 100 题，两两相同不得超过 20 题',
    )
    expect(said[0]!.zh).toMatch(/^3 套卷合计，\w\w 需要 \d+ 题单选，可用 \d+ 题/)
  })

  test('enemies', async () => {
    const scope = 'BD'
    const group = makeItems()
      .filter(({ item }) => item.point.startsWith(scope))
      .map(({ item }) => item.id)
    const said = await reasons({
      plenty: {
        alter: (item) =>
          item.point.startsWith(scope) ? { ...item, enemies: group.filter((id) => id !== item.id) } : item,
      },
    })
    expect(said.map((reason) => reason.kind)).toContain('enemies')
    expect(said.find((reason) => reason.scope === scope)?.zh).toContain('BD 需要')
  })

  test('difficulty: the grades to write are named', async () => {
    const said = await reasons({ plenty: { alter: (item) => ({ ...item, difficulty: 1 }) } })
    expect(said.find((reason) => reason.kind === 'difficulty')!.zh).toContain('可用题平均为 0.90，偏易')
    expect(said[0]!.mend!.zh).toMatch(/难度 [45](–5)?/)
  })

  test('one item a point when the points do not suffice', async () => {
    const said = await reasons({ overrides: { maxItemsPerPoint: 1 } })
    expect(said.some((reason) => reason.kind === 'conflict' || reason.kind === 'point')).toBe(true)
  })

  test('requirements that contradict each other', async () => {
    const blueprint = blueprintOf({})
    const scopes = blueprint.scopes.map((scope) => (scope.code === 'AA' ? { ...scope, marks: 40 } : scope))
    const result = await planForms(solver, {
      blueprint: { ...blueprint, scopes },
      syllabus,
      items: makeItems(),
      forms: 1,
      seed: 1,
    })
    expect(result.feasible).toBe(false)
    expect(!result.feasible && result.reasons[0]!.zh).toContain('互相矛盾')
  })
})

test('case items and rated items take their places in sections of their own', async () => {
  const items = makeItems({ perWeight: { 'single-choice': 1.9, 'true-false': 0.55, case: 0.2 } })
  const pattern = {
    ...patterns.standard,
    sections: [
      { kind: 'single-choice' as const, count: 60, marksEach: 1 },
      { kind: 'case' as const, count: 4, marksEach: 10 },
    ],
  }
  const blueprint = buildBlueprint({ standard, syllabus, pattern })
  const result = await planForms(solver, { blueprint, syllabus, items, forms: 2, seed: 3 })
  expect(result.feasible && result.report.certificate.violations).toEqual([])
  expect(bankId).toBe(blueprint.bank)
})
