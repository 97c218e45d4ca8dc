import { expect, test } from 'vitest'
import { kinds, policyOf, type ScorableItem, scoreItem, UnknownPolicyError } from '../../scoring/index.ts'

const item: ScorableItem = {
  kind: 'multiple-response',
  options: [{ id: 'A' }, { id: 'B' }, { id: 'C' }],
  key: ['A', 'B'],
  policy: 'partial-under@1',
}

test.each([
  [undefined, 'partial-under@1'],
  ['plus-minus@1', 'plus-minus@1'],
  ['plus-minus', 'plus-minus@1'],
  ['plus_minus', 'plus-minus@1'],
  ['ngn_plus_minus', 'plus-minus@1'],
  ['ngn_plus_minus@1', 'plus-minus@1'],
  ['mtf_1_over_n', 'per-option@1'],
  ['mtf_ps50', 'fifty-percent@1'],
  ['balanced_hit_minus_fa', 'balanced@1'],
])('policy %s is %s', (name, canonical) => {
  expect(policyOf(item, name)).toBe(canonical)
})

test.each(['plus-minus@2', 'pairs@1', 'toString', '__proto__', ''])(
  'policy “%s” is refused by name',
  (name) => {
    expect(() => scoreItem(item, ['A'], name)).toThrow(UnknownPolicyError)
    expect(() => scoreItem(item, ['A'], name)).toThrow('partial-under@1')
  },
)

test('every rule says its formula in both languages and where it comes from', () => {
  for (const { rules } of Object.values(kinds))
    for (const [name, rule] of Object.entries(rules)) {
      expect(name).toMatch(/^[a-z0-9-]+@\d+$/)
      expect(rule.zh).toMatch(/\p{Script=Han}/u)
      expect(rule.en).not.toMatch(/\p{Script=Han}/u)
      expect(rule.source).not.toBe('')
    }
})
