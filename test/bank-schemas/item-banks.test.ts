/* The content that ships: no errors, and a table in its README that is true. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readmeWithTable } from '../../server/cli/bank-table.ts'
import { validatePath } from '../../server/cli/validation-report.ts'

const itemBanks = fileURLToPath(new URL('../../item-banks', import.meta.url))

test('item-banks/ has no errors', () => {
  const { errors } = validatePath(itemBanks)!
  expect(
    errors.map(({ file, pointer, rule, message }) => `${file} ${pointer} ${rule} ${message.zh}`),
  ).toEqual([])
})

test('the table in item-banks/README.md is fresh; run `liangcai validate --write-readme`', () => {
  expect(readFileSync(`${itemBanks}/README.md`, 'utf8')).toBe(readmeWithTable(itemBanks))
})
