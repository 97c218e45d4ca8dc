import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { actMath, dif30, lsat, mcq30, raterAgreement } from './conformance-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'researcher-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = `
import { Command } from 'commander'
import { registerResearcherCommands } from './server/cli/researcher/index.ts'
const program = new Command('liangcai')
registerResearcherCommands(program)
await program.parseAsync(['node', 'liangcai', ...process.argv.slice(1)])
`
const root = new URL('../../../', import.meta.url).pathname

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', script, '--', ...args],
      { cwd: root, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

async function json(...args: string[]) {
  const { status, stdout, stderr } = await run(...args, '--json')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

const lsat6 = `Item.1,Item.2,Item.3,Item.4,Item.5,freq\n${lsat.LSAT6.patterns.map(([p, n]) => `${[...String(p)].join(',')},${n}`).join('\n')}\n`
const byFrequency = file('lsat6.csv', lsat6)

describe('analyse', () => {
  const key = file('key.json', JSON.stringify(mcq30.key))
  const rows = mcq30.responses.map((row) => [...row].map((c) => (c === '-' ? '""' : c)))
  const plain = file('mcq.csv', `${mcq30.items.join(',')}\n${rows.map((r) => r.join(',')).join('\n')}\n`)
  const untidy = file(
    'untidy.csv',
    `\uFEFF"考号";${mcq30.items.map((i) => `"${i}"`).join(';')}\r\n${rows
      .map((r, k) => [`P${k}`, ...r.map((c) => (c === '""' ? c : `"${c.toLowerCase()}"`))].join(';'))
      .join('\r\n')}\r\n`,
  )

  test.each([plain, untidy])('letters with a key, %s', async (path) => {
    const found = await json('analyse', path, '--key', key)
    expect(found.n).toBe(1500)
    expect(Object.keys(found.test)).toEqual(expect.arrayContaining(['mean', 'sd', 'alpha', 'sem']))
    for (const expected of mcq30.distractors) {
      const item = found.items.find((i: { id: string }) => i.id === expected.item)
      const option = item.options.find((o: { option: string }) => o.option === expected.option)
      expect(option.n).toBe(expected.n)
      expect(option.rPbis).toBeCloseTo(expected.rPbis, 8)
    }
  })

  test('an empty cell is not administered, a quoted one omitted', async () => {
    const path = file('empty.csv', 'q1,q2,q3\n1,,0\n0,"",1\n1,1,1\n0,0,0\n')
    const found = await json('analyse', path)
    expect(found.items[1]).toMatchObject({ n: 3, omitted: 1, notAdministered: 1 })
    const asOmitted = await json('analyse', path, '--empty', 'omitted')
    expect(asOmitted.items[1]).toMatchObject({ n: 4, omitted: 2, notAdministered: 0 })
  })

  test('a spreadsheet in GB 18030 with empty columns at the end', async () => {
    const path = join(folder, 'gbk.csv')
    // 考号 in GB 18030.
    const header = Buffer.concat([Buffer.from([0xbf, 0xbc, 0xba, 0xc5]), Buffer.from(',q1,q2,,\r\n')])
    writeFileSync(path, Buffer.concat([header, Buffer.from('1,1,0,,\r\n2,0,1,,\r\n3,1,1,,\r\n')]))
    const found = await json('analyse', path)
    expect(found.items.map((i: { id: string }) => i.id)).toEqual(['q1', 'q2'])
  })

  test('without --json a table, Chinese first', async () => {
    const { stdout } = await run('analyse', plain, '--key', key, '--cut', '18')
    expect(stdout).toContain('人数 n')
    expect(stdout).toContain('合格线 cut 18')
  })
})

describe('calibrate', () => {
  test('LSAT6 2PL, with the persons written', async () => {
    const out = join(folder, 'persons.csv')
    const found = await json('calibrate', byFrequency, '--model', '2pl', '--persons', out)
    expect(found).toMatchObject({ converged: true, variance: 1 })
    expect(found.logLik).toBeCloseTo(-2466.65338, 4)
    expect(found.items[0]).toMatchObject({
      id: 'Item.1',
      a: expect.closeTo(0.82566, 4),
      b: expect.closeTo(-3.358811, 4),
    })
    const lines = readFileSync(out, 'utf8').trim().split('\n')
    expect(lines[0]).toBe('id,EAP,SE')
    expect(lines).toHaveLength(1001)
  })

  test('LSAT6 Rasch', async () => {
    const found = await json('calibrate', byFrequency, '--model', 'rasch')
    expect(found.logLik).toBeCloseTo(-2466.9376, 4)
    expect(found.variance).toBeCloseTo(0.570237, 3)
    expect(found.items[0].seA).toBeNull()
  })

  test('marks from 1 by GPCM, renumbered and said so', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => [
      1 + (i % 4),
      1 + ((i >> 1) % 4),
      1 + ((i >> 2) % 4),
      1 + (i % 3),
    ])
    const path = file('marks.csv', `a,b,c,d\n${rows.map((r) => r.join(',')).join('\n')}\n`)
    const found = await json('calibrate', path, '--model', 'pcm')
    expect(found.items[0].steps).toHaveLength(3)
    expect(found.warnings.join(' ')).toContain('renumbered')
  })
})

