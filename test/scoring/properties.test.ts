import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Credit, chanceScore, kinds, scoreItem } from '../../scoring/index.ts'
import {
  caseItem,
  fillIn,
  hotspot,
  keyOf,
  machineScored,
  matching,
  multipleResponse,
  numeric,
  ordering,
  singleChoice,
  trueFalse,
} from './arbitraries.ts'

const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void, numRuns = 500) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      holds(value)
    }),
    { numRuns, seed: 20260101 },
  )

const isSound = (credit: Credit) => {
  expect(credit.fraction).toBeGreaterThanOrEqual(0)
  expect(credit.fraction).toBeLessThanOrEqual(1)
  expect(credit.reasons.length).toBeGreaterThan(0)
  // Stored as jsonb and hashed as canonical JSON: neither takes these.
  expect(JSON.stringify(credit)).not.toMatch(/\\u0000|\\ud[89a-f]/)
  for (const { zh, en } of credit.reasons) expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined|NaN/)
}

test('the key earns exactly 1 for every kind and rule', () => {
  check(
    machineScored,
    (item) => {
      const credit = scoreItem(item, keyOf(item))
      expect(credit.exact, JSON.stringify(item)).toBe('1/1')
      expect(credit.fraction).toBe(1)
      isSound(credit)
    },
    1500,
  )
})

test('any JSON at all as a response: no throw, a sound credit', () => {
  check(
    fc.tuple(machineScored, fc.jsonValue()),
    ([item, response]) => isSound(scoreItem(item, response)),
    3000,
  )
})

test('any text as a numeric answer: no throw, a sound credit', () => {
  const typed = fc.string({
    unit: fc.constantFrom(..."0123456789.,eE+-−×^()%万 负kmMVΩ/²³·'x*⁻¹。"),
    maxLength: 20,
  })
  check(
    fc.tuple(
      numeric,
      fc.oneof(
        typed,
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('1\u0000', '\ud800', '5\udc00V', '1\u0000V'),
      ),
    ),
    ([item, text]) => isSound(scoreItem(item, text)),
    4000,
  )
})

test('an empty answer earns 0 under every rule of every kind', () => {
  const empties = fc.constantFrom<unknown[]>(undefined, null, '', [], {})
  check(
    fc.tuple(
      fc.oneof(
        singleChoice,
        multipleResponse,
        fillIn,
        matching,
        ordering,
        hotspot,
        caseItem,
        trueFalse,
        numeric,
      ),
      empties,
    ),
    ([item, empty]) => {
      for (const policy of Object.keys(kinds[item.kind].rules))
        expect(scoreItem(item, empty, policy).exact).toBe('0/1')
    },
  )
})

describe('shuffling never changes credit', () => {
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })

  test('options and ticks of multiple response', () => {
    const scene = multipleResponse.chain((item) =>
      fc.tuple(
        fc.constant(item),
        shuffled(item.options),
        shuffled(item.key),
        fc.shuffledSubarray(item.options.map(({ id }) => id)),
      ),
    )
    check(scene, ([item, options, key, ticked]) => {
      const [a, b] = [scoreItem(item, [...ticked].sort()), scoreItem({ ...item, options, key }, ticked)]
      expect(b).toEqual(a)
    })
  })

  test('options of single choice', () => {
    const scene = singleChoice.chain((item) =>
      fc.tuple(fc.constant(item), shuffled(item.options), fc.constantFrom(...item.options)),
    )
    check(scene, ([item, options, { id }]) =>
      expect(scoreItem({ ...item, options }, id)).toEqual(scoreItem(item, id)),
    )
  })

  test('both columns of matching', () => {
    const scene = matching.chain((item) =>
      fc.tuple(
        fc.constant(item),
        shuffled(item.left),
        shuffled(item.right),
        fc.dictionary(
          fc.constantFrom(...item.left.map(({ id }) => id)),
          fc.constantFrom(...item.right.map(({ id }) => id)),
        ),
      ),
    )
    check(scene, ([item, left, right, response]) =>
      expect(scoreItem({ ...item, left, right }, response)).toEqual(scoreItem(item, response)),
    )
  })

  test('elements of ordering, marks of a hotspot', () => {
    const orders = ordering.chain((item) =>
      fc.tuple(fc.constant(item), shuffled(item.elements), fc.shuffledSubarray([...item.key])),
    )
    check(orders, ([item, elements, response]) =>
      expect(scoreItem({ ...item, elements }, response)).toEqual(scoreItem(item, response)),
    )
    const point = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 800 }) })
    const marks = hotspot.chain((item) =>
      fc
        .array(point, { maxLength: item.marks })
        .chain((set) => fc.tuple(fc.constant(item), fc.constant(set), shuffled(set))),
    )
    check(marks, ([item, set, again]) =>
      expect(scoreItem(item, again).exact).toBe(scoreItem(item, set).exact),
    )
  })
})

describe('a wrong answer more never raises credit', () => {
  /** hits-only is left out by design: there wrong ticks are free, so credit may only stay. */
  const rules = Object.keys(kinds['multiple-response'].rules)

  test.each(rules)('multiple response under %s', (policy) => {
    const scene = multipleResponse
      .filter(({ options, key }) => key.length < options.length)
      .chain((item) => {
        const ids = item.options.map(({ id }) => id)
        const wrong = ids.filter((id) => !item.key.includes(id))
        return fc.tuple(fc.constant(item), fc.subarray(ids, { minLength: 1 }), fc.constantFrom(...wrong))
      })
      .filter(([, ticked, more]) => !ticked.includes(more))
    check(
      scene,
      ([item, ticked, more]) => {
        const [before, after] = [scoreItem(item, ticked, policy), scoreItem(item, [...ticked, more], policy)]
        expect(after.fraction).toBeLessThanOrEqual(before.fraction)
      },
      300,
    )
  })

  test('a mark outside every region', () => {
    const scene = hotspot.filter(({ key, marks }) => marks > key.length)
    check(scene, (item) => {
      const full = keyOf(item) as { x: number; y: number }[]
      expect(scoreItem(item, [...full, { x: 999, y: 799 }]).fraction).toBeLessThan(1)
    })
  })
})

test('numbers: every way of writing one value earns the same', () => {
  const value = fc.record({ n: fc.integer({ min: 1, max: 10 ** 9 }), places: fc.integer({ min: 0, max: 6 }) })
  check(value, ({ n, places }) => {
    const digits = String(n).padStart(places + 1, '0')
    const [whole, part] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)]
    const plain = part === '' ? whole : `${whole}.${part}`
    const item = {
      kind: 'numeric',
      key: { value: plain, tolerance: { kind: 'exact', value: '0' } },
      policy: 'all-or-nothing@1',
    } as const
    const grouped = part === '' ? plain : `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`
    const fullWidth = [...plain].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    const ways = [
      plain,
      `+${plain}`,
      ` ${plain} `,
      fullWidth,
      `${n}e-${places}`,
      `${n}×10^-${places}`,
      `${n} x 10^(-${places})`,
    ]
    if (part !== '') ways.push(grouped)
    for (const way of ways) expect(scoreItem(item, way).exact, way).toBe('1/1')
  })
})

test('a chance score lies in 0 … 1 and below the full mark', () => {
  check(
    machineScored.filter(({ kind }) => kind !== 'case' && kind !== 'ordering'),
    (item) => {
      const { fraction } = chanceScore(item)
      expect(fraction).toBeGreaterThanOrEqual(0)
      expect(fraction).toBeLessThanOrEqual(1)
    },
  )
})
