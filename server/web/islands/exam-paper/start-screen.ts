/*
 * Before the exam: who sits here, what holds, and the start. Waits for the
 * opening by the server's clock.
 */

import { h } from './dom.ts'
import { getOverview } from './exam-api.ts'
import { currentLanguage, messages, t, timeText } from './texts.ts'
import type { Overview } from './types.ts'

const askAgainSeconds = 5

export interface StartActions {
  /** Resolves with what the person should read when it could not start. */
  readonly start: () => Promise<string | undefined>
  readonly signOut: () => void
  readonly switchLanguage: () => void
}

/** A confirmed batch opens by the clock; an invigilator may also have opened it by hand. */
const hasOpened = ({ batch, serverTime }: Overview): boolean =>
  ['ready', 'open'].includes(batch.state) && Date.parse(serverTime) >= Date.parse(batch.opensAt)

/** A rule that never bites inside the window is not worth a line. */
const closesBeforeTheEnd = ({ batch }: Overview): boolean =>
  Date.parse(batch.opensAt) + batch.lateEntryMinutes * 60_000 < Date.parse(batch.closesAt)

export function drawStartScreen(
  overview: Overview,
  actions: StartActions,
): { element: HTMLElement; close: () => void } {
  const { batch, candidate } = overview
  let isOpen = hasOpened(overview)
  const accept = h('input', { type: 'checkbox', id: 'accept', onchange: () => update() })
  const said = h('p', { class: 'start-said', role: 'status' })
  const button = h(
    'button',
    { type: 'button', class: 'button primary large', onclick: () => void start() },
    t('start'),
  )

  const update = () => {
    button.disabled = !(accept.checked && isOpen)
    if (isOpen) said.textContent = ''
    else
      said.textContent =
        Date.parse(batch.opensAt) > Date.now()
          ? t('notOpenYet', { time: timeText(Date.parse(batch.opensAt)) })
          : t('waitForOpening')
  }
  const start = async () => {
    button.disabled = true
    button.textContent = t('starting')
    const refused = await actions.start()
    if (refused === undefined) return
    update()
    said.textContent = refused
    button.textContent = t('start')
  }
  const asking = window.setInterval(async () => {
    if (isOpen) return
    const reply = await getOverview()
    if (reply.kind !== 'ok') return
    isOpen = hasOpened(reply.value)
    update()
  }, askAgainSeconds * 1000)

  const rows: readonly (readonly [string, string])[] = [
    [t('candidate'), candidate.name],
    [t('admissionNo'), candidate.admissionNo],
    [t('idNumber'), candidate.idNumberMasked],
    [t('room'), candidate.room ?? t('noSeat')],
    [t('seat'), candidate.seat === null ? t('noSeat') : t('seatNumber', { seat: candidate.seat })],
    [
      t('examTime'),
      t('examMinutes', { minutes: batch.minutes }) +
        (candidate.extraMinutes > 0 ? t('extraMinutes', { minutes: candidate.extraMinutes }) : ''),
    ],
  ]
  const element = h(
    'div',
    { class: 'start' },
    h(
      'div',
      { class: 'start-language' },
      h(
        'button',
        {
          type: 'button',
          class: 'button subtle',
          lang: currentLanguage() === 'zh' ? 'en' : 'zh',
          onclick: actions.switchLanguage,
        },
        t('language'),
      ),
    ),
    h('h1', {}, batch.title),
    h('p', { class: 'start-check' }, t('checkIdentity')),
    h(
      'dl',
      { class: 'start-facts' },
      ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
    h('h2', {}, t('rulesTitle')),
    h(
      'ol',
      { class: 'start-rules' },
      ...messages().rules.map((rule) => h('li', {}, rule)),
      closesBeforeTheEnd(overview) && h('li', {}, t('ruleLate', { late: batch.lateEntryMinutes })),
      batch.earlyLeaveMinutes > 0 && h('li', {}, t('ruleEarly', { early: batch.earlyLeaveMinutes })),
    ),
    h('div', { class: 'start-accept' }, accept, h('label', { for: 'accept' }, t('rulesAccept'))),
    said,
    h(
      'div',
      { class: 'start-actions' },
      h('button', { type: 'button', class: 'button', onclick: actions.signOut }, t('notMe')),
      button,
    ),
  )
  update()
  return { element, close: () => clearInterval(asking) }
}
