/* A page for paper: A4, without menu, with a bar that is not printed. */
import type { Child } from 'hono/jsx'
import type { AppContext } from '../../api/door.ts'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'

export interface PrintOptions {
  readonly title: string
  readonly back: string
  /** Said beside the button, not printed. */
  readonly note?: Child
}

export function renderPrint(c: AppContext, { title, back, note }: PrintOptions, body: Child) {
  const t = texts(c.get('lang'), words)
  return renderPage(
    c,
    { title, bare: true, styles: ['katex', 'pages', 'print-sheets'], scripts: ['print-button'] },
    <>
      <div class="print-bar d-print-none">
        <a class="btn" href={back}>
          {t('back')}
        </a>
        <strong>{title}</strong>
        {note ? <span class="text-secondary">{note}</span> : null}
        <button type="button" class="btn btn-primary ms-auto" data-print hidden>
          {t('print')}
        </button>
      </div>
      <div class="sheets">{body}</div>
    </>,
  )
}
