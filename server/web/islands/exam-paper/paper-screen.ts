/*
 * The paper: bar with candidate, clock and state of saving; one part at a time;
 * the answer sheet beside it, or behind a button on a small screen.
 */

import type { Line } from './answer-sender.ts'
import { AnswerSheet } from './answer-sheet.ts'
import { h, replaceChildren } from './dom.ts'
import type { ExamSession } from './exam-session.ts'
import { openHandInDialog } from './hand-in-dialog.ts'
import { QuestionCard } from './question-card.ts'
import { t, timeText } from './texts.ts'

const warnAtMinutes = [15, 5, 1] as const
const noticeSeconds = 12

export class PaperScreen {
  readonly element: HTMLElement
  readonly #session: ExamSession
  readonly #cards = new Map<number, QuestionCard>()
  readonly #sheet: AnswerSheet
  readonly #sections: HTMLElement[]
  readonly #tabs: HTMLButtonElement[]
  readonly #time = h('span', { class: 'time', role: 'timer' })
  readonly #save = h('span', { class: 'save-state', role: 'status' })
  readonly #banner = h('div', { class: 'banner', role: 'alert', hidden: true })
  readonly #notice = h('div', { class: 'notice', role: 'status', hidden: true })
  readonly #top = h('div', { class: 'top' })
  /** What scrolls keeps clear of the bar, whose height changes with the banner. */
  readonly #resized = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--top', `${this.#top.offsetHeight}px`),
  )
  readonly #aside: HTMLElement
  #current = 0
  #noticeTimer: number | undefined
  #warned = Number.POSITIVE_INFINITY
  #wasOffline = false
  #ticking: number | undefined
  readonly #onTimeUp: () => void

  constructor(
    session: ExamSession,
    actions: { readonly switchLanguage: () => void; readonly onTimeUp: () => void },
  ) {
    this.#session = session
    this.#onTimeUp = actions.onTimeUp
    const { delivery } = session.paper
    for (const placed of session.items) {
      const marks = delivery.sections[placed.section]?.marksEach ?? 0
      this.#cards.set(placed.item.number, new QuestionCard(session, placed, marks))
    }
    this.#sheet = new AnswerSheet(session, (position) => this.go(position))
    this.#sections = delivery.sections.map((section, index) =>
      h(
        'div',
        { class: 'section', hidden: index > 0 },
        h('h2', { tabindex: -1 }, section.title),
        h('p', { class: 'instructions' }, section.instructions),
        ...session.items
          .filter((placed) => placed.section === index)
          .map(({ item }) => this.#cards.get(item.number)?.element ?? null),
        this.#turnPage(index, delivery.sections.length),
      ),
    )
    this.#tabs = delivery.sections.map((section, index) =>
      h('button', { type: 'button', onclick: () => this.show(index) }, section.title),
    )
    this.#aside = h(
      'aside',
      { class: 'aside', 'aria-label': t('questionsAndStates') },
      h(
        'div',
        { class: 'aside-head' },
        h('strong', {}, t('questionsAndStates')),
        h(
          'button',
          {
            type: 'button',
            class: 'icon-button aside-close',
            'aria-label': t('close'),
            onclick: () => this.#toggleSheet(false),
          },
          '×',
        ),
      ),
      this.#sheet.element,
    )
    this.#top.append(this.#bar(actions.switchLanguage), this.#banner)
    this.#resized.observe(this.#top)
    this.element = h(
      'div',
      { class: 'paper' },
      this.#top,
      this.#notice,
      h('nav', { class: 'tabs', 'aria-label': t('sections') }, ...this.#tabs),
      h('div', { class: 'columns' }, h('div', { class: 'sheet-of-paper' }, ...this.#sections), this.#aside),
    )
    this.show(0)
    this.#tick()
    this.#ticking = window.setInterval(() => this.#tick(), 500)
    this.updateLine()
    if (!session.journalLasts) this.#say(t('journalBroken'), 60)
  }

  show(section: number, focus = true): void {
    this.#commitTyping()
    this.#current = section
    this.#sections.forEach((element, index) => {
      element.hidden = index !== section
    })
    this.#tabs.forEach((tab, index) => {
      tab.setAttribute('aria-current', index === section ? 'true' : 'false')
    })
    this.#tabs[section]?.scrollIntoView?.({ block: 'nearest', inline: 'center' })
    this.#sheet.current(section)
    if (!focus) return
    scrollTo({ top: 0 })
    this.#sections[section]?.querySelector('h2')?.focus({ preventScroll: true })
  }

  get section(): number {
    return this.#current
  }

  go(position: number): void {
    const placed = this.#session.items[position - 1]
    if (!placed) return
    this.#toggleSheet(false)
    this.show(placed.section, false)
    const card = this.#cards.get(placed.item.number)?.element
    card?.scrollIntoView({ block: 'start' })
    card?.focus({ preventScroll: true })
  }

  updateAnswer(number: number): void {
    this.#cards.get(number)?.update()
    this.#sheet.update(number)
    this.#updateSaveState()
  }

  updateLine(): void {
    const { line } = this.#session.sender
    for (const { number } of this.#session.book.unsent()) this.updateAnswer(number)
    this.#updateSaveState()
    this.#drawBanner(line)
    if (this.#wasOffline && line === 'up') this.#say(t('backOnline'))
    this.#wasOffline = line === 'offline'
  }

  deadlineMoved(deadline: number): void {
    this.#warned = Number.POSITIVE_INFINITY
    this.#say(t('extended', { time: timeText(deadline) }))
  }

  /** No more answers: what was typed is committed first. */
  lock(): void {
    this.#commitTyping()
    clearInterval(this.#ticking)
    for (const card of this.#cards.values()) card.lock()
    this.element.classList.add('locked')
  }

  close(): void {
    this.#resized.disconnect()
    clearInterval(this.#ticking)
    clearTimeout(this.#noticeTimer)
  }

  #commitTyping(): void {
    for (const card of this.#cards.values()) card.commitTyping()
  }

  #bar(switchLanguage: () => void): HTMLElement {
    const { candidate, batch } = this.#session.overview
    const seat = candidate.seat === null ? t('noSeat') : t('seatNumber', { seat: candidate.seat })
    return h(
      'header',
      { class: 'bar' },
      h(
        'div',
        { class: 'bar-who' },
        h('strong', {}, candidate.name),
        h('span', { class: 'bar-id' }, candidate.idNumberMasked),
        h('span', {}, [candidate.room, seat].filter(Boolean).join(' ')),
        h('span', { class: 'bar-title' }, batch.title),
      ),
      h('div', { class: 'bar-time' }, h('span', { class: 'bar-time-label' }, t('remaining')), this.#time),
      h(
        'div',
        { class: 'bar-actions' },
        this.#save,
        h(
          'button',
          { type: 'button', class: 'button sheet-button', onclick: () => this.#toggleSheet(true) },
          t('questionsAndStates'),
        ),
        h(
          'button',
          { type: 'button', class: 'button subtle language-button', onclick: switchLanguage },
          t('language'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button primary',
            onclick: () => {
              this.#commitTyping()
              openHandInDialog(this.#session, (position) => this.go(position))
            },
          },
          t('handIn'),
        ),
      ),
    )
  }

  #turnPage(index: number, count: number): HTMLElement {
    const button = (to: number, key: 'previousSection' | 'nextSection') =>
      h('button', { type: 'button', class: 'button', onclick: () => this.show(to) }, t(key))
    return h(
      'div',
      { class: 'turn-page' },
      index > 0 ? button(index - 1, 'previousSection') : h('span'),
      index < count - 1 ? button(index + 1, 'nextSection') : h('span'),
    )
  }

  #toggleSheet(open: boolean): void {
    this.#aside.classList.toggle('open', open)
  }

  #updateSaveState(): void {
    const { book, sender } = this.#session
    const unsent = book.all().filter((answer) => answer.state !== 'saved').length
    const calm = unsent === 0
    const working = !calm && sender.line === 'up' && book.unsent().length === unsent
    this.#save.textContent = calm
      ? `✓ ${t('allSaved')}`
      : working
        ? t('saving')
        : t('unsavedCount', { count: unsent })
    this.#save.className = `save-state ${calm ? 'saved' : working ? 'saving' : 'unsent'}`
    if (sender.line === 'offline') this.#drawBanner('offline')
  }

  #drawBanner(line: Line): void {
    const count = this.#session.book.unsent().length
    const text =
      line === 'offline'
        ? count > 0
          ? t('offlineBanner', { count })
          : t('offlineBannerNone')
        : line === 'busy'
          ? t('busyBanner')
          : line === 'signed-out'
            ? t('signedOutBanner')
            : ''
    this.#banner.hidden = text === ''
    if (this.#banner.dataset.text === text) return
    this.#banner.dataset.text = text
    replaceChildren(
      this.#banner,
      h('span', {}, text),
      line === 'signed-out' && h('a', { class: 'button', href: '/exam' }, t('signInAgain')),
    )
  }

  #say(text: string, seconds = noticeSeconds): void {
    clearTimeout(this.#noticeTimer)
    this.#notice.textContent = text
    this.#notice.hidden = false
    this.#noticeTimer = window.setTimeout(() => {
      this.#notice.hidden = true
    }, seconds * 1000)
  }

  #tick(): void {
    const seconds = this.#session.clock.remainingSeconds()
    const two = (value: number) => String(value).padStart(2, '0')
    this.#time.textContent = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    this.#time.classList.toggle('late', seconds <= 300)
    for (const minutes of warnAtMinutes) {
      if (seconds > minutes * 60 || this.#warned <= minutes) continue
      // Opened late in the exam: only the nearest warning is spoken.
      if (seconds > (minutes - 1) * 60) this.#say(t('lastMinutes', { minutes }))
      this.#warned = minutes
    }
    if (this.#session.clock.isOver()) this.#onTimeUp()
  }
}
