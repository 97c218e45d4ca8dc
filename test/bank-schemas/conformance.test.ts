/*
 * Every conformance case raises the issues it states, at the places it states,
 * with a sentence in Chinese and in English; the valid ones raise none.
 */
import { describe, expect, test } from 'vitest'
import {
  bankRules,
  type DocumentKind,
  type Issue,
  libraryRules,
  lintBank,
  lintBetweenBanks,
  lintStandard,
  selfTestsWith,
  standardRules,
  validateDocument,
} from '../../bank-schemas/index.ts'
import { scoreItem } from '../../scoring/index.ts'
import { contextOf } from './bank-folder-case.ts'
import { type ConformanceCase, casesIn } from './conformance-cases.ts'

const valid = casesIn('valid')
const invalid = casesIn('invalid')

test.each(valid)('$name is valid', (one) => {
  expect(issuesOf(one)).toEqual([])
})

test.each(invalid)('$name: $about', (one) => {
  const rules = new Set(one.expected!.map(({ rule }) => rule))
  const issues = issuesOf(one).filter(({ rule }) => !one.kind.startsWith('bank-folder') || rules.has(rule))
  expect(sorted(issues)).toEqual(sorted(one.expected!))
  for (const { message } of issues) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(message.en).toMatch(/[a-z]{3}/)
  }
})

describe('coverage', () => {
  const kinds = new Set(valid.map(({ kind }) => kind))
  const stated = new Set(invalid.flatMap(({ expected }) => expected!.map(({ rule }) => rule)))
  const rules = [...bankRules, ...standardRules, ...libraryRules, selfTestsWith(scoreItem)].map(
    ({ name }) => name,
  )

  test('every kind of document has a valid case', () => {
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'standard',
        'syllabus',
        'bank',
        'item',
        'item-file',
        'item-model',
        'practical-task',
        'blueprint',
        'form',
        'response',
        'result',
        'certificate',
        'bank-folder',
      ]),
    )
  })

  test.each(rules)('%s has an invalid case', (rule) => {
    expect(stated).toContain(rule)
  })
})

function sorted(issues: readonly { rule: string; pointer: string }[]): string[] {
  return issues.map(({ rule, pointer }) => `${rule} ${pointer}`).sort()
}

function issuesOf({ kind, document }: ConformanceCase): Issue[] {
  if (kind === 'bank-folders') return betweenBanks(document as Record<string, unknown>[])
  if (kind !== 'bank-folder') return validateDocument(kind as DocumentKind, document)
  const context = contextOf(document as Record<string, unknown>)
  const standard = context.standard ? lintStandard(context.standard, { file: '', pointer: '/standard' }) : []
  return [...standard, ...lintBank(context, [selfTestsWith(scoreItem)])]
}

function betweenBanks(documents: Record<string, unknown>[]): Issue[] {
  const contexts = documents.map((document, i) => {
    const context = contextOf(document)
    const locations = new Map(
      Array.from(context.locations, ([value, { pointer }]) => [
        value,
        { file: '', pointer: `/${i}${pointer}` },
      ]),
    )
    return { ...context, locations }
  })
  return lintBetweenBanks(contexts)
}
