/*
 * A screen with one message and what to do next.
 */
import { h } from './dom.ts'

export interface MessageAction {
  readonly text: string
  readonly href?: string
  readonly onclick?: () => void
}

export function drawMessage(
  title: string,
  texts: readonly string[],
  actions: readonly MessageAction[] = [],
): HTMLElement {
  return h(
    'div',
    { class: 'message', role: 'alert' },
    h('h1', {}, title),
    ...texts.map((text) => h('p', {}, text)),
    h(
      'div',
      { class: 'message-actions' },
      ...actions.map(({ text, href, onclick }) =>
        href === undefined
          ? h('button', { type: 'button', class: 'button primary', onclick }, text)
          : h('a', { class: 'button primary', href }, text),
      ),
    ),
  )
}
