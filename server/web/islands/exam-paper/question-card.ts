/*
 * A question on the screen: number, state of its answer, flag, its inputs, and
 * the choice when another window saved something else.
 */
import { h, replaceChildren } from './dom.ts'
import type { ExamSession, PlacedItem } from './exam-session.ts'
import { drawQuestion } from './kinds/draw-question.ts'
import { responseText } from './kinds/response-text.ts'
import { t, timeText } from './texts.ts'

/** A pause in typing, and the longest time typed text may wait for one. */
const pauseMilliseconds = 900
const longestWaitMilliseconds = 5000

export class QuestionCard {
  readonly element: HTMLElement
  readonly #session: ExamSession
  readonly #placed: PlacedItem
  readonly #body = h('div', { class: 'question-body' })
  readonly #state = h('span', { class: 'state', role: 'status' })
  readonly #flag: HTMLButtonElement
  readonly #conflict = h('div', {})
  #shown: unknown
  #typed: { response: unknown; since: number } | undefined
  #typing: number | undefined
  #locked = false

  constructor(session: ExamSession, placed: PlacedItem, marks: number) {
    this.#session = session
    this.#placed = placed
    const { position, item } = placed
    this.#flag = h('button', {
      type: 'button',
      class: 'flag-button',
      onclick: () => session.toggleFlag(item.number),
    })
    this.element = h(
      'section',
      {
        class: 'question',
        id: `question-${position}`,
        'aria-label': t('question', { number: position }),
        tabindex: -1,
      },
      h(
        'header',
        { class: 'question-head' },
        h('h3', {}, t('question', { number: position }), h('small', {}, t('marksEach', { marks }))),
        this.#state,
        this.#flag,
      ),
      this.#conflict,
      this.#body,
    )
    this.element.addEventListener('focusout', () => this.commitTyping())
    this.draw()
    this.update()
  }

  draw(): void {
    const { position, item } = this.#placed
    const { response } = this.#session.book.get(item.number)
    this.#shown = response
    replaceChildren(
      this.#body,
      drawQuestion({
        question: item,
        id: `q${item.number}`,
        response,
        label: t('question', { number: position }),
        set: (next, typing) => this.#set(next, typing === true),
      }),
    )
    if (this.#locked) this.lock()
  }

  /** After a change of the answer, from here or from elsewhere. */
  update(): void {
    const { item } = this.#placed
    const answer = this.#session.book.get(item.number)
    if (this.#typed === undefined && JSON.stringify(answer.response) !== JSON.stringify(this.#shown))
      this.draw()
    const flagged = this.#session.flags.has(item.number)
    this.#flag.textContent = flagged ? `⚑ ${t('flagged')}` : `⚐ ${t('flag')}`
    this.#flag.setAttribute('aria-pressed', String(flagged))
    this.#flag.title = t(flagged ? 'unflag' : 'flag')
    const [text, look] = this.#stateText()
    this.#state.textContent = text
    this.#state.className = `state ${look}`
    this.#drawConflict()
  }

  /** Typed text is on its way without waiting for the pause. */
  commitTyping(): void {
    clearTimeout(this.#typing)
    const typed = this.#typed
    this.#typed = undefined
    if (typed) void this.#session.answer(this.#placed.item.number, typed.response)
  }

  lock(): void {
    this.#locked = true
    for (const input of this.element.querySelectorAll<HTMLInputElement>('input, textarea, select, button'))
      input.disabled = true
    this.element.setAttribute('inert', '')
  }

  #set(response: unknown, typing: boolean): void {
    if (this.#locked) return
    this.#shown = response
    if (!typing) {
      this.#typed = undefined
      clearTimeout(this.#typing)
      void this.#session.answer(this.#placed.item.number, response)
      return
    }
    const since = this.#typed?.since ?? performance.now()
    this.#typed = { response, since }
    clearTimeout(this.#typing)
    const left = longestWaitMilliseconds - (performance.now() - since)
    this.#typing = window.setTimeout(
      () => this.commitTyping(),
      Math.max(0, Math.min(pauseMilliseconds, left)),
    )
  }

  #stateText(): [string, string] {
    const { number } = this.#placed.item
    const answer = this.#session.book.get(number)
    switch (answer.state) {
      case 'none':
        return ['', '']
      case 'saved':
        return [`✓ ${t('stateSaved')}`, 'saved']
      case 'unsent':
        return this.#session.sender.line === 'up' || this.#session.sender.isUnderWay(number)
          ? [t('stateSaving'), 'saving']
          : [t('stateUnsent'), 'unsent']
      case 'conflict':
        return [t('stateConflict'), 'unsent']
      case 'refused':
        return [t('stateRefused', { reason: answer.reason ?? '' }), 'unsent']
    }
  }

  #drawConflict(): void {
    const { item } = this.#placed
    const { state, theirs, response } = this.#session.book.get(item.number)
    if (state !== 'conflict' || !theirs) {
      replaceChildren(this.#conflict)
      return
    }
    const time = theirs.savedAt ? timeText(Date.parse(theirs.savedAt)) : '—'
    replaceChildren(
      this.#conflict,
      h(
        'div',
        { class: 'conflict', role: 'alert' },
        h('strong', {}, t('conflictTitle', { time })),
        h(
          'dl',
          {},
          h('dt', {}, t('conflictTheirs')),
          h('dd', {}, responseText(item, theirs.response)),
          h('dt', {}, t('conflictMine')),
          h('dd', {}, responseText(item, response)),
        ),
        h(
          'div',
          { class: 'conflict-actions' },
          h(
            'button',
            { type: 'button', class: 'button', onclick: () => void this.#session.keepMine(item.number) },
            t('conflictKeepMine'),
          ),
          h(
            'button',
            { type: 'button', class: 'button', onclick: () => void this.#session.takeTheirs(item.number) },
            t('conflictTakeTheirs'),
          ),
        ),
      ),
    )
  }
}
