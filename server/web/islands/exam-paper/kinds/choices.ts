/*
 * Single choice, multiple response, true-false: native radio buttons and check
 * boxes, so that keyboard and screen reader work by themselves. Letters go by
 * position on this candidate's paper; what is saved is the option's own id.
 */
import { h, paperHtml } from '../dom.ts'
import { t } from '../texts.ts'
import type { DrawQuestion, QuestionControl } from './question-control.ts'

export const drawSingleChoice: DrawQuestion = (control) => {
  const { question, response } = control
  return frame(
    control,
    'radio',
    (question.options ?? []).map((option, index) => ({
      letter: letterAt(index),
      content: paperHtml(option.html, 'option-text'),
      value: option.id,
      checked: response === option.id,
      choose: () => control.set(option.id),
    })),
    () => control.set(''),
  )
}

export const drawTrueFalse: DrawQuestion = (control) => {
  const { response } = control
  return frame(
    control,
    'radio',
    [true, false].map((value) => ({
      letter: value ? '√' : '×',
      content: h('div', { class: 'option-text' }, t(value ? 'right' : 'wrong')),
      value: String(value),
      checked: response === value,
      choose: () => control.set(value),
    })),
    () => control.set(null),
  )
}

export const drawMultipleResponse: DrawQuestion = (control) => {
  const { question } = control
  const ticked = new Set(Array.isArray(control.response) ? (control.response as string[]) : [])
  const options = question.options ?? []
  return frame(
    control,
    'checkbox',
    options.map((option, index) => ({
      letter: letterAt(index),
      content: paperHtml(option.html, 'option-text'),
      value: option.id,
      checked: ticked.has(option.id),
      choose: (checked: boolean) => {
        if (checked) ticked.add(option.id)
        else ticked.delete(option.id)
        control.set([...ticked].sort())
      },
    })),
  )
}

interface Choice {
  readonly letter: string
  readonly content: HTMLElement
  readonly value: string
  readonly checked: boolean
  readonly choose: (checked: boolean) => void
}

function frame(
  { question, id, label }: QuestionControl,
  type: 'radio' | 'checkbox',
  choices: readonly Choice[],
  clear?: () => void,
): HTMLElement {
  const inputs: HTMLInputElement[] = []
  const clearButton =
    clear &&
    h(
      'button',
      {
        type: 'button',
        class: 'link-button clear-choice',
        hidden: !choices.some((choice) => choice.checked),
        onclick: () => {
          for (const input of inputs) input.checked = false
          clearButton?.setAttribute('hidden', '')
          clear()
          inputs[0]?.focus()
        },
      },
      t('clearChoice'),
    )
  const rows = choices.map((choice) => {
    const input = h('input', {
      type,
      name: id,
      id: `${id}-${choice.value}`,
      value: choice.value,
      onchange: () => {
        clearButton?.removeAttribute('hidden')
        choice.choose(input.checked)
      },
    })
    input.checked = choice.checked
    inputs.push(input)
    return h(
      'label',
      { class: 'option', for: input.id },
      input,
      h('span', { class: 'letter' }, choice.letter),
      choice.content,
    )
  })
  return h(
    'div',
    {},
    paperHtml(question.stemHtml, 'stem'),
    h(
      'div',
      { class: 'options', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': label },
      ...rows,
    ),
    clearButton ?? null,
  )
}

export const letterAt = (index: number): string => String.fromCharCode(65 + index)