test('dif agrees with difR and takes the first group met as the reference', async () => {
  const rows = dif30.responses.map((r) => r.replace('|', '').split('').join(','))
  const path = file('dif.csv', `group,${dif30.items.join(',')}\n${rows.join('\n')}\n`)
  const found = await json('dif', path, '--group', 'group')
  expect(found).toMatchObject({ reference: '0', focal: '1' })
  found.items.forEach((item: Record<string, number>, j: number) => {
    expect(item.chi2).toBeCloseTo(dif30.mantelHaenszel[j]!.chi2, 8)
    expect(item.class).toBe(dif30.mantelHaenszel[j]!.class)
  })
  expect(found.items[19].logistic.nonUniformP).toBeLessThan(1e-5)
  expect((await json('dif', path, '--group', 'group', '--purify')).purification.excluded).toContain('i05')
})

test('dif between forms that share some items compares only those', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const bit = (k: number) => ((i * 7 + k * 3) >> (k % 3)) & 1
    return i % 2 ? ['B', '', bit(1), bit(2), bit(3), bit(4)] : ['A', bit(0), bit(1), bit(2), bit(3), '']
  })
  const path = file('forms.csv', `form,o1,c1,c2,c3,n1\n${rows.map((r) => r.join(',')).join('\n')}\n`)
  const found = await json('dif', path, '--group', 'form')
  expect(found.items[0]).toMatchObject({ id: 'o1', nReference: 30, nFocal: 0, class: null, alpha: null })
  expect(found.items[1]).toMatchObject({ nReference: 30, nFocal: 30 })
})

test('link brings b onto a’s scale', async () => {
  const a = file('a.csv', 'id,a,b\nq1,1,0\nq2,1.2,0.5\nq3,0.8,-1\n')
  const b = file('b.csv', '"id","a","b"\r\n"q1",1.25,-0.4\r\n"q3",1.0,-1.2\r\n"q2",1.5,0\r\n"x",1,1\r\n')
  for (const method of ['stocking-lord', 'haebara', 'mean-sigma', 'mean-mean'])
    expect(await json('link', a, b, '--method', method)).toMatchObject({
      A: expect.closeTo(1.25, 6),
      B: expect.closeTo(0.5, 6),
    })
})

test('equate, every method', async () => {
  const form = (at: number) =>
    `score,frequency\n${actMath.frequencies.map((r) => `${r[0]},${r[at]}`).join('\n')}\n`
  const [x, y] = [file('x.csv', form(1)), file('y.csv', form(2))]
  for (const [method, column, ...extra] of [
    ['linear', 'linear'],
    ['equipercentile', 'equipercentile'],
    ['equipercentile', 'equip_loglin_deg6', '--presmooth', '6'],
    ['circle-arc', 'circle'],
  ] as const) {
    const { concordance } = await json('equate', x, y, '--method', method, ...extra)
    concordance.forEach((pair: { x: number; y: number }, k: number) => {
      expect(Math.abs(pair.y - actMath.concordance[k]![column])).toBeLessThan(1e-4)
    })
  }
})

test('agreement: ICC and Krippendorff with missing ratings', async () => {
  const table = (rows: readonly (readonly (number | null)[])[]) =>
    `${rows[0]!.map((_, r) => `R${r + 1}`).join(',')}\n${rows.map((row) => row.map((v) => v ?? '').join(',')).join('\n')}\n`
  const icc = await json('agreement', file('sf.csv', table(raterAgreement.shroutFleiss1979.data)))
  expect(icc.icc).toMatchObject({ ICC21: expect.closeTo(0.28976, 5), ICC3k: expect.closeTo(0.90932, 5) })
  const data = raterAgreement.krippendorff2011.data
  const units = Array.from({ length: 12 }, (_, u) => data.map((rater) => rater[u] ?? null))
  const alpha = await json('agreement', file('k.csv', table(units)))
  for (const [level, value] of Object.entries(raterAgreement.krippendorff2011.alpha))
    expect(alpha.alpha[level]).toBeCloseTo(value, 8)
})

describe('errors leave stdout empty', () => {
  const letters = file('letters.csv', 'q1,q2\nA,B\nC,B\n')
  test.each([
    ['a file that is not there', 1, ['analyse', join(folder, 'none.csv')], /读不到文件.*none\.csv/],
    ['letters without a key', 1, ['calibrate', letters, '--model', 'rasch'], /--key/],
    ['no group column', 1, ['dif', byFrequency, '--group', 'sex'], /no column “sex”/],
    [
      'frequencies without their column',
      1,
      ['equate', letters, letters, '--method', 'linear'],
      /score,frequency/,
    ],
    ['an unknown model', 2, ['calibrate', byFrequency, '--model', '4pl'], /Allowed choices/],
    ['a missing method', 2, ['link', letters, letters], /--method/],
    ['an unknown option', 2, ['agreement', letters, '--colour'], /unknown option/],
  ] as const)('%s ends with status %d', async (_, status, args, message) => {
    const found = await run(...args, '--json')
    expect(found.status).toBe(status)
    expect(found.stdout).toBe('')
    expect(found.stderr).toMatch(message)
  })
})
