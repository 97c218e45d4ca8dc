import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'score-'))
afterAll(() => rmSync(folder, { recursive: true }))

const root = fileURLToPath(new URL('../../', import.meta.url))
/** The command alone, without the rest of the program. */
const main = `import { Command } from 'commander'
import { registerScore } from './server/cli/score.ts'
const program = new Command()
registerScore(program)
program.parse(process.argv)`

function score(...args: string[]) {
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', main, '--', 'node', 'score', ...args],
    { cwd: root, encoding: 'utf8' },
  )
  return { status: run.status, stdout: run.stdout, stderr: run.stderr }
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const item = file('item.json', {
  kind: 'multiple-response',
  options: [...'ABCDE'].map((id) => ({ id })),
  key: ['A', 'B', 'C'],
  policy: 'partial-under@1',
})
const two = file('two.json', ['A', 'B'])

describe('liangcai score', () => {
  test('prints fraction and reasons as one JSON object', () => {
    const { status, stdout } = score('--item', item, '--response', two, '--json')
    expect(status).toBe(0)
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({
      fraction: 2 / 3,
      exact: '2/3',
      needsRater: false,
      policy: 'partial-under@1',
    })
    expect(result.reasons.map(({ code }: { code: string }) => code)).toEqual(['ticks', 'rule'])
  })

  test('takes another policy by any of its names, and answers as they are stored', () => {
    const stored = file('stored.json', { number: 1, seq: 3, response: ['A', 'D'] })
    const { stdout } = score('--item', item, '--response', stored, '--policy', 'mtf_1_over_n', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ exact: '2/5', policy: 'per-option@1' })
  })

  test('says it in words without --json', () => {
    const { stdout } = score('--item', item, '--response', two)
    expect(stdout).toContain('2/3')
    expect(stdout).toContain('少选得部分分')
  })

  test.each([
    ['an unknown policy', 2, ['--item', item, '--response', two, '--policy', 'no-such'], 'partial-under@1'],
    ['a missing option', 2, ['--item', item], '--response'],
    ['an unknown option', 2, ['--item', item, '--response', two, '--polcy', 'x'], '--polcy'],
    ['a file that is not there', 1, ['--item', join(folder, 'none.json'), '--response', two], 'none.json'],
    [
      'a file that is not JSON',
      1,
      ['--item', file('broken.json', '{'), '--response', two],
      'broken.json is not JSON',
    ],
    [
      'an item without a key',
      1,
      ['--item', file('keyless.json', { kind: 'single-choice', options: [{ id: 'A' }] }), '--response', two],
      'key',
    ],
    [
      'an item without a policy',
      1,
      ['--item', file('free.json', { kind: 'true-false', key: true }), '--response', two],
      '--policy',
    ],
  ])('%s: status %i, nothing on stdout, the cause on stderr', (_, status, args, cause) => {
    const run = score(...args)
    expect(run).toMatchObject({ status, stdout: '' })
    expect(run.stderr).toContain(cause)
    expect(run.stderr).not.toContain('    at ')
  })

  test('a malformed response is a mark, not an error', () => {
    const { status, stdout } = score('--item', item, '--response', file('odd.json', { a: [1] }), '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ fraction: 0, reasons: [{ code: 'malformed-response' }] })
  })
})
