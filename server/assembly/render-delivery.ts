/*
 * From a form and its items to the delivery: a copy, field by field, of what a
 * candidate needs. Nothing is spread from an item, so that a field added to the
 * schema stays out until someone puts it here.
 */
import {
  type CaseFillIn,
  type FillIn,
  type Form,
  type FormSection,
  type Item,
  renderRich,
} from '../../bank-schemas/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import { levelNames } from '../standards/model.ts'
import type { Delivery, DeliveryChoice, DeliveryItem, DeliveryQuestion, DeliverySection } from './delivery.ts'
import { itemKinds } from './item-kinds.ts'
import { assemblyRefusals } from './refusals.ts'
import { seededRandom } from './seeded-random.ts'

export interface DeliverySource {
  readonly form: Form
  readonly occupation: string
  /** Items by the hash of their revision. */
  readonly items: ReadonlyMap<string, Item>
  /** media/<file> to SHA-256. */
  readonly media: ReadonlyMap<string, string>
}

type Question = Item | Extract<Item, { kind: 'case' }>['items'][number]

interface Renderer {
  html(text: string): string
  picture(src: string): string
  mix<T>(values: readonly T[]): T[]
}

/** Refuses: picture-missing. */
export function renderDelivery({ form, occupation, items, media }: DeliverySource): Delivery {
  return {
    formId: form.id,
    title: `${occupation}（${levelNames[form.level]?.zh ?? form.level}）理论知识试卷`,
    minutes: form.minutes,
    fullMarks: form.fullMarks,
    mathCss: true,
    sections: form.sections.map((section, index) =>
      renderSection(section, index, (number, hash, id) => {
        const item = items.get(hash)
        if (!item) throw new RangeError(`renderDelivery: no revision ${hash} of item ${id}`)
        return renderItem(item, number, rendererOf(form, item, media))
      }),
    ),
  }
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一']

function renderSection(
  section: FormSection,
  index: number,
  render: (number: number, hash: string, id: string) => DeliveryItem,
): DeliverySection {
  const words = itemKinds[section.kind]!
  const { marksEach, items } = section
  const marks = Number((marksEach * items.length).toFixed(6))
  return {
    kind: section.kind,
    title: `${numerals[index] ?? index + 1}、${section.title ?? words.title}`,
    instructions: `共 ${items.length} 题，每题 ${marksEach} 分，共 ${marks} 分。${words.instructions}`,
    marksEach,
    items: items.map(({ number, hash, id }) => render(number, hash, id)),
  }
}

function rendererOf(form: Form, item: Item, media: ReadonlyMap<string, string>): Renderer {
  const picture = (src: string): string => {
    const file = src.startsWith('media/') ? src : `media/${src}`
    const sha256 = media.get(file)
    if (!sha256) throw new Refusal(assemblyRefusals['picture-missing'], { item: item.id, file })
    return `/media/${sha256}${file.slice(file.lastIndexOf('.'))}`
  }
  const random = seededRandom(form.seed, `mix/${form.index}/${item.id}`)
  return {
    picture,
    mix: (values) => random.shuffle(values),
    html: (text) =>
      renderRich(text, { mediaUrl: picture, blank: (id) => `<span data-blank="${id}"></span>` }),
  }
}

function renderItem(item: Item, number: number, render: Renderer): DeliveryItem {
  const question = { number, ...renderQuestion(item, render) }
  if (item.kind !== 'case') return question
  return { ...question, items: item.items.map((sub) => ({ id: sub.id, ...renderQuestion(sub, render) })) }
}

function renderQuestion(item: Question, render: Renderer): DeliveryQuestion {
  return { kind: item.kind, stemHtml: render.html(item.stem), ...renderParts(item, render) }
}

type Parts = Omit<DeliveryQuestion, 'kind' | 'stemHtml'>

function renderParts(item: Question, render: Renderer): Parts {
  switch (item.kind) {
    case 'single-choice':
    case 'multiple-response':
      return { options: choices(item.options, render) }
    case 'matching':
      return { left: choices(item.left, render), right: choices(render.mix(item.right), render) }
    case 'ordering':
      return { elements: choices(render.mix(item.elements), render) }
    case 'fill-in':
      return { blanks: blankIds(item) }
    case 'numeric':
      // A unit the candidate must type is part of the answer.
      return item.key.unit && !item.key.unitRequired ? { unit: item.key.unit } : {}
    case 'hotspot': {
      const { src, alt, width, height } = item.image
      return { image: { src: render.picture(src), alt, width, height }, marks: item.marks }
    }
    case 'short-answer':
    case 'essay':
      return item.maxLength === undefined ? {} : { maxLength: item.maxLength }
    case 'true-false':
    case 'case':
      return {}
  }
}

const choices = (list: readonly { id: string; text: string }[], render: Renderer): DeliveryChoice[] =>
  list.map(({ id, text }) => ({ id, html: render.html(text) }))

/** In the order of the stem. */
function blankIds(item: FillIn | CaseFillIn): string[] {
  return [...item.stem.matchAll(/\[\[([1-9])\]\]/g)].map((match) => match[1]!)
}
