import { describe, expect, test } from 'vitest'
import type { Form, Item } from '../../../bank-schemas/index.ts'
import { renderDelivery } from '../../../server/assembly/render-delivery.ts'

/** Everything a candidate must not see carries it. */
const canary = 'CANARY-9d1f'

const hidden = {
  point: `ABA001-${canary}`,
  levels: [4],
  rationale: canary,
  difficulty: 4,
  cognitive: 'analyse',
  source: { text: canary, clause: canary, url: canary },
  secrecy: 'operational',
  enemies: [`${canary}-enemy`],
  status: 'released',
  policy: `${canary}@1`,
  selfTests: [{ response: canary, fraction: 1, note: canary }],
}

const options = ['A', 'B', 'C', 'D'].map((id) => ({ id, text: `**选项**${id}` }))
const elements = ['a', 'b', 'c'].map((id) => ({ id, text: `步骤 ${id}` }))
const left = ['1', '2'].map((id) => ({ id, text: `左 ${id}` }))

const questions: Record<string, object> = {
  'single-choice': {
    stem: '电路 ![电路图](media/circuit.svg) 中 $U=IR$，则（　）。',
    options,
    key: `${canary}-A`,
  },
  'multiple-response': { stem: '多选（　）。', options, key: [`${canary}-B`, 'C'] },
  'true-false': { stem: '判断。', key: true },
  'fill-in': {
    stem: '电压为 [[1]] V，电流为 [[2]] A。',
    key: [
      { id: '1', accept: [canary] },
      { id: '2', accept: [`${canary}2`], caseSensitive: true },
    ],
  },
  numeric: {
    stem: '求电流。',
    key: { value: '12.5', unit: 'mA', tolerance: { kind: 'absolute', value: canary } },
  },
  matching: { stem: '匹配。', left, right: elements, key: { 1: canary, 2: canary } },
  ordering: { stem: '排序。', elements, key: [canary, 'a'] },
  hotspot: {
    stem: '点出。',
    image: { src: 'media/circuit.svg', alt: '接线图', width: 640, height: 400 },
    marks: 1,
    key: [{ shape: 'rect', x: 271828, y: 2, width: 3, height: 4 }],
  },
  'short-answer': {
    stem: '简答。',
    maxLength: 300,
    key: { sample: canary, points: [{ text: canary, fraction: 1 }] },
  },
  essay: { stem: '论述。', key: { sample: canary, points: [{ text: canary, fraction: 1 }] } },
}

function makeItem(kind: string, body: object): Item {
  return { id: `item-${canary}-${kind}`, kind, ...hidden, ...body } as unknown as Item
}

const subs = Object.entries(questions)
  .filter(([kind]) => kind !== 'hotspot' && kind !== 'essay')
  .map(([kind, body], k) => ({
    id: String(k + 1),
    kind,
    marks: 31337,
    policy: canary,
    rationale: canary,
    ...body,
  }))
const items = [
  ...Object.entries(questions).map(([kind, body]) => makeItem(kind, body)),
  makeItem('case', { stem: '某车间……', items: subs }),
]

const form = {
  id: '6-31-01-03_4_0123456789ab',
  level: 4,
  seed: 7,
  index: 1,
  minutes: 90,
  fullMarks: 100,
  blueprint: canary,
  sections: items.map((item, k) => ({
    kind: item.kind,
    marksEach: 2,
    items: [{ number: k + 1, id: item.id, hash: `hash-${canary}-${k}`, point: item.point }],
  })),
} as unknown as Form

const sha256 = 'ab'.repeat(32)
const render = (media = new Map([['media/circuit.svg', sha256]])) =>
  renderDelivery({
    form,
    occupation: '电工',
    items: new Map(items.map((item, k) => [`hash-${canary}-${k}`, item])),
    media,
  })

const delivery = render()
const byKind = new Map(delivery.sections.map((section) => [section.kind, section.items[0]!]))

test('nothing that is needed to mark is in the delivery, for any kind', () => {
  const text = JSON.stringify(delivery)
  expect(text).not.toContain(canary)
  expect(text).not.toContain('31337')
  expect(text).not.toContain('271828')
  expect(text).not.toMatch(
    /"(key|policy|rationale|difficulty|point|points|source|secrecy|enemies|status|selfTests|cognitive|accept|tolerance|sample|hash|levels|clauses?)"/,
  )
})

describe('each kind has what is needed to answer', () => {
  test('options as HTML, pictures by their hash, maths rendered', () => {
    const item = byKind.get('single-choice')!
    expect(item.options!.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D'])
    expect(item.options![0]!.html).toContain('<strong>选项</strong>')
    expect(item.stemHtml).toContain(`<img src="/media/${sha256}.svg" alt="电路图"`)
    expect(item.stemHtml).toContain('katex')
  })

  test('blanks where they stand', () => {
    const item = byKind.get('fill-in')!
    expect(item.blanks).toEqual(['1', '2'])
    expect(item.stemHtml).toContain('电压为 <span data-blank="1"></span> V')
  })

  test('the unit of a number, unless it must be typed', () => {
    expect(byKind.get('numeric')!.unit).toBe('mA')
    const typed = makeItem('numeric', {
      stem: '求。',
      key: { value: '1', unit: canary, unitRequired: true, tolerance: { kind: 'exact', value: '0' } },
    })
    const only = {
      ...form,
      sections: [
        { kind: 'numeric', marksEach: 1, items: [{ number: 1, id: 'x', hash: 'h', point: 'ABA001' }] },
      ],
    } as unknown as Form
    const other = renderDelivery({
      form: only,
      occupation: '电工',
      items: new Map([['h', typed]]),
      media: new Map(),
    })
    expect(JSON.stringify(other)).not.toContain(canary)
  })

  test('both columns, the elements, the picture with its size, the length of an answer', () => {
    expect(byKind.get('matching')!.left!.map(({ id }) => id)).toEqual(['1', '2'])
    expect([...byKind.get('matching')!.right!.map(({ id }) => id)].sort()).toEqual(['a', 'b', 'c'])
    expect([...byKind.get('ordering')!.elements!.map(({ id }) => id)].sort()).toEqual(['a', 'b', 'c'])
    expect(byKind.get('hotspot')).toMatchObject({
      marks: 1,
      image: { src: `/media/${sha256}.svg`, alt: '接线图', width: 640, height: 400 },
    })
    expect(byKind.get('short-answer')!.maxLength).toBe(300)
    expect(byKind.get('essay')).not.toHaveProperty('maxLength')
  })

  test('a case keeps its sub-items together and in order', () => {
    const item = byKind.get('case')!
    expect(item.items!.map(({ id, kind }) => [id, kind])).toEqual(subs.map(({ id, kind }) => [id, kind]))
    expect(item.items!.every((sub) => sub.stemHtml.length > 0)).toBe(true)
  })

  test('sections are numbered and say what they are worth', () => {
    expect(delivery.sections[0]).toMatchObject({
      title: '一、单项选择题',
      instructions: '共 1 题，每题 2 分，共 2 分。每题只有一个正确选项。',
    })
    expect(delivery.sections.at(-1)!.title).toBe('十一、案例题')
  })
})

test('the same form renders the same', () => {
  expect(render()).toEqual(delivery)
})

test('a picture the bank does not have is refused', () => {
  expect(() => render(new Map())).toThrow(
    expect.objectContaining({ kind: expect.objectContaining({ code: 'picture-missing' }) }),
  )
})
