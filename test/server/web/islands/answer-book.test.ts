import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AnswerBook } from '../../../../server/web/islands/exam-paper/answer-book.ts'
import { isAnswered, isPartial } from '../../../../server/web/islands/exam-paper/how-answered.ts'
import { sampleDelivery, sampleResponses } from '../../../support/exam-day.ts'

const stored = (number: number, seq: number, response: unknown, tab = 'other') => ({
  number,
  seq,
  tab,
  response,
  savedAt: '2027-03-01T01:00:00Z',
})

test('each choice gets a larger number than any that was seen, from whomever', () => {
  const book = new AnswerBook('me')
  book.load(stored(1, 7, 'A'))
  expect(book.choose(2, 'B').seq).toBe(8)
  book.neighbour(stored(3, 20, 'C'), true)
  expect(book.choose(2, 'C').seq).toBe(21)
  book.stale(2, 21, stored(2, 40, 'D'))
  expect(book.keepMine(2)).toMatchObject({ seq: 41, response: 'C', state: 'unsent' })
})

test('an acknowledgement of an older choice does not mark the newer one saved', () => {
  const book = new AnswerBook('me')
  const first = book.choose(1, 'A')
  book.choose(1, 'B')
  book.saved(1, first.seq)
  expect(book.get(1)).toMatchObject({ response: 'B', state: 'unsent' })
})

test.each<[string, (book: AnswerBook) => void, object]>([
  [
    'the same choice elsewhere is no conflict',
    (book) => book.stale(1, 1, stored(1, 9, 'A')),
    { state: 'saved', seq: 9 },
  ],
  [
    'another choice elsewhere is for the person to decide',
    (book) => book.stale(1, 1, stored(1, 9, 'B')),
    { state: 'conflict', response: 'A' },
  ],
  [
    'a newer choice of this window goes out under a newer number',
    (book) => {
      book.choose(1, 'C')
      book.stale(1, 1, stored(1, 9, 'B'))
    },
    { state: 'unsent', response: 'C', seq: 10 },
  ],
])('a stale answer: %s', (_what, happen, expected) => {
  const book = new AnswerBook('me')
  book.choose(1, 'A')
  happen(book)
  expect(book.get(1)).toMatchObject(expected)
})

const entry = (seq: number, response: unknown, sent: boolean) => ({
  sitting: 's',
  number: 1,
  seq,
  tab: 'old',
  response,
  sent,
})
test.each<[string, boolean, number, ReturnType<typeof entry>, object]>([
  [
    'unsent and newer: sent again as it was',
    true,
    3,
    entry(5, 'B', false),
    { state: 'unsent', seq: 5, tab: 'old', response: 'B' },
  ],
  [
    'unsent but something newer is stored: a conflict',
    true,
    9,
    entry(5, 'B', false),
    { state: 'conflict', response: 'B' },
  ],
  ['sent, and the server has it', true, 5, entry(5, 'A', true), { state: 'saved', seq: 5 }],
  [
    'believed sent, and the server does not have it: sent again',
    true,
    3,
    entry(5, 'B', true),
    { state: 'unsent', seq: 5 },
  ],
  ['sent, without network to ask', false, 3, entry(5, 'B', true), { state: 'saved', seq: 5, response: 'B' }],
])('after a reload, an answer of the journal: %s', (_what, asked, serverSeq, journal, expected) => {
  const book = new AnswerBook('me')
  book.load(stored(1, serverSeq, 'A', 'old'))
  book.restore(journal, asked)
  expect(book.get(1)).toMatchObject(expected)
})

test('two windows that end up exchanging everything agree on every answer', () => {
  const step = fc.record({
    who: fc.boolean(),
    number: fc.integer({ min: 1, max: 3 }),
    response: fc.constantFrom('A', 'B', 'C'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const books = [new AnswerBook('one'), new AnswerBook('two')] as const
      for (const { who, number, response } of steps) {
        const [own, beside] = who ? books : ([books[1], books[0]] as const)
        const answer = own.choose(number, response)
        own.saved(number, answer.seq)
        beside.neighbour(stored(number, answer.seq, response, own.tab), true)
      }
      for (const number of [1, 2, 3]) {
        expect(books[0].get(number).response).toBe(books[1].get(number).response)
        expect(books[0].conflicts()).toEqual([])
      }
    }),
  )
})

test('an answer counts as whole only with all its parts', () => {
  const items = sampleDelivery('form').sections.flatMap((section) => section.items)
  for (const item of items) {
    const whole = sampleResponses[item.kind]
    expect([item.kind, isAnswered(whole), isPartial(item, whole)]).toEqual([item.kind, true, false])
  }
  const item = (kind: string) => items.find((each) => each.kind === kind)!
  expect(isPartial(item('fill-in'), { '1': '50' })).toBe(true)
  expect(isPartial(item('matching'), { '1': 'a' })).toBe(true)
  expect(isPartial(item('case'), { '1': 'A' })).toBe(true)
  expect(isAnswered({ '1': '' })).toBe(false)
})
