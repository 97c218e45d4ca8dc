import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStrictJson } from '../../../server/api/strict-json.ts'

test.each([
  ['nothing', ''],
  ['half an object', '{"a":1'],
  ['a text without an end', '{"a":"b'],
  ['two documents', '{} {}'],
  ['NaN', '{"a":NaN}'],
  ['a comment', '{"a":1/*x*/}'],
  ['200,000 open brackets', '['.repeat(200_000)],
  ['200,000 levels, closed', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['33 objects in each other', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
  ['a name twice', '{"a":1,"a":2}'],
  ['a name twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['a name twice, deep', '{"x":[{"a":1,"b":{"c":1,"c":2}}]}'],
  ['NUL in a text', '{"a":"x\\u0000y"}'],
  ['NUL in a name', '{"x\\u0000":1}'],
  ['half a surrogate pair', '{"a":"\\ud800"}'],
  ['the other half', '["\\udc00x"]'],
  ['2^53', '{"seq":9007199254740992}'],
  ['2^53 + 1', '{"seq":9007199254740993}'],
  ['−2^53 − 1', '[-9007199254740993]'],
  ['a number beyond all', '[1e400]'],
  ['__proto__', '{"__proto__":{"admin":true}}'],
  ['__proto__, escaped', '{"\\u005f_proto__":{}}'],
])('%s is refused', (_what, text) => {
  const started = performance.now()
  const reading = readStrictJson(text)
  expect(reading.ok).toBe(false)
  expect(performance.now() - started).toBeLessThan(50)
  expect(Object.keys({}).length + ('admin' in {} ? 1 : 0)).toBe(0)
})

test.each([
  ['null', 'null'],
  ['an emoji, as a pair', '{"a":"\\ud83d\\ude00"}'],
  ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`],
  ['the same name in neighbours', '[{"a":1},{"a":2}]'],
  ['a name that is also a text', '{"a":"a","b":"a"}'],
  ['brackets inside a text', `{"a":"${'['.repeat(100)}"}`],
  ['quotes and backslashes', '{"a":"\\"\\\\","b\\\\":"\\\\\\""}'],
  ['2^53 − 1', '[9007199254740991]'],
])('%s is read', (_what, text) => {
  expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
})

test('whatever JSON can say plainly is read as JSON.parse reads it', () => {
  const plain = fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }).filter((value) => {
    const text = JSON.stringify(value)
    return !text.includes('\\u0000') && !text.includes('__proto__')
  })
  fc.assert(
    fc.property(plain, (value) => {
      const reading = readStrictJson(JSON.stringify(value))
      const tooBig = /\d{16,}|e\+/.test(JSON.stringify(value))
      if (!tooBig) expect(reading).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) })
    }),
  )
})

test('no text at all makes it throw', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', ' ', 'null', '\\u0000'))
      .map((l) => l.join('')),
  )
  fc.assert(
    fc.property(noise, (text) => {
      expect(typeof readStrictJson(text).ok).toBe('boolean')
    }),
    { numRuns: 2000 },
  )
})
