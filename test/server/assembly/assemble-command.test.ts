import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { readItemBanks } from '../../../server/banks/read-bank-folder.ts'
import { registerAssemble, runAssemble } from '../../../server/cli/assemble.ts'

const root = new URL('../../../item-banks', import.meta.url).pathname

async function run(options: object): Promise<{ code: number; text: string }> {
  const lines: string[] = []
  const code = await runAssemble({ forms: 1, seed: 7, root, stopAfter: 300, ...options }, (line) =>
    lines.push(line),
  )
  return { code, text: lines.join('\n') }
}

/** An exam can be held from every bank there is. */
const { banks } = readItemBanks(root)
const patterns = banks.flatMap(({ id, bank }) =>
  (bank?.patterns ?? []).map((pattern) => [id, pattern.level, pattern.id] as const),
)

describe.each(patterns)('bank %s level %d, pattern %s', (bank, level, pattern) => {
  test('gives three parallel forms, alike and without a violation', async () => {
    const { code, text } = await run({ bank, level, pattern, forms: 3, json: true })
    expect(code, text).toBe(0)
    const { forms, certificate, blueprint, report } = JSON.parse(text)
    expect(forms).toHaveLength(3)
    expect(new Set(forms.map((form: { id: string }) => form.id)).size).toBe(3)
    expect(certificate.violations).toEqual([])
    expect(certificate.largestDifference).toBeLessThanOrEqual(0.005)
    expect(forms[0].items).toHaveLength(
      blueprint.sections.reduce((sum: number, section: { count: number }) => sum + section.count, 0),
    )
    expect(report.checks.length).toBeGreaterThan(20)
  })
})

const [bank, level] = patterns[0]!

test('without --json a person reads a table', async () => {
  const { code, text } = await run({ bank, level })
  expect(code).toBe(0)
  expect(text).toContain('证书：违反 0 项')
  expect(text).toMatch(/二级范围 +AA .* 5分 +5分 +✓/)
})

test('what cannot be done ends with 2 and the reasons', async () => {
  const machine = await run({ bank, level, forms: 9, maxOverlap: 0, json: true })
  expect(machine.code).toBe(2)
  expect(JSON.parse(machine.text).infeasible.reasons[0]).toMatchObject({
    zh: expect.stringContaining('题'),
    mend: { zh: expect.stringContaining('再写') },
  })
  const person = await run({ bank, level, forms: 9, maxOverlap: 0 })
  expect(person.text).toMatch(/^不能组卷：\n {2}✗ 9 套卷合计，\w\w 需要 \d+ 题/)
})

test.each([
  ['no bank', {}, '请给出 --bank 与 --level'],
  ['an unknown bank', { bank: '6-31-01-99', level: 4 }, '题库 6-31-01-99 缺少有效的 bank.json'],
  ['an unknown level', { bank, level: 1 }, '没有组卷模式|缺少有效的 level-1/syllabus.json'],
  ['an unknown pattern', { bank, level, pattern: 'none' }, '没有组卷模式“none”'],
])('%s ends with 1 and says why', async (_, options, said) => {
  const { code, text } = await run(options)
  expect(code).toBe(1)
  expect(text).toMatch(new RegExp(said))
})

test('a number out of range is refused by the command line', async () => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  registerAssemble(program)
  program.commands[0]!.exitOverride().configureOutput({ writeErr: () => {} })
  await expect(program.parseAsync(['node', 'liangcai', 'assemble', '--forms', '99'])).rejects.toThrow(/1–20/)
})
