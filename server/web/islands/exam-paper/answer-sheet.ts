/*
 * The answer sheet (答题卡): every question by its number with its state, told by
 * colour, by sign and in words.
 */
import { h } from './dom.ts'
import type { ExamSession } from './exam-session.ts'
import { t } from './texts.ts'

export class AnswerSheet {
  readonly element: HTMLElement
  readonly #session: ExamSession
  readonly #cells = new Map<number, HTMLButtonElement>()
  readonly #count = h('div', { class: 'sheet-count' })

  constructor(session: ExamSession, go: (position: number) => void) {
    this.#session = session
    const { delivery } = session.paper
    const groups = delivery.sections.map((section, index) =>
      h(
        'div',
        { class: 'sheet-group' },
        h('h4', {}, section.title),
        h(
          'div',
          { class: 'sheet-cells' },
          ...session.items
            .filter((placed) => placed.section === index)
            .map(({ position, item }) => {
              const cell = h('button', { type: 'button', onclick: () => go(position) }, position)
              this.#cells.set(item.number, cell)
              return cell
            }),
        ),
      ),
    )
    const legend = (['answered', 'partial', 'unanswered', 'flagged', 'unsaved'] as const).map((state) =>
      h('span', {}, h('i', { class: `cell-sample ${state}` }), t(state)),
    )
    this.element = h(
      'div',
      { class: 'sheet' },
      this.#count,
      h('div', { class: 'sheet-legend' }, ...legend),
      ...groups,
    )
    for (const { item } of session.items) this.update(item.number)
  }

  update(number: number): void {
    const cell = this.#cells.get(number)
    if (!cell) return
    const { state } = this.#session.book.get(number)
    const words: ('answered' | 'partial' | 'unanswered' | 'flagged' | 'unsaved' | 'conflicted')[] = [
      this.#session.isPartial(number)
        ? 'partial'
        : this.#session.isAnswered(number)
          ? 'answered'
          : 'unanswered',
    ]
    if (state === 'unsent' || state === 'refused') words.push('unsaved')
    if (state === 'conflict') words.push('conflicted', 'unsaved')
    if (this.#session.flags.has(number)) words.push('flagged')
    cell.className = words.join(' ')
    cell.setAttribute(
      'aria-label',
      `${t('question', { number: cell.textContent ?? '' })}：${words.map((word) => t(word)).join('，')}`,
    )
    const total = this.#session.items.length
    const answered = this.#session.items.filter(({ item }) => this.#session.isAnswered(item.number)).length
    this.#count.textContent = t('answeredOf', { answered, total })
  }

  current(section: number): void {
    for (const { item, section: own } of this.#session.items)
      this.#cells.get(item.number)?.toggleAttribute('data-current', own === section)
  }
}
