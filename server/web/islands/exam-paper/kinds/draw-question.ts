/*
 * The kinds of question and how each is drawn. A case is its stimulus and its
 * sub-questions; its response is a record by sub-question.
 */
import { h, paperHtml } from '../dom.ts'
import { t } from '../texts.ts'
import type { DeliveryItem } from '../types.ts'
import { drawMatching, drawOrdering } from './arranged.ts'
import { drawMultipleResponse, drawSingleChoice, drawTrueFalse } from './choices.ts'
import { drawHotspot } from './hotspot.ts'
import type { DrawQuestion, QuestionControl } from './question-control.ts'
import { drawEssay, drawFillIn, drawNumeric, drawShortAnswer } from './written.ts'

const simple: Readonly<Record<string, DrawQuestion>> = {
  'single-choice': drawSingleChoice,
  'multiple-response': drawMultipleResponse,
  'true-false': drawTrueFalse,
  'fill-in': drawFillIn,
  numeric: drawNumeric,
  matching: drawMatching,
  ordering: drawOrdering,
  hotspot: drawHotspot,
  'short-answer': drawShortAnswer,
  essay: drawEssay,
}

export function drawQuestion(control: QuestionControl): HTMLElement {
  if (control.question.kind === 'case') return drawCase(control)
  const draw = simple[control.question.kind]
  return draw ? draw(control) : paperHtml(control.question.stemHtml, 'stem')
}

function drawCase(control: QuestionControl): HTMLElement {
  const { id, set, label } = control
  const item = control.question as DeliveryItem
  const responses: Record<string, unknown> = { ...(control.response as Record<string, unknown> | undefined) }
  return h(
    'div',
    { class: 'case' },
    paperHtml(item.stemHtml, 'stem stimulus'),
    ...(item.items ?? []).map((sub) =>
      h(
        'div',
        { class: 'sub-question' },
        h('div', { class: 'sub-number' }, t('subQuestion', { number: sub.id })),
        drawQuestion({
          question: sub,
          id: `${id}-${sub.id}`,
          response: responses[sub.id],
          label: `${label} ${t('subQuestion', { number: sub.id })}`,
          set: (response, typing) => {
            responses[sub.id] = response
            set({ ...responses }, typing)
          },
        }),
      ),
    ),
  )
}
