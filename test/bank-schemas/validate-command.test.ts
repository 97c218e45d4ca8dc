import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readBankFolder } from '../../server/banks/read-bank-folder.ts'
import { fillModelSelfTests } from '../../server/cli/fill-model-self-tests.ts'
import { runValidate } from '../../server/cli/validate.ts'
import { validatePath } from '../../server/cli/validation-report.ts'
import * as documents from './typed-documents.ts'

const root = mkdtempSync(join(tmpdir(), 'item-banks-'))
const bank = join(root, 'banks/6-31-01-03')
const write = (path: string, document: unknown) => writeFileSync(join(root, path), JSON.stringify(document))
const level = 'banks/6-31-01-03/level-4'

/** One bank with every kind of item; short of items, so it has warnings but no errors. */
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const folder of [
    'standards/6-31-01-03',
    `${level}/items`,
    `${level}/models`,
    `${level}/practical`,
    'banks/6-31-01-03/media',
  ]) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  write('standards/6-31-01-03/2026-1.json', documents.standard)
  write('banks/6-31-01-03/bank.json', documents.bank)
  write(`${level}/syllabus.json`, documents.syllabus)
  write(`${level}/items/all.json`, documents.items)
  write(`${level}/models/M01.json`, documents.itemModel)
  write(`${level}/practical/P01.json`, documents.practicalTask)
  writeFileSync(
    join(bank, 'media/contactor.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"/>',
  )
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(path: string, json = false): { code: number; lines: string[] } {
  const lines: string[] = []
  return { code: runValidate(path, { json }, (line) => lines.push(line)), lines }
}

test('a bank without errors exits with 0 and counts its documents', () => {
  const { code, lines } = run(root, true)
  const report = JSON.parse(lines.join('\n'))
  expect(report).toMatchObject({
    documents: { standard: 1, bank: 1, syllabus: 1, 'item-file': 1, 'item-model': 1, 'practical-task': 1 },
    items: documents.items.length,
    points: 3,
    errors: [],
  })
  expect(code).toBe(0)
})

test('an error exits with 1 and is printed with file, pointer, rule and both languages', () => {
  write(`${level}/items/all.json`, [{ ...documents.items[0], key: 'F' }])
  const { code, lines } = run(root)
  expect(code).toBe(1)
  expect(lines.find((line) => line.includes('lint/key-fits'))).toMatch(
    /^✗ .*items\/all\.json \/0\/key lint\/key-fits .*没有对应.* \/ .*no counterpart/,
  )
})

test('a path with nothing of ours exits with 2', () => {
  expect(run(join(root, 'nowhere')).code).toBe(2)
  expect(run(tmpdir()).code).toBe(2)
})

test('a file that is not JSON is named, and the rest is still checked', () => {
  writeFileSync(join(root, `${level}/items/broken.json`), '[{"id": ')
  const report = validatePath(root)!
  expect(report.errors).toEqual([
    expect.objectContaining({ rule: 'file/not-json', file: expect.stringContaining('broken.json') }),
  ])
  expect(report.items).toBe(documents.items.length)
})

test('a file nested 200,000 deep is one error, whatever it stands for', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  for (const path of [
    'bank.json',
    'level-4/syllabus.json',
    'level-4/items/deep.json',
    'level-4/models/deep.json',
  ]) {
    writeFileSync(join(bank, path), deep)
  }
  const rules = validatePath(root)!.errors.map(({ rule }) => rule)
  expect(rules.filter((rule) => rule === 'schema/depth')).toHaveLength(4)
})

test('an invalid item does not hide the others', () => {
  write(`${level}/items/all.json`, [
    { ...documents.items[0], difficulty: 9 },
    { ...documents.items[1], point: 'ZZZ999' },
  ])
  expect(validatePath(root)!.errors.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual(
    expect.arrayContaining(['schema/maximum /0/difficulty', 'lint/item-point /1/point']),
  )
})

test('a bank folder without bank.json says so', () => {
  rmSync(join(bank, 'bank.json'))
  expect(validatePath(bank)!.errors).toContainEqual(expect.objectContaining({ rule: 'file/missing' }))
})

test('one file of a bank is checked with its bank, and only its own findings are shown', () => {
  const path = join(root, `${level}/items/all.json`)
  const report = validatePath(path, root)!
  expect(report.documents).toEqual({ 'item-file': 1 })
  for (const { file } of [...report.errors, ...report.warnings]) expect(file).toBe(`${level}/items/all.json`)
})

test('a bank brings the findings of its standard', () => {
  write('standards/6-31-01-03/2026-1.json', {
    ...documents.standard,
    weights: { ...documents.standard.weights, skill: [] },
  })
  expect(validatePath(bank)!.errors.map(({ rule }) => rule)).toContain('schema/minItems')
})

test('a lone document is checked by its $schema', () => {
  const path = join(root, 'form.json')
  writeFileSync(path, JSON.stringify({ ...documents.form, seed: -1 }))
  expect(validatePath(path)!.errors).toEqual([
    expect.objectContaining({ rule: 'schema/minimum', pointer: '/seed' }),
  ])
})

test('open self-tests of models are filled, and filled ones are left alone', () => {
  const open = { ...documents.itemModel, selfTests: [{ seed: 1, key: '0' }] }
  const filled = {
    ...documents.itemModel,
    id: '6-31-01-03_4_ABA001_M02',
    selfTests: [{ seed: 1, key: 'wrong' }],
  }
  write(`${level}/models/M01.json`, open)
  write(`${level}/models/M02.json`, filled)
  expect(fillModelSelfTests([readBankFolder(bank, root)], root)).toEqual([
    expect.stringMatching(/M01\.json 1→.*, 2→.*, 3→/),
  ])
  expect(JSON.parse(readFileSync(join(root, `${level}/models/M01.json`), 'utf8'))).toEqual(
    documents.itemModel,
  )
  expect(JSON.parse(readFileSync(join(root, `${level}/models/M02.json`), 'utf8'))).toEqual(filled)
})

test('a copy of a bank under another name is refused', () => {
  cpSync(bank, join(root, 'banks/6-31-07-03'), { recursive: true })
  expect(validatePath(root)!.errors.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['lint/bank-references', 'lint/item-id']),
  )
})
