import { describe, expect, test } from 'vitest'
import { linkMethods, linkScales, seededRandom } from '../../../scoring/statistics/index.ts'

const first = [
  { id: 'q1', a: 1, b: 0.2 },
  { id: 'q2', a: 1.3, b: -0.7 },
  { id: 'q3', a: 0.8, b: 1.4 },
  { id: 'q4', a: 1.1, b: 0.5 },
]

describe.each(linkMethods)('%s', (method) => {
  test('finds the transformation exactly where there is no error', () => {
    const second = first.map(({ id, a, b }) => ({ id, a: a * 1.2, b: (b - 0.4) / 1.2 }))
    const { A, B, shifts } = linkScales(first, [...second, { id: 'only here', a: 1, b: 3 }], method)
    expect(A).toBeCloseTo(1.2, 7)
    expect(B).toBeCloseTo(0.4, 7)
    expect(shifts.every(({ shift }) => Math.abs(shift) < 1e-6)).toBe(true)
  })

  test('comes near it where the anchors carry error', () => {
    const random = seededRandom(31)
    const anchors = Array.from({ length: 20 }, (_, j) => ({
      id: `q${j}`,
      a: Math.exp(0.2 * random.normal()),
      b: random.normal(),
    }))
    const second = anchors.map(({ id, a, b }) => ({
      id,
      a: a * 1.2 + 0.05 * random.normal(),
      b: (b - 0.4) / 1.2 + 0.05 * random.normal(),
    }))
    const { A, B } = linkScales(anchors, second, method)
    expect(Math.abs(A - 1.2)).toBeLessThan(0.06)
    expect(Math.abs(B - 0.4)).toBeLessThan(0.06)
  })
})

test('the curve methods are at a minimum of their own loss', () => {
  const second = first.map(({ id, a, b }, k) => ({ id, a: a * 1.1, b: b / 1.1 + 0.1 * (k - 1.5) }))
  for (const method of ['haebara', 'stocking-lord'] as const) {
    const { A, B, loss } = linkScales(first, second, method)
    for (const [dA, dB] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ] as const) {
      const nudged = first.map((item) => ({ id: item.id, a: item.a, b: item.b }))
      const distance = curveDistance(nudged, second, A + dA, B + dB, method)
      expect(distance).toBeGreaterThan(loss)
    }
  }
})

/** The loss written out anew, on another grid. */
function curveDistance(
  x: readonly { a: number; b: number }[],
  y: readonly { a: number; b: number }[],
  A: number,
  B: number,
  method: string,
): number {
  let loss = 0
  let total = 0
  for (let t = -6; t <= 6; t += 0.05) {
    const w = Math.exp(-0.5 * t * t)
    const gaps = x.map(
      (item, k) =>
        1 / (1 + Math.exp(-item.a * (t - item.b))) -
        1 / (1 + Math.exp((-y[k]!.a / A) * (t - A * y[k]!.b - B))),
    )
    loss +=
      w * (method === 'haebara' ? gaps.reduce((s, g) => s + g * g, 0) : gaps.reduce((s, g) => s + g, 0) ** 2)
    total += w
  }
  return loss / total
}

test('too few anchors and flat anchors are refused', () => {
  expect(() => linkScales(first, [{ id: 'q1', a: 1, b: 0 }], 'mean-sigma')).toThrow(/share 1 item ids/)
  expect(() =>
    linkScales(
      first,
      first.map((i) => ({ ...i, a: -i.a })),
      'haebara',
    ),
  ).toThrow(/slope of 0 or less/)
})
