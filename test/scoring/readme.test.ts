import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chanceTable } from '../../scoring/chance-table.ts'
import { kinds, reasonCodes } from '../../scoring/index.ts'
import { panelPolicies } from '../../scoring/policies/panel.ts'
import { roundings } from '../../scoring/policies/rounding.ts'

const readme = readFileSync(new URL('../../scoring/README.md', import.meta.url), 'utf8')

/** A table without its padding, which the formatter owns. */
const unpadded = (text: string) => text.replace(/ +/g, ' ').replace(/-+/g, '-')

test('the chance table of the README is the computed one', () => {
  expect(unpadded(readme)).toContain(unpadded(chanceTable()))
})

test('every policy and every reason code is in the README', () => {
  const names = [
    ...Object.values(kinds).flatMap(({ rules }) => Object.keys(rules)),
    ...Object.keys(panelPolicies),
    ...Object.keys(roundings),
  ]
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  expect(reasonCodes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([])
})
