import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryItem } from '../../../server/assembly/delivery.ts'
import { checkResponse } from '../../../server/sittings/check-response.ts'
import { sampleDelivery, sampleResponses } from '../../support/exam-day.ts'

const items = sampleDelivery('form').sections.flatMap((section) => section.items)
const itemOf = (kind: string): DeliveryItem => items.find((item) => item.kind === kind)!
const taken = (kind: string, response: unknown) => 'response' in checkResponse(itemOf(kind), response)

test.each(Object.entries(sampleResponses))('%s takes its response', (kind, response) => {
  expect(checkResponse(itemOf(kind), response)).toEqual({ response })
})

test.each([
  ['single-choice', ''],
  ['multiple-response', []],
  ['true-false', null],
  ['fill-in', {}],
  ['fill-in', { '1': '' }],
  ['numeric', ''],
  ['matching', { '1': '' }],
  ['ordering', ['c']],
  ['hotspot', []],
  ['short-answer', ''],
  ['essay', '𠮷'.repeat(2000)],
  ['case', {}],
])('%s takes the cleared or unfinished %j', (kind, response) => {
  expect(taken(kind, response)).toBe(true)
})

const prototype = JSON.parse('{"__proto__":"a"}')
test.each([
  ['single-choice', 'Z'],
  ['single-choice', 1],
  ['single-choice', null],
  ['single-choice', ['A']],
  ['multiple-response', ['A', 'A']],
  ['multiple-response', ['A', null]],
  ['multiple-response', 'A'],
  ['multiple-response', ['A', 'B', 'C', 'D', 'E', 'A']],
  ['true-false', 'true'],
  ['true-false', 1],
  ['fill-in', { '3': 'x' }],
  ['fill-in', { '1': 5 }],
  ['fill-in', { '1': 'x'.repeat(501) }],
  ['fill-in', prototype],
  ['fill-in', ['50']],
  ['numeric', 12.5],
  ['numeric', '1'.repeat(101)],
  ['matching', { '1': 'z' }],
  ['matching', { '9': 'a' }],
  ['matching', prototype],
  ['ordering', ['a', 'a']],
  ['ordering', ['a', 'z']],
  ['hotspot', [{ x: 1 }]],
  ['hotspot', [{ x: -1, y: 1 }]],
  ['hotspot', [{ x: 641, y: 1 }]],
  ['hotspot', [{ x: Number.NaN, y: 1 }]],
  ['hotspot', [1, 2, 3].map(() => ({ x: 1, y: 1 }))],
  ['short-answer', 'NUL\0'],
  ['short-answer', '\ud800'],
  ['short-answer', 'x'.repeat(301)],
  ['essay', '𠮷'.repeat(2001)],
  ['essay', undefined],
  ['case', { '9': 'A' }],
  ['case', { '1': 'Z' }],
  ['case', { '1': { deep: true } }],
])('%s refuses %j with a reason in both languages', (kind, response) => {
  expect(checkResponse(itemOf(kind), response)).toEqual({ zh: expect.any(String), en: expect.any(String) })
})

test('whatever is sent, nothing throws, and what is taken survives JSON', () => {
  fc.assert(
    fc.property(fc.constantFrom(...items), fc.jsonValue(), (item, response) => {
      const checked = checkResponse(item, response)
      if ('response' in checked)
        expect(JSON.parse(JSON.stringify(checked.response))).toEqual(checked.response)
    }),
    { numRuns: 2000 },
  )
})
