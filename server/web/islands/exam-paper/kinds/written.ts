/*
 * Answers that are typed: blanks inside the stem, a number with its unit, short
 * and long texts with a count of characters.
 */
import { h, paperHtml } from '../dom.ts'
import { t } from '../texts.ts'
import type { DrawQuestion, QuestionControl } from './question-control.ts'

const blankCharacters = 500
const numericCharacters = 100

export const drawFillIn: DrawQuestion = ({ question, id, response, set }) => {
  const filled: Record<string, string> = { ...(response as Record<string, string> | undefined) }
  const stem = paperHtml(question.stemHtml, 'stem')
  const placed = new Set<string>()
  const inputFor = (blank: string) => {
    placed.add(blank)
    const input = h('input', {
      type: 'text',
      class: 'blank',
      id: `${id}-${blank}`,
      maxlength: blankCharacters,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      'aria-label': t('blank', { number: blank }),
      oninput: () => {
        filled[blank] = storable(input.value)
        widen(input)
        set({ ...filled }, true)
      },
    })
    input.value = filled[blank] ?? ''
    widen(input)
    return input
  }
  for (const place of stem.querySelectorAll<HTMLElement>('[data-blank]'))
    place.replaceWith(inputFor(place.dataset.blank ?? ''))
  const missing = (question.blanks ?? []).filter((blank) => !placed.has(blank))
  return h(
    'div',
    {},
    stem,
    ...missing.map((blank) => h('p', {}, t('blank', { number: blank }), ' ', inputFor(blank))),
  )
}

/** Chinese characters are two wide. */
function widen(input: HTMLInputElement): void {
  const width = [...input.value].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 2)
  input.style.width = `${Math.min(40, Math.max(8, width))}ch`
}

export const drawNumeric: DrawQuestion = ({ question, id, response, set, label }) => {
  const input = h('input', {
    type: 'text',
    inputmode: 'decimal',
    class: 'number',
    id: `${id}-value`,
    maxlength: numericCharacters,
    autocomplete: 'off',
    'aria-label': `${label} ${t('numericAnswer')}`,
    oninput: () => set(storable(input.value), true),
  })
  input.value = typeof response === 'string' ? response : ''
  return h(
    'div',
    {},
    paperHtml(question.stemHtml, 'stem'),
    h(
      'div',
      { class: 'numeric' },
      h('label', { for: input.id }, t('numericAnswer')),
      input,
      question.unit ? h('span', { class: 'unit' }, t('unitIs', { unit: question.unit })) : null,
    ),
  )
}

export const drawShortAnswer: DrawQuestion = (control) => drawText(control, 5)
export const drawEssay: DrawQuestion = (control) => drawText(control, 14)

function drawText({ question, id, response, set, label }: QuestionControl, rows: number): HTMLElement {
  const limit = question.maxLength
  const counter = h('span', { class: 'counter', id: `${id}-count` })
  const area = h('textarea', {
    id: `${id}-text`,
    rows,
    placeholder: t('writeHere'),
    'aria-label': label,
    'aria-describedby': counter.id,
    oninput: () => {
      const text = cut(storable(area.value), limit)
      if (text !== area.value) area.value = text
      count()
      set(text, true)
    },
  })
  area.value = typeof response === 'string' ? response : ''
  const count = () => {
    const used = [...area.value].length
    counter.textContent = limit ? t('characters', { used, limit }) : t('charactersUsed', { used })
    counter.classList.toggle('full', limit !== undefined && used >= limit)
  }
  count()
  return h('div', {}, paperHtml(question.stemHtml, 'stem'), area, counter)
}

/** Characters as people count them, as the server does; maxlength would count half of some. */
function cut(text: string, limit: number | undefined): string {
  if (limit === undefined || text.length <= limit) return text
  const characters = [...text]
  return characters.length <= limit ? text : characters.slice(0, limit).join('')
}

/** What no database can hold is dropped while it is typed or pasted: NUL, halves of a character. */
const storable = (text: string): string =>
  text
    .split('\0')
    .join('')
    .replace(/[\ud800-\udfff]/gu, '')
