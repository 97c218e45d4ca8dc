/*
 * Marks in a picture, by pointer or by keyboard: arrow keys move a cross, Enter
 * sets a mark, Backspace takes the last away. Coordinates are those of the
 * picture, whatever its size on the screen.
 */
import { h, paperHtml, replaceChildren } from '../dom.ts'
import { t } from '../texts.ts'
import type { DrawQuestion } from './question-control.ts'

interface Mark {
  readonly x: number
  readonly y: number
}

const step = 4
const longStep = 40

export const drawHotspot: DrawQuestion = ({ question, response, set, label }) => {
  const { image } = question
  if (!image) return paperHtml(question.stemHtml, 'stem')
  const limit = question.marks ?? 1
  let marks: Mark[] = Array.isArray(response) ? [...(response as Mark[])] : []
  let cross: Mark = { x: Math.round(image.width / 2), y: Math.round(image.height / 2) }

  const overlay = h('div', { class: 'hotspot-overlay' })
  const list = h('ul', { class: 'hotspot-marks' })
  const said = h('div', { class: 'hint', 'aria-live': 'polite' })
  const percent = (value: number, size: number) => `${(100 * value) / size}%`
  const place = (className: string, mark: Mark, text = '') => {
    const element = h('span', { class: className }, text)
    element.style.left = percent(mark.x, image.width)
    element.style.top = percent(mark.y, image.height)
    return element
  }
  const draw = () => {
    replaceChildren(
      overlay,
      ...marks.map((mark, index) => place('hotspot-mark', mark, String(index + 1))),
      place('hotspot-cross', cross),
    )
    replaceChildren(
      list,
      ...marks.map((mark, index) =>
        h(
          'li',
          {},
          t('hotspotMark', { number: index + 1, x: Math.round(mark.x), y: Math.round(mark.y) }),
          h(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': t('hotspotRemove', { number: index + 1 }),
              onclick: () => commit(marks.filter((_, each) => each !== index)),
            },
            '×',
          ),
        ),
      ),
    )
  }
  const commit = (next: Mark[]) => {
    marks = next
    draw()
    set([...marks])
  }
  const add = (mark: Mark) => {
    // One mark: the newest press counts. Several: the person decides which goes.
    if (limit === 1) commit([mark])
    else if (marks.length < limit) commit([...marks, mark])
    else said.textContent = t('hotspotFull', { count: limit })
  }
  const inside = (value: number, size: number) => Math.min(size, Math.max(0, Math.round(value * 10) / 10))

  const surface = h(
    'div',
    {
      class: 'hotspot',
      tabindex: 0,
      role: 'application',
      'aria-label': `${label} ${image.alt}. ${t('hotspotHint', { count: limit })}`,
      onclick: (event: MouseEvent) => {
        const box = surface.getBoundingClientRect()
        cross = {
          x: inside(((event.clientX - box.left) / box.width) * image.width, image.width),
          y: inside(((event.clientY - box.top) / box.height) * image.height, image.height),
        }
        add(cross)
      },
      onkeydown: (event: KeyboardEvent) => {
        const by = event.shiftKey ? longStep : step
        const moves: Record<string, readonly [number, number]> = {
          ArrowLeft: [-by, 0],
          ArrowRight: [by, 0],
          ArrowUp: [0, -by],
          ArrowDown: [0, by],
        }
        const move = moves[event.key]
        if (move) {
          cross = { x: inside(cross.x + move[0], image.width), y: inside(cross.y + move[1], image.height) }
          said.textContent = t('hotspotCursor', { x: Math.round(cross.x), y: Math.round(cross.y) })
          draw()
        } else if (event.key === 'Enter' || event.key === ' ') add(cross)
        else if (event.key === 'Backspace' || event.key === 'Delete') commit(marks.slice(0, -1))
        else return
        event.preventDefault()
      },
    },
    h('img', {
      src: image.src,
      alt: image.alt,
      width: image.width,
      height: image.height,
      draggable: 'false',
    }),
    overlay,
  )
  draw()
  return h(
    'div',
    {},
    paperHtml(question.stemHtml, 'stem'),
    h('p', { class: 'hint' }, t('hotspotHint', { count: limit })),
    surface,
    list,
    said,
  )
}
