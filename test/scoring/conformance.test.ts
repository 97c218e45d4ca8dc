import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kinds, type ScorableItem, scoreItem } from '../../scoring/index.ts'

interface Case {
  readonly response?: unknown
  readonly policy?: string
  readonly exact: string
  readonly codes: readonly string[]
  readonly needsRater?: boolean
  readonly parts?: Readonly<Record<string, string>>
  readonly note?: string
}
interface Group {
  readonly about: string
  readonly item: ScorableItem
  readonly cases: readonly Case[]
}

const folder = new URL('../../scoring/conformance/items/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const groupsOf = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Group[]

test('every kind has golden cases', () => {
  expect(files.map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(kinds).sort())
})

describe.each(files)('%s', (file) => {
  for (const { about, item, cases } of groupsOf(file)) {
    describe(about, () => {
      test.each(
        cases.map(
          (entry) =>
            [JSON.stringify(entry.response)?.slice(0, 80), entry.policy ?? item.policy, entry] as const,
        ),
      )('%s under %s', (_, __, expected) => {
        const credit = scoreItem(item, expected.response, expected.policy)
        expect({
          exact: credit.exact,
          codes: credit.reasons.map(({ code }) => code),
          needsRater: credit.needsRater,
        }).toEqual({
          exact: expected.exact,
          codes: expected.codes,
          needsRater: expected.needsRater ?? false,
        })
        if (expected.parts !== undefined) {
          expect(Object.fromEntries(credit.parts!.map((part) => [part.id, part.credit.exact]))).toEqual(
            expected.parts,
          )
        }
      })
    })
  }
})
