/*
 * Matching by selection, ordering by buttons and by dragging. An order counts
 * as answered only when the candidate has moved something or confirmed it: the
 * order on the paper is chance.
 */
import { h, paperHtml, replaceChildren } from '../dom.ts'
import { t } from '../texts.ts'
import { letterAt } from './choices.ts'
import { type DrawQuestion, textOf } from './question-control.ts'

export const drawMatching: DrawQuestion = ({ question, id, response, set }) => {
  const chosen: Record<string, string> = { ...(response as Record<string, string> | undefined) }
  const right = question.right ?? []
  const rows = (question.left ?? []).map((left) => {
    const select = h(
      'select',
      {
        id: `${id}-${left.id}`,
        'aria-label': t('matchFor', { left: textOf(left.html) }),
        onchange: () => {
          if (select.value === '') delete chosen[left.id]
          else chosen[left.id] = select.value
          set({ ...chosen })
        },
      },
      h('option', { value: '' }, t('choosePartner')),
      ...right.map((entry, index) =>
        h('option', { value: entry.id }, `${letterAt(index)}  ${textOf(entry.html)}`),
      ),
    )
    select.value = chosen[left.id] ?? ''
    return h('div', { class: 'match' }, paperHtml(left.html, 'match-left'), select)
  })
  const legend = h(
    'ol',
    { class: 'match-right' },
    ...right.map((entry, index) =>
      h('li', {}, h('span', { class: 'letter' }, letterAt(index)), paperHtml(entry.html, 'option-text')),
    ),
  )
  return h('div', {}, paperHtml(question.stemHtml, 'stem'), legend, ...rows)
}

export const drawOrdering: DrawQuestion = ({ question, response, set, label }) => {
  const elements = question.elements ?? []
  const answered = Array.isArray(response) && response.length === elements.length
  let order = answered ? (response as string[]) : elements.map((element) => element.id)
  let dragged: string | undefined
  const list = h('ol', { class: 'ordering', 'aria-label': label })
  const said = h('div', { class: 'visually-hidden', 'aria-live': 'polite' })
  const confirm = h(
    'button',
    { type: 'button', class: 'button', onclick: () => commit(order) },
    t('orderConfirm'),
  )
  const unset = h('div', { class: 'order-unset', hidden: answered }, h('span', {}, t('orderUnset')), confirm)

  const commit = (next: string[]) => {
    order = next
    unset.setAttribute('hidden', '')
    draw()
    set([...order])
  }
  const move = (id: string, to: number) => {
    const from = order.indexOf(id)
    if (to < 0 || to >= order.length || from === to) return
    const next = order.filter((each) => each !== id)
    next.splice(to, 0, id)
    commit(next)
    said.textContent = t('position', { position: to + 1, count: order.length })
  }
  const draw = () =>
    replaceChildren(
      list,
      ...order.map((id, index) => {
        const element = elements.find((each) => each.id === id)
        const button = (key: 'moveUp' | 'moveDown', to: number, sign: string) => {
          const made = h(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              disabled: to < 0 || to >= order.length,
              'aria-label': `${t(key)}：${textOf(element?.html ?? '')}`,
              title: t(key),
              onclick: () => {
                move(id, to)
                const again = list.children[to]?.querySelectorAll('button')
                const same = again?.[key === 'moveUp' ? 0 : 1]
                ;(same?.disabled ? again?.[key === 'moveUp' ? 1 : 0] : same)?.focus()
              },
            },
            sign,
          )
          return made
        }
        return h(
          'li',
          {
            draggable: 'true',
            ondragstart: () => {
              dragged = id
            },
            ondragover: (event: DragEvent) => event.preventDefault(),
            ondrop: (event: DragEvent) => {
              event.preventDefault()
              if (dragged !== undefined) move(dragged, index)
            },
          },
          h('span', { class: 'letter' }, index + 1),
          paperHtml(element?.html ?? '', 'option-text'),
          button('moveUp', index - 1, '↑'),
          button('moveDown', index + 1, '↓'),
        )
      }),
    )
  draw()
  return h(
    'div',
    {},
    paperHtml(question.stemHtml, 'stem'),
    h('p', { class: 'hint' }, t('orderHint')),
    list,
    unset,
    said,
  )
}
