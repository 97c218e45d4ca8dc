/* The rules as a whole: names, files, and words that must and must not be caught. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BankContext,
  bankRules,
  type Item,
  isDocument,
  libraryRules,
  lintBank,
  standardRules,
} from '../../bank-schemas/index.ts'
import { runRule } from '../../bank-schemas/lint/bank-context.ts'
import { contextOf } from './bank-folder-case.ts'
import { casesIn } from './conformance-cases.ts'
import { items } from './typed-documents.ts'

const rules = [...standardRules, ...bankRules, ...libraryRules]
const readme = readFileSync(new URL('../../bank-schemas/README.md', import.meta.url), 'utf8').replace(
  / +/g,
  ' ',
)

test('no two rules share a name, and each says what it guards in both languages', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
  for (const { summary } of rules) {
    expect(summary.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(summary.en).toMatch(/^[A-Za-z]/)
  }
})

test('a rule stands in the file of its name; rules that share one computation share its file', () => {
  const files = readdirSync(new URL('../../bank-schemas/lint/', import.meta.url)).map((file) =>
    file.replace('.ts', ''),
  )
  const shared: Record<string, string> = {
    'open-like-operational': 'near-duplicates',
    'near-duplicates-across-banks': 'near-duplicates',
    'duplicate-across-banks': 'duplicate-items',
    'model-variety': 'model-sound',
  }
  for (const { name } of rules) {
    const file = name.slice('lint/'.length)
    expect(files).toContain(shared[file] ?? file)
  }
})

describe('words', () => {
  const single = items.find(({ kind }) => kind === 'single-choice')!
  const statement = items.find(({ kind }) => kind === 'true-false')!

  test.each([
    ['negative-stem', { stem: '下列说法错误的是（　）。' }, 1],
    ['negative-stem', { stem: '下列说法**错误**的是（　）。' }, 0],
    ['negative-stem', { stem: '不属于低压电器的是（　）。' }, 1],
    ['negative-stem', { stem: '电动机不能起动的原因是（　）。' }, 0],
    ['negative-stem', { stem: '错误接线会使电动机（　）。' }, 0],
    ['choice-stem', { stem: '应当怎样处理？' }, 0],
    ['choice-stem', { stem: '应当（ ）。\n\n![图](media/a.svg)' }, 0],
    ['choice-stem', { stem: '应当怎样处理。' }, 1],
    ['all-of-the-above', { options: options('甲', '乙', '以上均不正确') }, 1],
    ['all-of-the-above', { options: options('甲', '乙', '以上一级电压供电') }, 0],
    ['absolute-words', { options: options('甲', '一定正确', '丙') }, 1],
    ['absolute-words', { options: options('甲', '一定的裕量', '绝对值') }, 0],
    ['option-order', { options: options('5 A', '10 A', '20 A') }, 0],
    ['option-order', { options: options('10 A', '5 A', '20 A') }, 1],
    ['option-order', { options: options('10 mA', '5 A', '20 A') }, 0],
    ['option-units', { options: options('10', '15', '20') }, 0],
    ['option-units', { options: options('10', '15 A', '20 A') }, 1],
    ['equal-options', { options: options('2.50 A', '2.5A', '3 A') }, 1],
    ['equal-options', { options: options('2.05 A', '2.5 A', '25 A') }, 0],
    ['equal-options', { options: options('10 A', '100 A', '1 A') }, 0],
    ['contained-options', { options: options('接地', '接地电阻', '接零') }, 0],
    ['contained-options', { options: options('1～3 mm', '3～5 mm', '5～8 mm') }, 0],
  ] as [string, Partial<Item>, number][])('%s finds in case %# (%j) %d', (name, part, count) => {
    expect(findings(name, { ...single, ...part } as Item)).toBe(count)
  })

  test.each([
    ['true-false-form', { stem: '电流的单位是安培。' }, 0],
    ['true-false-form', { stem: '电流的单位是安培（　）。' }, 1],
    ['true-false-form', { stem: '电流的单位是安培' }, 1],
    ['true-false-form', { stem: '![图](media/a.svg)\n\n图中开关闭合。' }, 0],
    ['double-barrelled', { stem: '接触器既能频繁操作，也有失压保护作用。' }, 0],
    ['double-barrelled', { stem: '停电后应验电；验电后应接地。' }, 1],
  ] as [string, Partial<Item>, number][])('%s finds in case %# (%j) %d', (name, part, count) => {
    expect(findings(name, { ...statement, ...part } as Item)).toBe(count)
  })
})

test('whatever passes its schema can be linted: no rule ever throws', () => {
  const { document } = casesIn('valid').find(({ kind }) => kind === 'bank-folder')!
  const places = pathsOf(document)
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.string(),
    fc.nat(),
    fc.constantFrom('', '![](media/x)', '$', '[[1]]', '*', '0', '-1', 'A', []),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...places), value), { minLength: 1, maxLength: 3 }),
      (changes) => {
        const changed = structuredClone(document) as Record<string, unknown>
        for (const [path, part] of changes) put(changed, path, part)
        expect(() => lintBank(onlyValid(contextOf(changed)))).not.toThrow()
      },
    ),
    { numRuns: 150 },
  )
})

/** What the reader of a folder does: documents that fail their schema are left out. */
function onlyValid(context: BankContext): BankContext {
  const levels = context.levels.map(({ level, syllabus, items, models, tasks }) => ({
    level,
    syllabus: isDocument('syllabus', syllabus) ? syllabus : undefined,
    items: items.filter((item) => isDocument('item', item)),
    models: models.filter((model) => isDocument('item-model', model)),
    tasks: tasks.filter((task) => isDocument('practical-task', task)),
  }))
  const bank = isDocument('bank', context.bank) ? context.bank : undefined
  return {
    ...context,
    bank,
    standard: isDocument('standard', context.standard) ? context.standard : undefined,
    levels,
  }
}

type Path = readonly (string | number)[]

/** Places inside the documents; the folder around them is made by the reader and always sound. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? value.map((part, i) => [i, part] as const) : Object.entries(value)
  const below = entries.flatMap(([key, part]) => pathsOf(part, [...path, key]))
  return [path, ...below].filter(
    ({ length, 0: first }) => (first === 'levels' ? length > 4 : length > 1) && first !== 'media',
  )
}

function put(document: unknown, path: Path, value: unknown): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], document)
  if (typeof holder === 'object' && holder !== null)
    (holder as Record<string, unknown>)[path.at(-1)!] = structuredClone(value)
}

function findings(name: string, item: Item): number {
  const rule = bankRules.find((one) => one.name === `lint/${name}`)!
  return runRule(rule, contextOf({ id: 'x', levels: [{ level: 4, items: [item] }] })).length
}

function options(...texts: string[]) {
  return texts.map((text, i) => ({ id: 'ABCD'[i]!, text }))
}

test.each(rules)(
  'README.md lists $name with its severity and what it guards',
  ({ name, severity, summary }) => {
    expect(readme).toContain(`| \`${name}\` | ${severity} | ${summary.zh} | ${summary.en} |`)
  },
)
