/*
 * Before handing in: whose paper it is, what is unanswered, flagged, unsaved or
 * undecided, and that it is final.
 */
import { h, replaceChildren } from './dom.ts'
import type { ExamSession, PlacedItem } from './exam-session.ts'
import { currentLanguage, t } from './texts.ts'

const flushSeconds = 12

export function openHandInDialog(session: ExamSession, go: (position: number) => void): void {
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'hand-in-title' })
  const said = h('p', { class: 'dialog-error', role: 'alert' })
  const confirm = h(
    'button',
    { type: 'button', class: 'button primary', onclick: () => void handIn() },
    t('handInConfirm'),
  )
  const back = h(
    'button',
    { type: 'button', class: 'button', onclick: () => dialog.close() },
    t('handInBack'),
  )
  const body = h('div', {})

  const jump = (placed: PlacedItem) =>
    h(
      'button',
      {
        type: 'button',
        class: 'number-link',
        onclick: () => {
          dialog.close()
          go(placed.position)
        },
      },
      placed.position,
    )
  const line = (look: string, text: string, items: readonly PlacedItem[] = []) =>
    h(
      'li',
      { class: look },
      text,
      items.length > 0 && h('div', { class: 'number-links' }, ...items.map(jump)),
    )

  const draw = () => {
    const { items, book, flags } = session
    const unanswered = items.filter(({ item }) => !session.isAnswered(item.number))
    const partial = items.filter(({ item }) => session.isPartial(item.number))
    const flagged = items.filter(({ item }) => flags.has(item.number))
    const undecided = items.filter(({ item }) => book.get(item.number).state === 'conflict')
    const unsent = book.unsent().length
    const offline = session.sender.line === 'offline' || session.sender.line === 'signed-out'
    replaceChildren(
      body,
      h(
        'ul',
        { class: 'dialog-lines' },
        unanswered.length === 0
          ? line('good', t('handInAllAnswered', { total: items.length }))
          : line('warn', t('handInUnanswered', { count: unanswered.length }), unanswered),
        partial.length > 0 && line('warn', t('handInPartial', { count: partial.length }), partial),
        flagged.length > 0 && line('note', t('handInFlagged', { count: flagged.length }), flagged),
        undecided.length > 0 && line('warn', t('handInConflict', { count: undecided.length }), undecided),
        unsent > 0 && line('warn', t('handInUnsaved', { count: unsent })),
        offline && line('warn', t('handInOffline')),
      ),
      h('p', { class: 'dialog-final' }, t('handInFinal')),
    )
    confirm.disabled = offline || undecided.length > 0
  }
  const handIn = async () => {
    confirm.disabled = true
    back.disabled = true
    confirm.textContent = t(session.book.unsent().length > 0 ? 'sendingRest' : 'handingIn')
    const refused = await session.handIn(flushSeconds)
    if (refused === undefined) return
    said.textContent = refused === 'offline' ? t('handInOffline') : refused[currentLanguage()]
    confirm.textContent = t('handInConfirm')
    back.disabled = false
    draw()
  }

  const { name, admissionNo, seat } = session.overview.candidate
  dialog.append(
    h('h2', { id: 'hand-in-title' }, t('handInTitle')),
    h('p', { class: 'dialog-name' }, t('handInName', { name, admissionNo, seat: seat ?? t('noSeat') })),
    body,
    said,
    h('div', { class: 'dialog-actions' }, back, confirm),
  )
  draw()
  const redraw = window.setInterval(() => confirm.textContent === t('handInConfirm') && draw(), 1000)
  dialog.addEventListener('close', () => {
    clearInterval(redraw)
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
  back.focus()
}
