import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Item } from '../../../bank-schemas/index.ts'
import { getSyllabus, listBanks } from '../../../server/banks/list-banks.ts'
import { listItems, listItemsOfPoint } from '../../../server/banks/list-items.ts'
import { loadItemBanks } from '../../../server/banks/load-item-banks.ts'
import { ensurePlatform } from '../../../server/identity/ensure-platform.ts'
import { type StaffActor, systemActor } from '../../../server/identity/model.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { itemBanks } from '../../support/world.ts'

const bankId = '6-31-01-03'
const system = systemActor('test')
let database: TestDatabase
let ctx: TestContext
let folder: string
let itemFile: string

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = createTestContext(database.db)
  await ensurePlatform(ctx, { administrator: false })
  folder = await mkdtemp(join(tmpdir(), 'liangcai-banks-'))
  await cp(join(itemBanks, 'standards', bankId), join(folder, 'standards', bankId), { recursive: true })
  await cp(join(itemBanks, 'banks', bankId), join(folder, 'banks', bankId), { recursive: true })
  itemFile = join(folder, 'banks', bankId, 'level-4', 'items', 'AA.json')
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database.drop()
})

const load = () => loadItemBanks(ctx, system, folder)
const readItems = async () => JSON.parse(await readFile(itemFile, 'utf8')) as Item[]
const writeItems = (items: unknown) => writeFile(itemFile, JSON.stringify(items, null, 2))
const currentHash = async (id: string) =>
  (await listItems(ctx, bankId, 4)).find(({ item }) => item.id === id)?.hash

test('a bank is taken whole, and loading it again changes nothing', async () => {
  const first = await load()
  expect(first).toMatchObject({ standards: 1, banks: 1, refused: [] })
  expect(first.newRevisions).toBeGreaterThan(300)
  expect(await load()).toMatchObject({ standards: 1, banks: 1, items: first.items, newRevisions: 0 })
  const [bank] = await listBanks(ctx)
  expect(bank!.levels[0]).toMatchObject({ level: 4, items: first.items })
  expect((await getSyllabus(ctx, bankId, 4)).syllabus.bank).toBe(bankId)
})

test('a changed item is one new revision; the old one stays for what was made of it', async () => {
  const items = await readItems()
  const id = items[0]!.id
  const before = await currentHash(id)
  items[0] = { ...items[0]!, rationale: `${items[0]!.rationale}（补充说明）` }
  await writeItems(items)
  expect(await load()).toMatchObject({ newRevisions: 1 })
  const after = await currentHash(id)
  expect(after).not.toBe(before)
  const kept = await ctx.db.selectFrom('item_revision').select('hash').where('item_id', '=', id).execute()
  expect(kept.map((row) => row.hash).sort()).toEqual([before, after].sort())
})

test('a bank with an error is left out and reported; what was loaded before stays in use', async () => {
  const items = await readItems()
  const good = await listItems(ctx, bankId, 4)
  await writeItems([{ ...items[0], key: 42 }, ...items.slice(1)])
  const report = await load()
  expect(report.refused).toMatchObject([{ id: bankId }])
  expect(report.banks).toBe(0)
  expect(await listItems(ctx, bankId, 4)).toEqual(good)
  await writeFile(itemFile, '{ not json')
  expect((await load()).refused).toMatchObject([{ id: bankId }])
  await writeItems(items)
  expect((await load()).refused).toEqual([])
})

test('the public sees open items only; a writer sees all, and the look is on record', async () => {
  const open = await listItemsOfPoint(ctx, undefined, bankId, 4, 'ABA001')
  expect(open.hidden).toBeGreaterThan(0)
  expect(open.items.every(({ item }) => item.secrecy === 'open')).toBe(true)
  const writer: StaffActor = {
    kind: 'staff',
    userId: 'usr_w',
    name: '命题',
    memberships: [{ organisationId: 'org_platform', role: 'item-writer' }],
  }
  const all = await listItemsOfPoint(ctx, writer, bankId, 4, 'ABA001')
  expect(all.items.length).toBe(open.items.length + open.hidden)
  const looks = await ctx.db
    .selectFrom('audit_event')
    .select('actor')
    .where('action', '=', 'item.viewed')
    .execute()
  expect(looks).toEqual([{ actor: 'staff:usr_w' }])
})
